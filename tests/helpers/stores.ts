import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { migrateAuth } from '../../server/auth.ts';
import { postgresStore } from '../../server/store/postgres.ts';
import { openFile, sqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import type { Db } from '../../server/store/tables.ts';
import { newDatabase, type StoreKind } from './server.ts';

export const settings = { baseUrl: 'http://127.0.0.1:1', secret: 'x'.repeat(40), origins: [] };
/** better-auth's tables, as every preparation makes them first. */
export const first = (owner: Db, kind: Store['kind']) => migrateAuth(owner, kind, settings);

/** A store without any table yet; its file goes when it is closed. */
export async function newStore(kind: StoreKind): Promise<Store> {
  if (kind === 'postgres') return postgresStore(await newDatabase(), pino({ level: 'silent' }), 3);
  const folder = mkdtempSync(join(tmpdir(), 'sideline-store-'));
  const store = sqliteStore(openFile(join(folder, 'empty.db')));
  return {
    ...store,
    close: () => store.close().then(() => rmSync(folder, { recursive: true, force: true })),
  };
}
