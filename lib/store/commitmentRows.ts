import Dexie from 'dexie';
import type { Row, SidelineDb } from './db.ts';
import { type Item, items, LIMIT } from './items.ts';
import { fromEach, newestInScope } from './newest.ts';

// Commitments are found by who keeps them, what became of them and when they are due: neither newer
// ones nor those of other people take the place of one that is still open.

const BY_OWNER = '[fields.owner+fields.state+fields.due]';
type State = Item<'commitment'>['fields']['state'];

/** The newest commitments of one pair, however many other pairs have. */
export function commitmentsInPair(db: SidelineDb, scope: string, most: number): Promise<Row[]> {
  return newestInScope(db, 'commitment', scope, most);
}

/** Commitments of one owner: open ones by the first due date, ended ones by the last. */
async function ofOwner(
  db: SidelineDb,
  owner: string,
  state: State,
  most: number,
  skip = 0,
): Promise<Row[]> {
  const all = db.rows
    .where(BY_OWNER)
    .between([owner, state, Dexie.minKey], [owner, state, Dexie.maxKey]);
  const inOrder = state === 'open' ? all : all.reverse();
  return await inOrder.offset(skip).limit(most).toArray();
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
  return present([await ofOwner(db, owner, 'open', LIMIT)]);
}

const isOpenOr =
  (since: number) =>
  ({ fields }: Item<'commitment'>) =>
    fields.state === 'open' || Number(fields.settledAt) >= since;

/** The commitments of one person that are open, or were kept or dropped since a moment. */
export async function ownCommitments(
  db: SidelineDb,
  owner: string,
  since: number,
): Promise<Item<'commitment'>[]> {
  const most = COMMITMENT_SHARES.own;
  const lists = await Promise.all([
    ofOwner(db, owner, 'open', most.open),
    ofOwner(db, owner, 'kept', most.kept),
    ofOwner(db, owner, 'dropped', most.dropped),
  ]);
  return present(lists).filter(isOpenOr(since));
}

/**
 * The commitments of other people that are open, or were kept or dropped since a moment: of each
 * person those that are due first.
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
    fromEach(read, most.open, (owner, count, skip) => ofOwner(db, owner, 'open', count, skip)),
    fromEach(
      read.flatMap((owner) => [[owner, 'kept'] as const, [owner, 'dropped'] as const]),
      most.ended,
      ([owner, state], count, skip) => ofOwner(db, owner, state, count, skip),
    ),
  ]);
  return present(lists).filter(isOpenOr(since));
}

/** Whose page it is, the manager of the pair, and the scopes that both or the viewer read. */
export interface CommitmentsOf {
  member: string;
  manager: string | null;
  scopes: readonly string[];
}

/**
 * The commitments of a person’s page: all open ones of the person and of the manager, and the
 * newest of these scopes.
 */
export async function commitmentsOfPerson(
  db: SidelineDb,
  { member, manager, scopes }: CommitmentsOf,
): Promise<Item<'commitment'>[]> {
  const most = COMMITMENT_SHARES.person;
  const lists = await Promise.all([
    ofOwner(db, member, 'open', most.open),
    manager === null ? [] : ofOwner(db, manager, 'open', most.ofManager),
    fromEach(scopes, most.written, (scope, count, skip) =>
      newestInScope(db, 'commitment', scope, count, skip),
    ),
  ]);
  return present(lists);
}
