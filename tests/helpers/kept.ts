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
import { secure, TENANT_SCOPED } from '../../server/store/rls.ts';
import { openFile, sqliteStore } from '../../server/store/sqlite.ts';
import type { Db } from '../../server/store/tables.ts';
import { newDatabase, type StoreKind, startServer, type TestServer } from './server.ts';
import { first } from './stores.ts';

/** Data that version 0.1.0 wrote. */
export const KEPT_FOLDER = 'tests/fixtures/0.1.0';
/** The collections of 0.1.0; the fixtures contain rows of each. */
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
/** Signs the one session in the fixtures. */
const KEPT_SECRET = 'the kept server signs with this, and nobody else does';

const read = (name: string) => readFileSync(join(KEPT_FOLDER, name), 'utf8');

/** The tables of the 0.1.0 server, as statements of SQLite. */
export const keptSchema = () => read('schema.sql');

export interface KeptServer {
  /** When the backup was made, Unix ms. */
  at: number;
  migrations: string[];
  tables: Record<string, Line[]>;
}

/** The rows of the 0.1.0 server by table, unchanged. */
export function keptServer(): KeptServer {
  const [head, ...lines] = read('server.jsonl').trim().split('\n');
  const { at, migrations } = JSON.parse(head ?? '') as Pick<KeptServer, 'at' | 'migrations'>;
  const tables: KeptServer['tables'] = {};
  for (const line of lines) {
    const { table, row } = JSON.parse(line) as { table?: string; row: Line };
    if (table === undefined) continue; // the last line: counts and hashes
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

/** Those of today that 0.1.0 had. */
const TENANT_SCOPED_THEN = TENANT_SCOPED.filter((table) => table !== 'notice');

/** PostgreSQL tables come from the migrations, because landed migrations never change. */
async function fillPostgres(url: string, { at, migrations, tables }: KeptServer): Promise<void> {
  const store = postgresStore(url, pino({ level: 'silent' }), 1);
  await store.owning(async (owner) => {
    await first(owner, 'postgres');
    await migrate(owner, at, migrations.at(-1));
    await insertAll(owner, tables);
    await secure(owner, TENANT_SCOPED_THEN);
  });
  await store.close();
}

/**
 * Starts the current server on the data of 0.1.0. Until it is closed, the clock is at the time of
 * the backup: otherwise the rows would be too old and the next retention job would delete them.
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

/** A day that 0.1.0 accepted in each collection that has one, and its present value. */
export const ODD_DAYS: Record<string, [field: string, odd: string, mended: string | null]> = {
  commitment: ['due', '2026-02-31', '2026-02-28'],
  prompt: ['expires', '0026-12-01', '2026-12-01'],
  dealSnapshot: ['closeDate', '1900-01-01', null],
};
/** The same fields with the invalid day of their collection. */
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
  /** Name of the database. */
  name: string;
  /** IndexedDB's version: ten times Dexie's. */
  version: number;
  /** The server of the session, its token, and the person. */
  server: string | null;
  token: string | null;
  user: string;
  /** When the copy was made, Unix ms. */
  madeAt: number;
  stores: Record<string, KeptStore>;
  tables: Record<string, unknown[]>;
}

/** The stores of a 0.1.0 device, unchanged. */
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

/** Writes without Dexie, so that the database is the same as in a browser. */
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

/** Opens a device's database of 0.1.0 with the current code, in a separate IndexedDB. */
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
