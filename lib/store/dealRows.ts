import type { CollectionName } from '../model/index.ts';
import type { Row, SidelineDb } from './db.ts';
import { type Item, items, LIMIT } from './items.ts';
import { LOOKUPS, newestOfAll } from './newest.ts';
import { SHARES } from './queries.ts';

/** The newest rows of one collection over all records, the newest first. */
async function newest(db: SidelineDb, collection: CollectionName, most: number): Promise<Row[]> {
  const rows = await newestOfAll(db, collection, most);
  return rows.filter((row) => !row.deleted);
}

/** The latest visits to deals by members of the team, as they are stored. */
export function storedDealVisits(db: SidelineDb): Promise<Row[]> {
  return newest(db, 'dealSnapshot', LIMIT - LOOKUPS);
}

/** The other rows that facts of deals are computed from, as they are stored. */
export async function storedDealRows(db: SidelineDb): Promise<Row[]> {
  const shares = Object.entries(SHARES.deals) as [CollectionName, number][];
  const found = shares.map(([collection, most]) => newest(db, collection, most));
  return (await Promise.all(found)).flat();
}

const ofCollection = (rows: readonly Row[], collection: CollectionName) =>
  rows.filter((row) => row.collection === collection);

/** The same by collection, parsed. */
export function dealRowsIn(rows: readonly Row[]) {
  const of = <C extends CollectionName>(collection: C) =>
    items(collection, ofCollection(rows, collection));
  return {
    notes: of('note'),
    replies: of('reply'),
    typed: of('typedFact'),
    commitments: of('commitment'),
    checks: of('checkItem'),
    moved: of('dealPlaybook'),
    steps: of('planStep'),
    calls: of('forecastCall'),
    planned: of('plannedCall'),
  };
}
export type DealRows = ReturnType<typeof dealRowsIn>;

/** What people asked and answered in the rows of deals. */
export const writtenIn = (rows: readonly Row[]) => ({
  notes: items('note', ofCollection(rows, 'note')),
  replies: items('reply', ofCollection(rows, 'reply')),
});

export async function dealVisits(db: SidelineDb): Promise<Item<'dealSnapshot'>[]> {
  return items('dealSnapshot', await storedDealVisits(db));
}

export async function dealRows(db: SidelineDb): Promise<DealRows> {
  return dealRowsIn(await storedDealRows(db));
}
