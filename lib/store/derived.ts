import Dexie from 'dexie';
import { collectionNames, collections, isCollection } from '../model/index.ts';
import type { Row, SidelineDb, StoredExcerpt } from './db.ts';
import { forgetExcerpts, putExcerpts } from './excerpts.ts';
import { summaryKeysOf } from './former.ts';
import { getMeta, putMeta } from './meta.ts';
import { forgetRepDays } from './repDays.ts';

// What this device computes from rows: summaries and excerpts of deals, and statistics. It repeats
// values of the rows, so it leaves the device with them (L2). The next roll-up computes the rest
// again.

/** `visits` of a summary that the next roll-up computes again: lower than any version. */
const STALE = -1;

type RowOf = Pick<Row, 'collection' | 'refKey'>;

/** Whether the summary of a row's record, or of every record, is computed from it. */
export function isSummarised({ collection }: RowOf, what: 'record' | 'all'): boolean {
  return isCollection(collection) && collections[collection].summarised === what;
}

const recordKeys = (rows: readonly RowOf[]): string[] => [
  ...new Set(rows.filter((row) => isSummarised(row, 'record')).map(({ refKey }) => refKey)),
];

/**
 * Marks the summaries that are computed from rows that changed, in the same transaction: the next
 * roll-up computes them again, and what is being computed from the rows before is not stored.
 */
export async function markStale(db: SidelineDb, rows: readonly RowOf[]): Promise<void> {
  const keys = await summaryKeysOf(db, recordKeys(rows));
  const changesAll = rows.some((row) => isSummarised(row, 'all'));
  if (keys.length === 0 && !changesAll) return;
  if (keys.length > 0) await db.summaries.where('key').anyOf(keys).modify({ visits: STALE });
  if (changesAll) await putMeta(db, 'rules', ((await getMeta(db, 'rules')) ?? 0) + 1);
  await putMeta(db, 'losses', (await invalidationsOf(db)) + 1);
}

/** Statistics over all summaries. */
const STATISTICS = ['history', 'learned', 'winProbability', 'restable'] as const;

/** Deletes what was computed from rows that leave the device, in the same transaction. */
export async function forgetDerived(db: SidelineDb, left: readonly Row[]): Promise<void> {
  const keys = recordKeys(left);
  const isExcerpt = await forgetExcerpts(db, keys, left);
  const summarised = await summaryKeysOf(db, keys);
  if (summarised.length > 0) await forgetSummaries(db, summarised);
  else if (isExcerpt) await countInvalidation(db);
}

/** Deletes all summaries, excerpts and statistics. */
export async function forgetAllDerived(db: SidelineDb): Promise<void> {
  await db.excerpts.clear();
  await forgetSummaries(db, await db.summaries.toCollection().primaryKeys());
}

const countInvalidation = async (db: SidelineDb) =>
  putMeta(db, 'losses', (await invalidationsOf(db)) + 1);

async function forgetSummaries(db: SidelineDb, keys: readonly string[]): Promise<void> {
  await db.summaries.bulkDelete([...keys]);
  await db.meta.bulkDelete([...STATISTICS]);
  await forgetRepDays(db);
  await countInvalidation(db);
}

/** Deletes what a reading left on this device: the CRM does not give the record any more. */
export async function forgetReading(db: SidelineDb, key: string): Promise<void> {
  await db.transaction('rw', db.records, db.summaries, db.excerpts, db.meta, async () => {
    await db.records.delete(key);
    await forgetExcerpts(db, [key]);
    await forgetSummaries(db, [key]);
  });
}

/**
 * Deletes what is stored about deals of which the device has neither a row nor a reading. After a
 * reset nobody knows otherwise which rows the server did not send again.
 */
export async function forgetOrphans(db: SidelineDb): Promise<void> {
  const tables = [db.rows, db.records, db.summaries, db.excerpts, db.meta];
  await db.transaction('rw', tables, async () => {
    const known = new Set<unknown>(await db.records.toCollection().primaryKeys());
    for (const collection of collectionNames) {
      if (collections[collection].summarised !== 'record') continue;
      const [from, to] = [Dexie.minKey, Dexie.maxKey].map((end) => [collection, end]);
      const ofRows = db.rows.where('[collection+refKey]').between(from, to);
      for (const key of await ofRows.uniqueKeys()) known.add((key as unknown as string[])[1]);
    }
    const isOrphan = (key: string) => !known.has(key);
    const excerpts = (await db.excerpts.toCollection().primaryKeys()).filter(isOrphan);
    await db.excerpts.bulkDelete(excerpts);
    const orphans = (await db.summaries.toCollection().primaryKeys()).filter(isOrphan);
    if (orphans.length > 0) await forgetSummaries(db, orphans);
    else if (excerpts.length > 0) await countInvalidation(db);
  });
}

/** How often rows changed or left this device that something was computed from. */
export async function invalidationsOf(db: SidelineDb): Promise<number> {
  return (await getMeta(db, 'losses')) ?? 0;
}

/**
 * Stores something computed from rows, unless some changed or left the device since they were read.
 * @param invalidations `invalidationsOf` before the rows were read.
 * @returns whether it was stored.
 */
export function storeDerived(
  db: SidelineDb,
  invalidations: number,
  store: () => Promise<void>,
): Promise<boolean> {
  return db.transaction('rw', db.summaries, db.meta, async () => {
    if ((await invalidationsOf(db)) !== invalidations) return false;
    await store();
    return true;
  });
}

/** Has the next roll-up compute a summary again that could not be stored. */
export async function askAgain(db: SidelineDb, key: string): Promise<void> {
  await db.summaries.update(key, { visits: STALE });
}

/**
 * Stores excerpts that a page computed, like `storeDerived`.
 * @param invalidations `invalidationsOf` before everything was read.
 */
export async function keepExcerpts(
  db: SidelineDb,
  invalidations: number,
  excerpts: readonly StoredExcerpt[],
): Promise<void> {
  await db.transaction('rw', db.excerpts, db.meta, async () => {
    if ((await invalidationsOf(db)) === invalidations) await putExcerpts(db, excerpts);
  });
}
