import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Context, MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { IdSource } from '../../lib/model/index.ts';
import { api } from '../api/index.ts';
import type { Env } from '../http/env.ts';
import { refuse } from '../http/refusals.ts';
import type { Serve } from '../http/serve.ts';
import type { ExportLimit } from '../limits/exports.ts';
import { loggedExport } from '../ops/loggedExport.ts';
import type { Metrics } from '../ops/metrics.ts';
import { beginErasure } from '../ops/person.ts';
import { type Batches, finishInTime } from '../people/departures.ts';
import { isLocalUrl, isLoopback } from '../shared/clientAddress.ts';
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
  log: Logger;
  now(): number;
  ids: IdSource;
  batches?: Batches | undefined;
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

/** Who may read the metrics, and who is the command line of this server. Others learn nothing. */
export function opsAccess(
  deps: Pick<OpsDeps, 'baseUrl' | 'secret' | 'metricsToken'>,
): Record<'operator' | 'metrics', MiddlewareHandler<Env>> {
  // A proxy on this machine may add no header, so this is decided by the server's own address.
  const isLocal = isLocalUrl(deps.baseUrl);
  const operator = `Ops ${opsToken(deps.secret)}`;
  const readsMetrics = (c: Context<Env>): boolean => {
    if (deps.metricsToken !== null)
      return same(c.req.header('authorization') ?? '', `Bearer ${deps.metricsToken}`);
    // A request through a proxy on this machine does not come from this machine.
    const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip'].some(
      (name) => c.req.header(name) !== undefined,
    );
    return isLocal && !isForwarded && isLoopback(c.get('address'));
  };
  return {
    async operator(c, next) {
      if (!same(c.req.header('authorization') ?? '', operator)) throw refuse(404, 'notFound');
      await next();
    },
    async metrics(c, next) {
      if (!readsMetrics(c)) throw refuse(404, 'notFound');
      await next();
    },
  };
}

/** However slowly a backup is read, it ends after this time: on PostgreSQL it holds a snapshot. */
const BACKUP_MS = 6 * 3_600_000;

export function opsRoutes(serve: Serve, deps: OpsDeps): void {
  serve(api.metrics, async (c) =>
    c.text(await deps.metrics.text(), 200, { 'content-type': deps.metrics.type }),
  );
  serve(api.backup, async (c) => {
    const { backupStream } = await import('../ops/backup.ts');
    const begin = () =>
      backupStream(deps.store, deps.file, deps.now(), (error) =>
        deps.log.warn({ error: String(error) }, 'the copy for a backup was not removed'),
      );
    const done = await deps.exports.run(null, begin, BACKUP_MS);
    return sendExport(c, done, 'application/gzip');
  });
  serve(api.exportPerson, async (c, { email }) =>
    sendExport(c, await deps.exports.run(null, () => loggedExport(deps, email))),
  );
  serve(api.erasePerson, async (_, { email }) => {
    const begun = await beginErasure(deps.store, email, deps.now(), deps.batches);
    if (!begun) throw refuse(404, 'notFound');
    deps.poke(begun.org, begun.version);
    await finishInTime(deps, begun.org);
    return { ok: true };
  });
}
