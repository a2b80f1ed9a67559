import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { ConfigError } from '../errors.ts';
import { nodeSqliteDialect } from './dialect.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** Opens the file for this process alone. @throws ConfigError if another process uses it. */
export function openFile(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // Another server keeps the file locked; a short wait is enough for one that is just ending.
  const db = new DatabaseSync(path, { timeout: 500 });
  try {
    // The lock is held as long as this process lives.
    db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal');
    // FULL: an acknowledged commit survives a power failure. With NORMAL it may not.
    db.exec('pragma synchronous = full; pragma foreign_keys = on; begin immediate; commit');
  } catch (error) {
    db.close();
    throw new ConfigError(
      `Another process is using ${path}. ` +
        'Stop it first: two servers cannot use one SQLite file. ' +
        `(${error instanceof Error ? error.message : error})`,
    );
  }
  return db;
}

export function sqliteStore(file: DatabaseSync): Store {
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(file) });
  return {
    kind: 'sqlite',
    db,
    // One connection and one transaction at a time: each is a snapshot and none is retried.
    within: (_org, work) => db.transaction().execute(work),
    owning: (work) => work(db),
    clusterBus: null,
    close: () => db.destroy(),
  };
}
