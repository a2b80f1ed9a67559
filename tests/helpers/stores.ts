import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { migrateAuth } from '../../server/people/auth.ts';
import { postgresStore } from '../../server/store/postgres.ts';
import { openFile, sqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import type { Db } from '../../server/store/tables.ts';
import { newDatabase, type StoreKind } from './server.ts';

export const settings = { baseUrl: 'http://127.0.0.1:1', secret: 'x'.repeat(40), origins: [] };
/** Creates better-auth's tables, the first step of every preparation. */
export const first = (owner: Db, kind: Store['kind']) => migrateAuth(owner, kind, settings);

/** A store without tables; closing it removes its file. */
export async function newStore(kind: StoreKind): Promise<Store> {
  if (kind === 'postgres') return postgresStore(await newDatabase(), pino({ level: 'silent' }), 3);
  const folder = mkdtempSync(join(tmpdir(), 'sideline-store-'));
  const store = sqliteStore(openFile(join(folder, 'empty.db')));
  return {
    ...store,
    close: () => store.close().then(() => rmSync(folder, { recursive: true, force: true })),
  };
}
