import { keysOf, mayBeFormer, StoredExcerpt } from '../model/index.ts';
import type { Row, SidelineDb, YieldToOthers } from './db.ts';
import { LIMIT } from './items.ts';

// Excerpts of deals (lib/view/excerpts.ts). A page computes them; they leave the device with the
// rows that they repeat (derived.ts).

/** The most excerpts on a device: one page lists at most the deals that it reads and visits of. */
export const KEEP_EXCERPTS = 2 * LIMIT;
/** Excerpts that are read between two pauses. */
const PART = 100;

/** The stored excerpts, by key; without those that another version wrote. */
export async function storedExcerpts(
  db: SidelineDb,
  yieldToOthers: YieldToOthers,
): Promise<Map<string, StoredExcerpt>> {
  const found = new Map<string, StoredExcerpt>();
  const stored = await db.excerpts.toArray();
  for (const [index, item] of stored.entries()) {
    if (index % PART === 0) await yieldToOthers();
    const parsed = StoredExcerpt.safeParse(item);
    if (parsed.success) found.set(parsed.data.key, parsed.data);
  }
  return found;
}

/** Stores excerpts, and deletes the oldest ones. Runs in a transaction. */
export async function putExcerpts(
  db: SidelineDb,
  excerpts: readonly StoredExcerpt[],
): Promise<void> {
  await db.excerpts.bulkPut([...excerpts]);
  const extra = (await db.excerpts.count()) - KEEP_EXCERPTS;
  if (extra > 0)
    await db.excerpts.bulkDelete(await db.excerpts.orderBy('at').limit(extra).primaryKeys());
}

/** The keys of the excerpts that rows with these keys belong to: see `summaryKeysOf`. */
async function excerptKeysOf(db: SidelineDb, keys: readonly string[]): Promise<string[]> {
  const former = new Set(keys.filter(mayBeFormer));
  if (former.size === 0) return [...keys];
  const stored = await db.excerpts.toCollection().primaryKeys();
  return [...keys, ...stored.filter((own) => keysOf(own).some((key) => former.has(key)))];
}

/**
 * Deletes the excerpts of deals, and all of them where a row of no record left, like a link: who a
 * deal belongs to is in each. @returns whether something may have been computed of them.
 */
export async function forgetExcerpts(
  db: SidelineDb,
  keys: readonly string[],
  left: readonly Pick<Row, 'refKey'>[] = [],
): Promise<boolean> {
  const isAll = left.some(({ refKey }) => refKey === '');
  if (isAll) await db.excerpts.clear();
  else if ((await db.excerpts.count()) > 0)
    await db.excerpts.bulkDelete(await excerptKeysOf(db, keys));
  return isAll || keys.length > 0;
}
