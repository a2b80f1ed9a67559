import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { ConfigError, InUseError } from '../shared/errors.ts';
import { nodeSqliteDialect } from './dialect.ts';
import { CREATE_LIST, ERASED_SCHEMA } from './erased.ts';
import { createPrivate, listFileOf } from './privateFiles.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** The beginning of the name of a folder that holds a copy while a backup is written. */
export const copyPrefix = (path: string): string => `.${basename(path)}-copy-`;

/** Removes copies that a process left behind when it was killed. */
function removeCopies(path: string): void {
  for (const name of readdirSync(dirname(path)))
    if (name.startsWith(copyPrefix(path)))
      rmSync(join(dirname(path), name), { recursive: true, force: true });
}

/** Marks a file whose free pages contain nothing (`user_version`). */
const WIPED = 1;

/** SQLite’s codes of a file that another connection has locked. */
const LOCKED = new Set([5, 6]);

/** What to tell about a file that cannot be opened. */
function whyNot(path: string, error: unknown): ConfigError {
  const reason = error instanceof Error ? error.message : String(error);
  // The code of SQLite is in the lower byte.
  if (LOCKED.has(Number((error as { errcode?: unknown }).errcode) & 0xff))
    return new InUseError(
      `Another process is using ${path}. ` +
        `Stop it first: two servers cannot use one SQLite file. (${reason})`,
    );
  return new ConfigError(`${path} cannot be used as a database. (${reason})`);
}

/**
 * Opens the file for this process alone.
 * @throws InUseError if another process uses it; ConfigError if it is damaged, or the disk is full.
 */
export function openFile(path: string): DatabaseSync {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // SQLite gives the files beside it (-wal, -shm) the rights of this one.
    for (const file of [path, listFileOf(path)]) createPrivate(file);
  }
  // Another server keeps the file locked; a short wait is enough for one that is just ending.
  const db = new DatabaseSync(path, { timeout: 500 });
  try {
    // The lock is held as long as this process lives.
    db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal');
    // FULL: an acknowledged commit survives a power failure. With NORMAL it may not.
    db.exec('pragma synchronous = full; pragma foreign_keys = on; begin immediate; commit');
    // What is deleted is overwritten with zeros.
    db.exec('pragma secure_delete = on');
    wipeFreePages(db);
    if (path !== ':memory:') removeCopies(path);
  } catch (error) {
    db.close();
    throw whyNot(path, error);
  }
  return db;
}

/** Rewrites a file of an earlier version once: its free pages may contain deleted words. */
function wipeFreePages(db: DatabaseSync): void {
  const { user_version: version } = db.prepare('pragma user_version').get() as {
    user_version: number;
  };
  if (version >= WIPED) return;
  db.exec(`vacuum; pragma user_version = ${WIPED}; pragma wal_checkpoint(truncate)`);
}

/** Attaches the list of erasures, which is a file of its own. */
function attachList(db: DatabaseSync): void {
  const attached = db.prepare('pragma database_list').all();
  if (attached.some(({ name }) => name === ERASED_SCHEMA)) return;
  const path = db.location();
  db.prepare(`attach database ? as ${ERASED_SCHEMA}`).run(
    path === null ? ':memory:' : listFileOf(path),
  );
  // Without a log of its own, each deletion would wait for the disk four times.
  db.exec(`pragma ${ERASED_SCHEMA}.journal_mode = wal; ${CREATE_LIST}`);
}

export function sqliteStore(file: DatabaseSync): Store {
  attachList(file);
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(file) });
  return {
    kind: 'sqlite',
    db,
    // One connection and one transaction at a time: each is a snapshot and none is retried.
    within: (_org, work) => db.transaction().execute(work),
    owning: (work) => work(db),
    // On the connection, so that no transaction is open.
    forget: () =>
      db.connection().execute(async () => void file.exec('pragma wal_checkpoint(truncate)')),
    clusterBus: null,
    close: () => db.destroy(),
  };
}
