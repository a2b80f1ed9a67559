import type { SidelineDb } from './db.ts';
import { type Item, LIMIT } from './items.ts';
import { newestOfAll } from './newest.ts';
import { commitmentsInPair } from './oneOnOneRows.ts';
import { ownMarks } from './queries.ts';
import { counted } from './teamRows.ts';

// What the page of a day reads beside the lists of other pages, each in a live query of its own.

/** How many commitments of one scope the page reads, the newest: fewer of many scopes. */
const MOST_OF_A_SCOPE = 300;
/** How many notes of all records, and own marks of them. */
const MOST_NOTES = 600;

/** The commitments of these scopes that are open, or were kept or dropped since a moment. */
export async function dueCommitments(
  db: SidelineDb,
  scopes: readonly string[],
  since: number,
): Promise<Item<'commitment'>[]> {
  const share = Math.min(MOST_OF_A_SCOPE, Math.max(1, Math.floor(LIMIT / scopes.length)));
  const of = scopes.slice(0, LIMIT).map((scope) => commitmentsInPair(db, scope, share));
  return counted(
    'commitment',
    (await Promise.all(of)).flat(),
    ({ state, settledAt }) => state === 'open' || Number(settledAt) >= since,
  );
}

/** The newest notes of others on all records, the newest first. */
export async function notesOfOthers(db: SidelineDb, user: string): Promise<Item<'note'>[]> {
  const rows = await newestOfAll(db, 'note', MOST_NOTES);
  return counted('note', rows, ({ author }) => author !== user);
}

/** The own marks of some notes: in one live query with them, Dexie would not observe this read. */
export async function marksOf(db: SidelineDb, user: string, notes: readonly string[]) {
  return { notes, reads: notes.length === 0 ? [] : await ownMarks(db, user, notes) };
}
