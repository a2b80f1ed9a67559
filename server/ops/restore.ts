import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline as pipe } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { sql } from 'kysely';
import * as z from 'zod/mini';
import type { IdSource } from '../../lib/model/index.ts';
import { ENDED } from '../people/removal.ts';
import { ConfigError } from '../shared/errors.ts';
import { addOlderErasures, ERASED_TABLE } from '../store/erased.ts';
import { migrate } from '../store/migrations/index.ts';
import type { First } from '../store/prepare.ts';
import { createList, secure } from '../store/rls.ts';
import type { Store } from '../store/store.ts';
import type { Db, Tx } from '../store/tables.ts';
import { Body, Entry, Head, Tail } from './backupFormat.ts';
import { AGE_HEADER, decrypted } from './encryption.ts';
import { endedSession } from './endings.ts';
import { differences, Ledger } from './fingerprint.ts';
import { type Replayed, replayErasures } from './replay.ts';
import { enter, insertLines, keptTables, type Line } from './tables.ts';

async function isEncrypted(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(AGE_HEADER.length), 0, AGE_HEADER.length, 0);
    return buffer.toString('latin1') === AGE_HEADER;
  } finally {
    await file.close();
  }
}

async function* readLines(path: string, identity: string | undefined): AsyncGenerator<unknown> {
  try {
    // Looked at first: an error of a stream that nobody reads yet would end the process.
    const isSealed = await isEncrypted(path);
    const file = createReadStream(path);
    const zipped = isSealed ? await decrypted(file, path, identity) : file;
    const input = createGunzip();
    pipe(zipped, input, () => {});
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
      yield JSON.parse(line);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(
      `${path} cannot be read as a backup: it is incomplete, or was changed. ` +
        `(${error instanceof Error ? error.message : error})`,
    );
  }
}

const CHUNK = 200;

interface Restoring {
  now: number;
  ids: IdSource;
  first: First;
  /** File with the keys of an encrypted backup. */
  identity?: string | undefined;
}

/**
 * Restores a backup into an empty store, completely or not at all. Every organisation gets a new
 * epoch, so that devices notice, pull everything again, and send acknowledged changes again (L4). A
 * backup of an older version is restored into the tables of that version, which are then migrated.
 * Sessions and unused invitations stay ended, and what the list of erasures contains stays erased.
 */
export function restoreBackup(
  store: Store,
  path: string,
  deps: Restoring,
): Promise<{ rows: number; again: Replayed }> {
  return store.owning(async (owner) => {
    await deps.first(owner, store.kind);
    if (store.kind === 'postgres') await createList(owner);
    const { rows } = await restoreInto(owner, store.kind, path, deps);
    if (store.kind === 'postgres') await secure(owner);
    // After a crash before this line the next start does it.
    const again = await replayErasures(owner, store.kind, deps.now);
    await store.forget();
    return { rows, again };
  });
}

/** Adds markers. Of two of one session, the one that says more than “ended” stays. */
async function addMarkers(tx: Tx, markers: readonly Line[]): Promise<void> {
  for (const marker of markers)
    await tx
      .insertInto('once')
      .values(marker as never)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ kind: String(marker.kind), data: String(marker.data) })
          .where(sql<boolean>`excluded.kind <> ${ENDED}`),
      )
      .execute();
}

/** Inserts lines of a backup, except what ended. @returns false for an unknown table. */
async function insertKept(
  tx: Tx,
  kind: Store['kind'],
  name: string,
  lines: readonly Line[],
): Promise<boolean> {
  if (name === ERASED_TABLE) {
    await addOlderErasures(tx, z.array(Entry).parse(lines));
    return true;
  }
  const table = keptTables.find((kept) => kept.name === name);
  if (!table) return false;
  if (table.tenantScoped) await enter(tx, kind, String(lines[0]?.org_id));
  const kept = lines.filter((line) => table.ends?.(line) !== true);
  if (name === 'once') await addMarkers(tx, kept);
  else await insertLines(tx, table, kept);
  return true;
}

async function restoreInto(
  owner: Db,
  kind: Store['kind'],
  path: string,
  deps: Restoring,
): Promise<{ rows: number }> {
  const source = readLines(path, deps.identity);
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
  const ended: Line[] = [];
  await owner.transaction().execute(async (tx) => {
    let batch: { table: string; lines: Line[] } = { table: '', lines: [] };
    const flush = async () => {
      const { table, lines } = batch;
      // Backups of earlier versions contain sessions.
      if (table === 'session') ended.push(...lines.map((line) => endedSession(line, deps.now)));
      if (lines.length > 0 && (await insertKept(tx, kind, table, lines))) ledger.add(table, lines);
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
  await owner.transaction().execute((tx) => addMarkers(tx, ended));
  return { rows: ledger.rows };
}
