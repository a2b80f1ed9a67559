import type { Tx } from '../store/tables.ts';
import { forgetMerged, mergedInto } from './results.ts';
import { chunks, datedOf, lockOrg, writeRows } from './rows.ts';
import type { Dated, Stored } from './stored.ts';

/** Selects the live rows that meet every given condition. */
interface RowFilter {
  collections?: readonly string[];
  /** Last changed before this, Unix ms. */
  before?: number;
}

const PAGE = 1000;
/** Rows that one transaction of a longer erasure erases: with their history, they take a moment. */
const ERASED_AT_ONCE = 200;

async function page(
  tx: Tx,
  org: string,
  { collections, before }: RowFilter,
  after: string,
  most = PAGE,
): Promise<Dated[]> {
  let query = tx
    .selectFrom('row')
    .selectAll()
    .where('org_id', '=', org)
    .where('id', '>', after)
    .where('deleted', '=', 0);
  if (collections !== undefined) query = query.where('collection', 'in', collections);
  if (before !== undefined) query = query.where('at', '<', before);
  return (await query.orderBy('id').limit(most).execute()).map(datedOf);
}

/** A row before and after; its version is set when it is written. */
export interface Rewritten {
  before: Stored | null;
  after: Stored;
  /** When a person wrote its content, if that is not now; Unix ms. */
  at?: number;
}

/** Writes rows under the next versions, so that every device pulls them. */
export async function writeNext(
  tx: Tx,
  org: string,
  changes: readonly Rewritten[],
  at: number,
): Promise<void> {
  if (changes.length === 0) return;
  const { orgVersion } = await lockOrg(tx, org, changes.length);
  const written = changes.map((item, index) => ({
    ...item,
    after: { ...item.after, version: orgVersion + index + 1 },
  }));
  await writeRows(tx, org, written, at);
}

/** Changes many rows in one transaction without a request from a device: after a restore. */
export async function rewrite(
  tx: Tx,
  org: string,
  which: RowFilter,
  change: (rows: readonly Dated[]) => Rewritten[] | Promise<Rewritten[]>,
  at: number,
): Promise<void> {
  let after = '';
  // Locked before reading, so that on PostgreSQL nobody writes between reading and writing.
  await lockOrg(tx, org, 0);
  for (;;) {
    const rows = await page(tx, org, which, after);
    if (rows.length === 0) return;
    await writeNext(tx, org, await change(rows), at);
    after = rows.at(-1)?.id ?? '';
  }
}

export const erased = (row: Stored): Stored => ({ ...row, deleted: true, fields: {} });

/**
 * Deletes some rows with their fields, every earlier text and merged answers. Tombstones stay.
 * @param after the row where the last step ended; empty for the first.
 * @returns the row where this step ended, or null if there are no more.
 */
export async function eraseSome(
  tx: Tx,
  org: string,
  which: RowFilter,
  after: string,
  at: number,
): Promise<string | null> {
  // Locked before reading, so that on PostgreSQL nobody writes between reading and writing.
  await lockOrg(tx, org, 0);
  const rows = await page(tx, org, which, after, ERASED_AT_ONCE);
  const changes = rows.map((row) => ({ before: row, after: erased(row) }));
  await writeNext(tx, org, changes, at);
  const ids = rows.map(({ id }) => id);
  await eraseHistory(tx, org, ids);
  return rows.length < ERASED_AT_ONCE ? null : (ids.at(-1) ?? null);
}

/** Deletes every earlier text of rows, and the merged texts in stored answers. */
export async function eraseHistory(tx: Tx, org: string, ids: readonly string[]): Promise<void> {
  // The revisions tell which answers have words of the rows.
  for (const chunk of chunks(ids)) await forgetMerged(tx, org, await mergedInto(tx, org, chunk));
  for (const chunk of chunks(ids))
    await tx
      .deleteFrom('revision')
      .where('org_id', '=', org)
      .where('row_id', 'in', chunk)
      .execute();
}

/** Adds a row without a request from a device. @returns the new version of the organisation. */
export async function addRow(
  tx: Tx,
  org: string,
  row: Pick<Stored, 'id' | 'collection' | 'scope' | 'fields' | 'author'>,
  at: number,
): Promise<number> {
  const { orgVersion } = await lockOrg(tx, org, 1);
  await writeRows(
    tx,
    org,
    [
      {
        before: null,
        after: { ...row, deleted: false, rev: 1, version: orgVersion + 1, parent: null, schema: 1 },
      },
    ],
    at,
  );
  return orgVersion + 1;
}
