import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import type { Hono, Context as HonoContext } from 'hono';
import * as z from 'zod/mini';
import { isLoopback } from '../clientAddress.ts';
import { body, type Env, refuse } from '../http.ts';
import { backupStream } from '../ops/backup.ts';
import type { Metrics } from '../ops/metrics.ts';
import { erasePerson, personData } from '../ops/person.ts';
import type { Store } from '../store/store.ts';

export interface OpsDeps {
  store: Store;
  /** SQLite's own handle, for a copy while the server goes on. */
  file: DatabaseSync | null;
  secret: string;
  /** For /metrics from elsewhere than this machine; null: from this machine only. */
  metricsToken: string | null;
  metrics: Metrics;
  now(): number;
  poke(org: string, version: number): void;
}

/** What lets the command line speak to its own server: whoever can read the server's secret already owns its data. */
export function opsToken(secret: string): string {
  return createHmac('sha256', secret).update('sideline operations').digest('base64url');
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const Person = z.object({ email: z.string().check(z.maxLength(254)) });

export function opsRoutes(app: Hono<Env>, deps: OpsDeps): void {
  app.get('/metrics', async (c) => {
    const given = c.req.header('authorization') ?? '';
    // A proxy on this machine that nobody told us of is not the one who asks.
    const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip'].some(
      (name) => c.req.header(name) !== undefined,
    );
    const open =
      deps.metricsToken === null
        ? !forwarded && isLoopback(c.get('address'))
        : same(given, `Bearer ${deps.metricsToken}`);
    if (!open) throw refuse(404, 'notFound');
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
    const data = await personData(deps.store, (await body(c, Person)).email);
    if (!data) throw refuse(404, 'notFound');
    return c.json(data);
  });
  app.post('/ops/erase', async (c) => {
    guard(c);
    const done = await erasePerson(deps.store, (await body(c, Person)).email, deps.now());
    if (!done) throw refuse(404, 'notFound');
    deps.poke(done.org, done.version);
    return c.json({ ok: true });
  });
}
