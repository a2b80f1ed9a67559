import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/start.ts';
import { APP_ROLE } from '../../server/store/rls.ts';

/** A secret that the server accepts. */
export const TEST_SECRET = 'gW3v-signs only in tests-Kq81ZtUe';

export type StoreKind = 'sqlite' | 'postgres';
/**
 * The stores that the tests run on; PostgreSQL only where it is installed (the run prints that).
 */
export const storeKinds: readonly StoreKind[] =
  inject('postgres') === null ? ['sqlite'] : ['sqlite', 'postgres'];

let databases = 0;
/**
 * An empty PostgreSQL database in the tests' cluster.
 * @param owner `plain`: a role without special rights, like an administrator creates for the
 * server.
 */
export async function newDatabase(owner: 'postgres' | 'plain' = 'postgres'): Promise<string> {
  const base = inject('postgres');
  if (base === null) throw new Error('PostgreSQL is not installed');
  const name = `t_${process.pid}_${++databases}_${Math.random().toString(36).slice(2, 8)}`;
  const of = (database: string) => base.replace('localhost/', `localhost/${database}`);
  const client = new pg.Client({ connectionString: of('postgres') });
  await client.connect();
  try {
    if (owner === 'postgres') {
      await client.query(`create database ${name}`);
      return of(name);
    }
    await client.query(`do $$ begin
      create role ${APP_ROLE} nologin;
      exception when duplicate_object or unique_violation then null;
    end $$`);
    await client.query(`create role ${name} login; grant ${APP_ROLE} to ${name}`);
    await client.query(`create database ${name} owner ${name}`);
    return of(name).replace('postgres@', `${name}@`);
  } finally {
    await client.end();
  }
}

/** A port that is free now, for a server whose address must be known before it starts. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** A real server on a free port with a real file or database, without people. */
export async function startServer(kind: StoreKind = 'sqlite', more: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-server-'));
  const database =
    more.SIDELINE_DB ?? (kind === 'sqlite' ? join(folder, 'sideline.db') : await newDatabase());
  const config = readConfig(
    { SIDELINE_PORT: '0', SIDELINE_LOG: 'silent', ...more, SIDELINE_DB: database },
    folder,
  );
  const running = await start(config);
  return {
    ...running,
    folder,
    config,
    close: () => running.stop().then(() => rmSync(folder, { recursive: true, force: true })),
  };
}
export type TestServer = Awaited<ReturnType<typeof startServer>>;

export { note } from './note.ts';
export {
  acceptInvitation,
  context,
  type Organisation,
  organisation,
  PASSWORD,
  tokenOf,
} from './organisations.ts';
