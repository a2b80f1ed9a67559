import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import type { Hono, Context as HonoContext } from 'hono';
import * as z from 'zod/mini';
import { isLocalUrl, isLoopback } from '../clientAddress.ts';
import { body } from '../http/bodies.ts';
import type { Env } from '../http/env.ts';
import { refuse } from '../http/refusals.ts';
import type { ExportLimit } from '../limits/exports.ts';
import { backupStream } from '../ops/backup.ts';
import type { Metrics } from '../ops/metrics.ts';
import { erasePerson } from '../ops/person.ts';
import { personExport } from '../ops/personExport.ts';
import type { Store } from '../store/store.ts';
import { sendExport } from './exports.ts';

export interface OpsDeps {
  store: Store;
  /** SQLite's own handle, for a copy while the server continues. */
  file: DatabaseSync | null;
  exports: ExportLimit;
  baseUrl: string;
  secret: string;
  /**
   * Token for /metrics; null if only this machine may read it, where no proxy can be in front of
   * the server.
   */
  metricsToken: string | null;
  metrics: Metrics;
  now(): number;
  poke(org: string, version: number): void;
}

/**
 * The token of the command line for its own server. It is derived from the server's secret: a
 * person who can read that has access to the data anyway.
 */
export function opsToken(secret: string): string {
  return createHmac('sha256', secret).update('sideline operations').digest('base64url');
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const Person = z.object({ email: z.string().check(z.maxLength(254)) });

export function opsRoutes(app: Hono<Env>, deps: OpsDeps): void {
  // A proxy on this machine may add no header, so this is decided by the server's own address.
  const isLocal = isLocalUrl(deps.baseUrl);
  app.get('/metrics', async (c) => {
    const authorization = c.req.header('authorization') ?? '';
    // A request through a proxy on this machine does not come from this machine.
    const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip'].some(
      (name) => c.req.header(name) !== undefined,
    );
    const isAllowed =
      deps.metricsToken === null
        ? isLocal && !isForwarded && isLoopback(c.get('address'))
        : same(authorization, `Bearer ${deps.metricsToken}`);
    if (!isAllowed) throw refuse(404, 'notFound');
    return c.text(await deps.metrics.text(), 200, { 'content-type': deps.metrics.type });
  });
  const guard = (c: HonoContext<Env>) => {
    if (!same(c.req.header('authorization') ?? '', `Ops ${opsToken(deps.secret)}`))
      throw refuse(404, 'notFound');
  };
  app.post('/ops/backup', async (c) => {
    guard(c);
    const stream = await backupStream(deps.store, deps.file, deps.now());
    return c.body(Readable.toWeb(stream) as ReadableStream, 200, {
      'content-type': 'application/gzip',
    });
  });
  app.post('/ops/person', async (c) => {
    guard(c);
    const { email } = await body(c, Person);
    return sendExport(c, await deps.exports.run(null, () => personExport(deps.store, email)));
  });
  app.post('/ops/erase', async (c) => {
    guard(c);
    const done = await erasePerson(deps.store, (await body(c, Person)).email, deps.now());
    if (!done) throw refuse(404, 'notFound');
    deps.poke(done.org, done.version);
    return c.json({ ok: true });
  });
}
