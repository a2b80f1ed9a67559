import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { backup as copyFile, DatabaseSync } from 'node:sqlite';
import { pipeline as pipe, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { allErasures, ERASED_TABLE, type Erasure } from '../store/erased.ts';
import { copyPrefix, sqliteStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';
import { headOf } from './backupFormat.ts';
import { encrypted, encrypterFor, type Protection } from './encryption.ts';
import { endedSession } from './endings.ts';
import { Ledger } from './fingerprint.ts';
import { allPages, type Line } from './tables.ts';

const linesIn = (table: string, rows: readonly Line[]) =>
  rows.map((row) => `${JSON.stringify({ table, row })}\n`).join('');

/**
 * @param list reads the list of erasures, at the end: who is erased while a backup is written is in
 * its rows, and has to be in its list. It is not in the copy of a SQLite file.
 */
async function* linesOf(
  store: Store,
  list: () => Promise<readonly Erasure[]>,
  now: number,
): AsyncGenerator<string> {
  const migrations = (
    await store.db.selectFrom('migration').select('id').orderBy('id').execute()
  ).map((row) => row.id);
  yield `${headOf(migrations, now)}\n`;
  const ledger = new Ledger();
  // A generator cannot yield from a callback, so the transaction is controlled by hand.
  const tx =
    store.kind === 'postgres'
      ? await store.db.startTransaction().setIsolationLevel('repeatable read').execute()
      : await store.db.startTransaction().execute();
  try {
    const ended: Line[] = [];
    for await (const { table, lines } of allPages(tx as Tx, store.kind)) {
      if (table.name === 'session') ended.push(...lines.map((line) => endedSession(line, now)));
      const kept = lines.filter((line) => table.ends?.(line) !== true);
      if (kept.length === 0) continue;
      ledger.add(table.name, kept);
      yield linesIn(table.name, kept);
    }
    if (ended.length > 0) {
      ledger.add('once', ended);
      yield linesIn('once', ended);
    }
  } finally {
    await tx.rollback().execute();
  }
  const erasures = (await list()).map((entry): Line => ({ ...entry }));
  if (erasures.length > 0) {
    ledger.add(ERASED_TABLE, erasures);
    yield linesIn(ERASED_TABLE, erasures);
  }
  yield `${JSON.stringify({ end: ledger.result() })}\n`;
}

/**
 * The compressed lines. An error on either side ends both: a failing database fails the request and
 * not the server, and a reader that disconnects frees the database connection.
 */
function compressed(store: Store, list: () => Promise<readonly Erasure[]>, now: number): Readable {
  const gzip = createGzip();
  pipe(Readable.from(linesOf(store, list, now)), gzip, () => {});
  return gzip;
}

/** Copies all pages in one step. */
const ALL_PAGES = 2_000_000_000;

/**
 * A consistent backup as a stream, while the server continues.
 * @param file SQLite's handle. The file is copied first, so that no request waits while the backup
 * is written.
 * @param failed gets the reason if the copy cannot be removed; the next start removes it.
 */
export async function backupStream(
  store: Store,
  file: DatabaseSync | null,
  now: number,
  failed: (error: unknown) => void = () => {},
): Promise<Readable> {
  const list = () => allErasures(store.db);
  if (!file) return compressed(store, list, now);
  // Beside the database: a folder for temporary files may be small, or on another disk.
  const place = file.location();
  const folder = mkdtempSync(
    place ? join(dirname(place), copyPrefix(place)) : join(tmpdir(), 'sideline-backup-'),
  );
  const path = join(folder, 'copy.db');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  let copy: Store;
  try {
    // On a connection without a transaction: SQLite refuses to copy from a connection that is
    // writing. Other requests wait during the copy.
    await store.db.connection().execute(() => copyFile(file, path, { rate: ALL_PAGES }));
    copy = sqliteStore(new DatabaseSync(path));
  } catch (error) {
    // The disk may be full: what was copied would keep it full.
    remove();
    throw error;
  }
  const stream = compressed(copy, list, now);
  stream.on('close', () => void copy.close().finally(remove).catch(failed));
  return stream;
}

/**
 * Writes a backup, encrypted or plain, to a temporary name and renames at the end: a file of that
 * name is complete, and after a failure there is none.
 */
export async function writeBackup(
  stream: Readable,
  path: string,
  protection: Protection,
): Promise<void> {
  const part = `${path}.part`;
  // One that a killed process left may have other rights.
  await rm(part, { force: true });
  try {
    const bytes =
      protection === 'plain' ? stream : await encrypted(stream, encrypterFor(protection.recipient));
    await pipeline(bytes, createWriteStream(part, { mode: 0o600 }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
