import { type CollectionName, MAX_INSTANT } from '../model/index.ts';
import type { Row, SidelineDb } from './db.ts';
import { type Item, items, LIMIT } from './items.ts';
import { LOOKUPS, newestOfAll } from './newest.ts';

// What a manager's page about a team consists of: several live queries, each with its own limit.

const MOST_NOTES = 600;
const MOST_REPLIES = LIMIT - 2 * LOOKUPS - MOST_NOTES;

/** Only rows that count are parsed: most of what is read does not. */
export function counted<C extends CollectionName>(
  collection: C,
  rows: readonly Row[],
  counts: (fields: Row['fields']) => boolean = () => true,
): Item<C>[] {
  return items(
    collection,
    rows.filter((row) => row.collection === collection && !row.deleted && counts(row.fields)),
  );
}

/** The talks that somebody began, moved, skipped or ended since a moment (Unix ms). */
export async function teamTalks(db: SidelineDb, since: number): Promise<Item<'oneOnOne'>[]> {
  const rows = await db.rows
    .where('[collection+fields.at]')
    .between(['oneOnOne', since], ['oneOnOne', MAX_INSTANT], true, true)
    .reverse()
    .limit(LIMIT)
    .toArray();
  return counted('oneOnOne', rows);
}

/** Notes and replies that the manager wrote since a moment (Unix ms). */
export async function teamTexts(
  db: SidelineDb,
  user: string,
  since: number,
): Promise<Item<'note' | 'reply'>[]> {
  const [notes, replies] = await Promise.all([
    newestOfAll(db, 'note', MOST_NOTES),
    newestOfAll(db, 'reply', MOST_REPLIES),
  ]);
  const isOwn = ({ author, createdAt }: Row['fields']) =>
    author === user && Number(createdAt) >= since;
  return [...counted('note', notes, isOwn), ...counted('reply', replies, isOwn)];
}

/** The latest recognitions of all people. */
export async function teamRecognitions(db: SidelineDb): Promise<Item<'recognition'>[]> {
  return counted('recognition', await newestOfAll(db, 'recognition', LIMIT - LOOKUPS));
}

export interface TeamRows {
  talks: readonly Item<'oneOnOne'>[];
  texts: readonly Item<'note' | 'reply'>[];
  recognitions: readonly Item<'recognition'>[];
  commitments: readonly Item<'commitment'>[];
}
