import { type CollectionName, MAX_INSTANT } from '../model/index.ts';
import type { Row, SidelineDb } from './db.ts';
import { type Item, items, LIMIT } from './items.ts';
import { fromEach, newestInScope } from './newest.ts';
import { recognitionsOf } from './oneOnOneRows.ts';

// What a manager's page about a team consists of: several live queries, each with its own limit.

const MOST_NOTES = 600;
/** The rest is for the rows at which a second read of a scope begins. */
const MOST_REPLIES = 300;

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

/** The talks that somebody began, moved, skipped or ended between two moments (Unix ms). */
export async function teamTalks(
  db: SidelineDb,
  from: number,
  to: number = MAX_INSTANT,
): Promise<Item<'oneOnOne'>[]> {
  const rows = await db.rows
    .where('[collection+fields.at]')
    .between(['oneOnOne', from], ['oneOnOne', to], true, to === MAX_INSTANT)
    .reverse()
    .limit(LIMIT)
    .toArray();
  return counted('oneOnOne', rows);
}

/**
 * Notes and replies that the manager wrote in these scopes since a moment (Unix ms).
 * @param scopes at least one.
 */
export async function teamTexts(
  db: SidelineDb,
  user: string,
  scopes: readonly string[],
  since: number,
): Promise<Item<'note' | 'reply'>[]> {
  const newest = (collection: 'note' | 'reply', most: number) =>
    fromEach(scopes, most, (scope, count, skip) =>
      newestInScope(db, collection, scope, count, skip),
    );
  const [notes, replies] = await Promise.all([
    newest('note', MOST_NOTES),
    newest('reply', MOST_REPLIES),
  ]);
  const isOwn = ({ author, createdAt }: Row['fields']) =>
    author === user && Number(createdAt) >= since;
  return [...counted('note', notes, isOwn), ...counted('reply', replies, isOwn)];
}

/** The most recognitions of one person that a list of people reads. */
const MOST_OF_PERSON = 20;

/** The latest recognitions of each of these people. */
export async function recognitionsOfEach(
  db: SidelineDb,
  people: readonly string[],
): Promise<Item<'recognition'>[]> {
  const most = Math.min(MOST_OF_PERSON, Math.floor(LIMIT / Math.max(1, people.length)));
  const of = people.slice(0, LIMIT).map((person) => recognitionsOf(db, person, Math.max(1, most)));
  return (await Promise.all(of)).flat();
}

export interface TeamRows {
  talks: readonly Item<'oneOnOne'>[];
  texts: readonly Item<'note' | 'reply'>[];
  recognitions: readonly Item<'recognition'>[];
  commitments: readonly Item<'commitment'>[];
}
