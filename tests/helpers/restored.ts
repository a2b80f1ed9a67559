import { pino } from 'pino';
import { idSource } from '../../lib/model/index.ts';
import { backupStream, writeBackup } from '../../server/ops/backup.ts';
import { restoreBackup } from '../../server/ops/restore.ts';
import { postgresStore } from '../../server/store/postgres.ts';
import { openFile, sqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { dropDatabase } from './dropDatabase.ts';
import { type StoreKind, startServer, type TestServer } from './server.ts';
import { first } from './stores.ts';

export const ids = idSource(
  () => Date.now(),
  (bytes) => crypto.getRandomValues(bytes),
);

/** Writes a plain backup of a running server. */
export async function backUp(server: TestServer, path: string): Promise<void> {
  await writeBackup(await backupStream(server.store, server.file, Date.now()), path, 'plain');
}

/** The store of a stopped server. */
export function storeOf(kind: StoreKind, database: string): Store {
  return kind === 'sqlite'
    ? sqliteStore(openFile(database))
    : postgresStore(database, pino({ level: 'silent' }), 3);
}

/** Stops a server, restores a backup in the place of its database, and starts it again. */
export async function restoreInPlace(
  kind: StoreKind,
  server: TestServer,
  path: string,
): Promise<TestServer> {
  const { database, secret } = server.config;
  await server.stop();
  await dropDatabase(database);
  const store = storeOf(kind, database);
  try {
    await restoreBackup(store, path, { now: Date.now(), ids, first });
  } finally {
    await store.close();
  }
  return startServer(kind, { SIDELINE_DB: database, SIDELINE_SECRET: secret });
}
