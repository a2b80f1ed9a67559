import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { pino } from 'pino';
import { vi } from 'vitest';
import { SidelineDb } from '../../lib/store/index.ts';
import type { Line } from '../../server/ops/tables.ts';
import { migrate } from '../../server/store/migrations/index.ts';
import { postgresStore } from '../../server/store/postgres.ts';
import { secure } from '../../server/store/rls.ts';
import { openFile, sqliteStore } from '../../server/store/sqlite.ts';
import type { Db } from '../../server/store/tables.ts';
import { newDatabase, type StoreKind, startServer, type TestServer } from './server.ts';
import { first } from './stores.ts';

/** What version 0.1.0 left behind. */
export const KEPT_FOLDER = 'tests/fixtures/0.1.0';
/** What synced then: each has rows in what is kept. */
export const KEPT_COLLECTIONS = [
  'note',
  'reply',
  'promptOutcome',
  'typedFact',
  'dealSnapshot',
  'crmIdentity',
  'readMark',
  'commitment',
  'checkItem',
  'dealPlaybook',
  'prompt',
  'playbookVersion',
  'stageMap',
  'suggestion',
  'vote',
  'coachingSettings',
  'profile',
  'opening',
  'handover',
  'selfView',
] as const;
/** Signs the one session that is kept. */
const KEPT_SECRET = 'the kept server signs with this, and nobody else does';

const read = (name: string) => readFileSync(join(KEPT_FOLDER, name), 'utf8');

/** The kept server's tables, as statements of SQLite. */
export const keptSchema = () => read('schema.sql');

export interface KeptServer {
  /** When the backup was made, Unix ms. */
  at: number;
  migrations: string[];
  tables: Record<string, Line[]>;
}

/** The kept server's rows by table, as they were written. */
export function keptServer(): KeptServer {
  const [head, ...lines] = read('server.jsonl').trim().split('\n');
  const { at, migrations } = JSON.parse(head ?? '') as Pick<KeptServer, 'at' | 'migrations'>;
  const tables: KeptServer['tables'] = {};
  for (const line of lines) {
    const { table, row } = JSON.parse(line) as { table?: string; row: Line };
    if (table === undefined) continue; // the last one: counts and hashes
    tables[table] ??= [];
    tables[table].push(row);
  }
  return { at, migrations, tables };
}

async function insertAll(db: Db, tables: KeptServer['tables']): Promise<void> {
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows)
      await db
        .insertInto(table as 'row')
        .values(row as never)
        .execute();
}

async function fillFile(path: string, { at, migrations, tables }: KeptServer): Promise<void> {
  const file = openFile(path);
  file.exec(keptSchema());
  const store = sqliteStore(file);
  await insertAll(store.db, { migration: migrations.map((id) => ({ id, at })), ...tables });
  await store.close();
}

/** No schema of PostgreSQL is kept: landed migrations never change, so they make its tables. */
async function fillPostgres(url: string, { at, migrations, tables }: KeptServer): Promise<void> {
  const store = postgresStore(url, pino({ level: 'silent' }), 1);
  await store.owning(async (owner) => {
    await first(owner, 'postgres');
    await migrate(owner, at, migrations.at(-1));
    await insertAll(owner, tables);
    await secure(owner);
  });
  await store.close();
}

/**
 * Starts today's server on what 0.1.0 left behind. Until it is closed, the clock stands where the
 * backup was made: what is kept grows old otherwise, and goes at the next tidying.
 * @param owner of the database, on PostgreSQL.
 */
export async function loadKeptServer(
  kind: StoreKind,
  owner: 'postgres' | 'plain' = 'postgres',
  kept: KeptServer = keptServer(),
): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-kept-'));
  const database = kind === 'sqlite' ? join(folder, 'sideline.db') : await newDatabase(owner);
  await (kind === 'sqlite' ? fillFile(database, kept) : fillPostgres(database, kept));
  vi.useFakeTimers({ toFake: ['Date'], now: kept.at });
  const server = await startServer(kind, { SIDELINE_DB: database, SIDELINE_SECRET: KEPT_SECRET });
  const close = async () => {
    await server.close();
    vi.useRealTimers();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...server, close };
}

/** A day as 0.1.0 let it pass in each collection that has one, and what it is today. */
export const ODD_DAYS: Record<string, [field: string, odd: string, mended: string | null]> = {
  commitment: ['due', '2026-02-31', '2026-02-28'],
  prompt: ['expires', '0026-12-01', '2026-12-01'],
  dealSnapshot: ['closeDate', '1900-01-01', null],
};
/** The same fields with the odd day of their collection. */
export function withOddDay(collection: unknown, fields: Line): Line {
  const [field, odd] = ODD_DAYS[String(collection)] ?? [];
  return field === undefined || !(field in fields) ? fields : { ...fields, [field]: odd };
}

export type KeptName = 'rui' | 'local';

interface KeptStore {
  keyPath: string | string[];
  autoIncrement: boolean;
  indexes: { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean }[];
}

export interface KeptDevice {
  /** Of the database. */
  name: string;
  /** IndexedDB's: ten times Dexie's. */
  version: number;
  /** The server it was signed in to, the session's token, and whose it is. */
  server: string | null;
  token: string | null;
  user: string;
  /** When it was taken, Unix ms. */
  madeAt: number;
  stores: Record<string, KeptStore>;
  tables: Record<string, unknown[]>;
}

/** A kept device's stores, as they were written. */
export function keptDevice(name: KeptName): KeptDevice {
  return JSON.parse(read(`device-${name}.json`)) as KeptDevice;
}

function makeStores(db: IDBDatabase, stores: KeptDevice['stores']): void {
  for (const [name, { keyPath, autoIncrement, indexes }] of Object.entries(stores)) {
    const store = db.createObjectStore(name, { keyPath, autoIncrement });
    for (const { name: index, keyPath: path, ...options } of indexes) {
      store.createIndex(index, path, options);
    }
  }
}

/** Below Dexie, so that what opens it later finds what a browser would have. */
async function fillDevice(indexedDB: IDBFactory, device: KeptDevice): Promise<void> {
  const db = await new Promise<IDBDatabase>((done, fail) => {
    const opening = indexedDB.open(device.name, device.version);
    opening.onupgradeneeded = () => makeStores(opening.result, device.stores);
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  await new Promise<void>((done, fail) => {
    const tx = db.transaction(Object.keys(device.tables), 'readwrite');
    for (const [name, rows] of Object.entries(device.tables)) {
      for (const row of rows) tx.objectStore(name).put(row);
    }
    tx.oncomplete = () => done();
    tx.onabort = () => fail(tx.error);
  });
  db.close();
}

/** Opens with today's code what 0.1.0 left on a device, in an IndexedDB of its own. */
export async function loadKeptDevice(
  name: KeptName,
  device: KeptDevice = keptDevice(name),
): Promise<{ db: SidelineDb; device: KeptDevice }> {
  const indexedDB = new IDBFactory();
  await fillDevice(indexedDB, device);
  const db = new SidelineDb(device.name, { indexedDB, IDBKeyRange });
  await db.open();
  return { db, device };
}
