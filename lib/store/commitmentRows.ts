import Dexie from 'dexie';
import type { Row, SidelineDb } from './db.ts';
import { type Item, items, LIMIT } from './items.ts';
import { fromEach, newestInScope } from './newest.ts';

// Commitments are found by who keeps them and what became of them, open ones by when they are due:
// neither newer ones nor those of other people take the place of one that is still open.

type Ended = Exclude<Item<'commitment'>['fields']['state'], 'open'>;

/** The newest commitments of one pair, however many other pairs have. */
export function commitmentsInPair(db: SidelineDb, scope: string, most: number): Promise<Row[]> {
  return newestInScope(db, 'commitment', scope, most);
}

/** Open commitments of one owner, the first due date first. */
async function openOf(db: SidelineDb, owner: string, most: number, skip = 0): Promise<Row[]> {
  return await db.rows
    .where('[fields.owner+fields.state+fields.due]')
    .between([owner, 'open', Dexie.minKey], [owner, 'open', Dexie.maxKey])
    .offset(skip)
    .limit(most)
    .toArray();
}

/** Commitments of one owner that ended since a moment, those of the last moment first. */
async function endedSince(
  db: SidelineDb,
  [owner, state]: readonly [owner: string, state: Ended],
  since: number,
  most: number,
  skip = 0,
): Promise<Row[]> {
  return await db.rows
    .where('[fields.owner+fields.state+fields.settledAt]')
    .between([owner, state, since], [owner, state, Dexie.maxKey], true, true)
    .reverse()
    .offset(skip)
    .limit(most)
    .toArray();
}

/** The commitments among these rows that are there, each once. */
function present(lists: readonly (readonly Row[])[]): Item<'commitment'>[] {
  const rows = lists.flat().filter((row) => row.collection === 'commitment' && !row.deleted);
  return items('commitment', [...new Map(rows.map((row) => [row.id, row])).values()]);
}

/** How many commitments of each kind a query reads. */
export const COMMITMENT_SHARES = {
  own: { open: 600, kept: 200, dropped: 200 },
  others: { open: 600, ended: 400 },
  person: { open: 250, ofManager: 300, written: 400 },
} as const;

/** The open commitments of one person in all scopes, the first due date first. */
export async function openCommitments(
  db: SidelineDb,
  owner: string,
): Promise<Item<'commitment'>[]> {
  return present([await openOf(db, owner, LIMIT)]);
}

/** The commitments of one person that are open, or were kept or dropped since a moment. */
export async function ownCommitments(
  db: SidelineDb,
  owner: string,
  since: number,
): Promise<Item<'commitment'>[]> {
  const most = COMMITMENT_SHARES.own;
  const lists = await Promise.all([
    openOf(db, owner, most.open),
    endedSince(db, [owner, 'kept'], since, most.kept),
    endedSince(db, [owner, 'dropped'], since, most.dropped),
  ]);
  return present(lists);
}

/**
 * The commitments of other people that are open, of each person those that are due first, and those
 * that were kept or dropped since a moment, the last ones.
 */
export async function commitmentsOfOthers(
  db: SidelineDb,
  owners: readonly string[],
  since: number,
): Promise<Item<'commitment'>[]> {
  if (owners.length === 0) return [];
  const most = COMMITMENT_SHARES.others;
  // One row of each at least: so many people, and no more.
  const read = owners.slice(0, most.ended / 2);
  const lists = await Promise.all([
    fromEach(read, most.open, (owner, count, skip) => openOf(db, owner, count, skip)),
    fromEach(
      read.flatMap((owner) => [[owner, 'kept'] as const, [owner, 'dropped'] as const]),
      most.ended,
      (place, count, skip) => endedSince(db, place, since, count, skip),
    ),
  ]);
  return present(lists);
}

/** Whose page it is, the manager of the pair, and the scopes that both or the viewer read. */
export interface CommitmentsOf {
  member: string;
  manager: string | null;
  scopes: readonly string[];
}

/**
 * The commitments of a person’s page: the open ones of the person and of the manager that are due
 * first, and the newest of these scopes.
 */
export async function commitmentsOfPerson(
  db: SidelineDb,
  { member, manager, scopes }: CommitmentsOf,
): Promise<Item<'commitment'>[]> {
  const most = COMMITMENT_SHARES.person;
  const lists = await Promise.all([
    openOf(db, member, most.open),
    manager === null ? [] : openOf(db, manager, most.ofManager),
    fromEach(scopes, most.written, (scope, count, skip) =>
      newestInScope(db, 'commitment', scope, count, skip),
    ),
  ]);
  return present(lists);
}
