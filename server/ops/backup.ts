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

/** The format of a backup: JSON lines, packed; the first says what it is, the last how much there was. The same for both stores. */
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
  // A generator cannot sit inside a callback: the transaction is held open by hand until the last page is out.
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

/** What goes wrong on either side ends both: a database that fails is the asker's error and not the end of the server, and a reader that leaves frees the connection. */
function packed(store: Store, now: number): Readable {
  const gzip = createGzip();
  pipe(Readable.from(linesOf(store, now)), gzip, () => {});
  return gzip;
}

/** In one step, however many there are. */
const ALL_PAGES = 2_000_000_000;

/** A backup as a stream, of one moment, while the server goes on. @param file SQLite's handle: it is copied first, so that nobody waits while the backup is written. */
export async function backupStream(
  store: Store,
  file: DatabaseSync | null,
  now: number,
): Promise<Readable> {
  if (!file) return packed(store, now);
  const folder = mkdtempSync(join(tmpdir(), 'sideline-backup-'));
  const path = join(folder, 'copy.db');
  // While no transaction is open: SQLite refuses to copy from a connection that is writing. Everybody waits as long as the copy takes.
  await store.db.connection().execute(() => copyFile(file, path, { rate: ALL_PAGES }));
  const copy = sqliteStore(new DatabaseSync(path));
  const done = () =>
    void copy.close().finally(() => rmSync(folder, { recursive: true, force: true }));
  const stream = packed(copy, now);
  stream.on('close', done);
  return stream;
}

/** Writes a backup beside its place and moves it there when it is whole: a backup with that name is never half of one. */
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
 * Puts a backup into an empty store. Every organisation gets a new epoch, so that devices notice, start anew, and offer again what they
 * know to be acknowledged (L4). All or nothing. A backup of an older version is put into tables of that version, which are then brought up to date.
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
    throw new ConfigError(
      `${path} is no backup of Sideline, or one of a version that this one does not know.`,
    );
  await migrate(owner, deps.now, head.data.migrations.at(-1));
  if (await owner.selectFrom('org').select('id').limit(1).executeTakeFirst())
    throw new ConfigError(
      'There is already an organisation in this database. A backup goes into an empty one: name another in SIDELINE_DB, or move the old one away.',
    );
  const ledger = new Ledger();
  let whole: z.infer<typeof Tail> | null = null;
  await owner.transaction().execute(async (tx) => {
    let waiting: { table: string; lines: Line[] } = { table: '', lines: [] };
    const flush = async () => {
      const table = keptTables.find((kept) => kept.name === waiting.table);
      if (table && waiting.lines.length > 0) {
        if (table.tenantScoped) await enter(tx, kind, String(waiting.lines[0]?.org_id));
        await insertLines(tx, table, waiting.lines);
        ledger.add(table.name, waiting.lines);
      }
      waiting = { table: '', lines: [] };
    };
    for await (const value of source) {
      const tail = Tail.safeParse(value);
      if (tail.success) {
        whole = tail.data;
        break;
      }
      const { table, row } = Body.parse(value);
      if (
        table !== waiting.table ||
        waiting.lines.length >= CHUNK ||
        waiting.lines[0]?.org_id !== row.org_id
      )
        await flush();
      waiting.table = table;
      waiting.lines.push(row);
    }
    await flush();
    if (!whole) throw new ConfigError(`${path} ends in the middle. Nothing was restored.`);
    const wrong = differences(whole.end, ledger.result());
    if (wrong.length > 0)
      throw new ConfigError(
        `${path} does not hold what it says it holds (${wrong.join(', ')}). Nothing was restored.`,
      );
    for (const { id } of await tx.selectFrom('org').select('id').execute())
      await tx.updateTable('org').set({ epoch: deps.ids.next() }).where('id', '=', id).execute();
  });
  await migrate(owner, deps.now);
  return { rows: ledger.rows };
}
