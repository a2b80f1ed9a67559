import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { backup as copyFile, DatabaseSync } from 'node:sqlite';
import { pipeline as pipe, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as z from 'zod/mini';
import type { IdSource } from '../../lib/model/index.ts';
import { ConfigError } from '../errors.ts';
import { migrate } from '../store/migrations/index.ts';
import type { First } from '../store/prepare.ts';
import { secure } from '../store/rls.ts';
import { sqliteStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import type { Db, Tx } from '../store/tables.ts';
import { differences, Ledger } from './fingerprint.ts';
import { allPages, enter, insertLines, keptTables, type Line } from './tables.ts';

/**
 * The format of a backup: compressed JSON lines. The first line describes the backup, the last one
 * contains counts and hashes. The same for both stores.
 */
const FORMAT = 1;
const Head = z.object({
  format: z.literal('sideline-backup'),
  version: z.literal(FORMAT),
  migrations: z.array(z.string()),
  at: z.number(),
});
const Body = z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) });
const Tail = z.object({
  end: z.record(z.string(), z.object({ count: z.number(), hash: z.string() })),
});

async function* linesOf(store: Store, now: number): AsyncGenerator<string> {
  const migrations = (
    await store.db.selectFrom('migration').select('id').orderBy('id').execute()
  ).map((row) => row.id);
  yield `${JSON.stringify({ format: 'sideline-backup', version: FORMAT, migrations, at: now })}\n`;
  const ledger = new Ledger();
  // A generator cannot yield from a callback, so the transaction is controlled by hand.
  const tx =
    store.kind === 'postgres'
      ? await store.db.startTransaction().setIsolationLevel('repeatable read').execute()
      : await store.db.startTransaction().execute();
  try {
    for await (const { table, lines } of allPages(tx as Tx, store.kind)) {
      ledger.add(table.name, lines);
      yield lines.map((row) => `${JSON.stringify({ table: table.name, row })}\n`).join('');
    }
  } finally {
    await tx.rollback().execute();
  }
  yield `${JSON.stringify({ end: ledger.result() })}\n`;
}

/**
 * The compressed lines. An error on either side ends both: a failing database fails the request and
 * not the server, and a reader that disconnects frees the database connection.
 */
function compressed(store: Store, now: number): Readable {
  const gzip = createGzip();
  pipe(Readable.from(linesOf(store, now)), gzip, () => {});
  return gzip;
}

/** Copies all pages in one step. */
const ALL_PAGES = 2_000_000_000;

/**
 * A consistent backup as a stream, while the server continues.
 * @param file SQLite's handle. The file is copied first, so that no request waits while the backup
 * is written.
 */
export async function backupStream(
  store: Store,
  file: DatabaseSync | null,
  now: number,
): Promise<Readable> {
  if (!file) return compressed(store, now);
  const folder = mkdtempSync(join(tmpdir(), 'sideline-backup-'));
  const path = join(folder, 'copy.db');
  // On a connection without a transaction: SQLite refuses to copy from a connection that is
  // writing. Other requests wait during the copy.
  await store.db.connection().execute(() => copyFile(file, path, { rate: ALL_PAGES }));
  const copy = sqliteStore(new DatabaseSync(path));
  const done = () =>
    void copy.close().finally(() => rmSync(folder, { recursive: true, force: true }));
  const stream = compressed(copy, now);
  stream.on('close', done);
  return stream;
}

/** Writes to a temporary name and renames at the end, so that a file of that name is complete. */
export async function writeBackup(stream: Readable, path: string): Promise<void> {
  await pipeline(stream, createWriteStream(`${path}.part`, { mode: 0o600 }));
  await rename(`${path}.part`, path);
}

async function* readLines(path: string): AsyncGenerator<unknown> {
  const input = createReadStream(path).pipe(createGunzip());
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
      yield JSON.parse(line);
  } catch (error) {
    throw new ConfigError(
      `${path} cannot be read as a backup: ${error instanceof Error ? error.message : error}`,
    );
  }
}

const CHUNK = 200;

/**
 * Restores a backup into an empty store, completely or not at all. Every organisation gets a new
 * epoch, so that devices notice, pull everything again, and send acknowledged changes again (L4). A
 * backup of an older version is restored into the tables of that version, which are then migrated.
 */
export function restoreBackup(
  store: Store,
  path: string,
  deps: { now: number; ids: IdSource; first: First },
): Promise<{ rows: number }> {
  return store.owning(async (owner) => {
    await deps.first(owner, store.kind);
    const done = await restoreInto(owner, store.kind, path, deps);
    if (store.kind === 'postgres') await secure(owner);
    return done;
  });
}

async function restoreInto(
  owner: Db,
  kind: Store['kind'],
  path: string,
  deps: { now: number; ids: IdSource },
): Promise<{ rows: number }> {
  const source = readLines(path);
  const head = Head.safeParse((await source.next()).value);
  if (!head.success)
    throw new ConfigError(`${path} is not a Sideline backup, or its version is not supported.`);
  await migrate(owner, deps.now, head.data.migrations.at(-1));
  if (await owner.selectFrom('org').select('id').limit(1).executeTakeFirst())
    throw new ConfigError(
      'This database already contains an organisation. Restore into an empty database: ' +
        'set SIDELINE_DB to another one, or move the old file away.',
    );
  const ledger = new Ledger();
  let end: z.infer<typeof Tail>['end'] | null = null;
  await owner.transaction().execute(async (tx) => {
    let batch: { table: string; lines: Line[] } = { table: '', lines: [] };
    const flush = async () => {
      const table = keptTables.find((kept) => kept.name === batch.table);
      if (table && batch.lines.length > 0) {
        if (table.tenantScoped) await enter(tx, kind, String(batch.lines[0]?.org_id));
        await insertLines(tx, table, batch.lines);
        ledger.add(table.name, batch.lines);
      }
      batch = { table: '', lines: [] };
    };
    for await (const value of source) {
      const tail = Tail.safeParse(value);
      if (tail.success) {
        end = tail.data.end;
        break;
      }
      const { table, row } = Body.parse(value);
      if (
        table !== batch.table ||
        batch.lines.length >= CHUNK ||
        batch.lines[0]?.org_id !== row.org_id
      )
        await flush();
      batch.table = table;
      batch.lines.push(row);
    }
    await flush();
    if (!end) throw new ConfigError(`${path} is incomplete. Nothing was restored.`);
    const wrong = differences(end, ledger.result());
    if (wrong.length > 0)
      throw new ConfigError(
        `${path} does not match its checksums (${wrong.join(', ')}). Nothing was restored.`,
      );
    for (const { id } of await tx.selectFrom('org').select('id').execute())
      await tx.updateTable('org').set({ epoch: deps.ids.next() }).where('id', '=', id).execute();
  });
  await migrate(owner, deps.now);
  return { rows: ledger.rows };
}
