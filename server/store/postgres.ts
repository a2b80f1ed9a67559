import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { ConfigError } from '../shared/errors.ts';
import { APP_ROLE } from './rls.ts';
import type { ClusterBus, Store } from './store.ts';
import type { Db, Tables, Tx } from './tables.ts';

const CHANNEL = 'sideline';
/** An arbitrary number, the same in every process. */
const OWNER_LOCK = 7_240_915;
const TRIES = 8;
/** Serialisation failure, deadlock, and a key that another process inserted first: retry helps. */
const RETRYABLE = new Set(['40001', '40P01', '23505']);

/** Parses bigint as a number: versions and times stay far below 2^53. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === 20 ? Number : pg.types.getTypeParser(oid, format as 'text'),
};

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

/** Runs work again if the store reports a collision with another transaction. */
export async function repeating<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= TRIES || !RETRYABLE.has(codeOf(error))) throw error;
      await new Promise((done) => setTimeout(done, Math.random() * 5 * 2 ** attempt));
    }
  }
}

function poolOf(url: string, max: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  });
  // A lost connection without a listener ends the process. The pool only listens to connections
  // that are idle, and reports those here a second time.
  pool.on('connect', (connection) =>
    connection.on('error', (error) =>
      log.warn({ error: error.message }, 'database connection lost'),
    ),
  );
  pool.on('error', () => {});
  return pool;
}

/** Runs work on its own connection with the rights of the login. Only one process at a time. */
async function owning<T>(url: string, log: Logger, work: (owner: Db) => Promise<T>): Promise<T> {
  const owner = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(url, 1, log) }) });
  try {
    return await owner.connection().execute(async (db) => {
      await sql`select pg_advisory_lock(${OWNER_LOCK})`.execute(db);
      try {
        return await work(db as Db);
      } finally {
        await sql`select pg_advisory_unlock(${OWNER_LOCK})`.execute(db);
      }
    });
  } catch (error) {
    if (/^(ECONN|ENOENT|ENOTFOUND|28|3D)/.test(codeOf(error)))
      throw new ConfigError(
        'The PostgreSQL server in SIDELINE_DB cannot be used: ' +
          `${error instanceof Error ? error.message : error}`,
      );
    throw error;
  } finally {
    await owner.destroy();
  }
}

/** Notifies other processes on the same database by NOTIFY, which may get lost without harm. */
function clusterBusOf(
  db: Db,
  url: string,
  log: Logger,
  isClosed: () => boolean,
  clients: Set<pg.Client>,
): ClusterBus {
  async function listen(onCommit: Parameters<ClusterBus['subscribe']>[0]): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    const reconnect = () => {
      if (!clients.delete(client)) return;
      // It may be connected without listening.
      void client.end().catch(() => {});
      setTimeout(() => void (isClosed() || listen(onCommit)), 1000).unref();
    };
    clients.add(client);
    client.on('error', reconnect);
    client.on('end', reconnect);
    client.on('notification', ({ payload = '' }) => {
      const [org, version, from, ...scopes] = payload.split(' ');
      if (org && Number.isSafeInteger(Number(version)))
        onCommit(
          org,
          Number(version),
          scopes.length > 0 ? { from: Number(from), scopes } : undefined,
        );
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      log.warn({ error: String(error) }, 'cannot listen for notifications; versions are polled');
      reconnect();
    }
  }
  return {
    async publish(org, version, touched) {
      const all = [org, version, ...(touched ? [touched.from, ...touched.scopes] : [])].join(' ');
      // A notification holds at most 8,000 bytes. Without scopes it concerns every connection.
      const payload = all.length < 7000 ? all : `${org} ${version}`;
      await sql`select pg_notify(${CHANNEL}, ${payload})`.execute(db);
    },
    subscribe: listen,
  };
}

/**
 * @param url of a role that owns the tables. Requests run as another role, which is subject to
 * row-level security (S2).
 */
export function postgresStore(url: string, log: Logger, connections = 10): Store {
  const pool = poolOf(url, connections, log);
  let closed = false;
  const clients = new Set<pg.Client>();
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (connection) =>
        void (await connection.executeQuery(CompiledQuery.raw(`set role ${APP_ROLE}`))),
    }),
  });
  return {
    kind: 'postgres',
    db,
    within: (org, work, { snapshot = false } = {}) =>
      repeating(() =>
        db
          .transaction()
          .setIsolationLevel(snapshot ? 'repeatable read' : 'read committed')
          .execute(async (tx: Tx) => {
            await sql`select set_config('sideline.org', ${org}, true)`.execute(tx);
            return work(tx);
          }),
      ),
    owning: (work) => owning(url, log, work),
    forget: async () => {},
    clusterBus: clusterBusOf(db, url, log, () => closed, clients),
    async close() {
      closed = true;
      for (const client of clients) await client.end().catch(() => {});
      await db.destroy();
    },
  };
}
