import type { SidelineDb } from './db.ts';
import type { Item } from './items.ts';
import { newestOfAll } from './newest.ts';
import { ownMarks } from './queries.ts';
import { counted } from './teamRows.ts';

// What the page of a day reads beside the lists of other pages, each in a live query of its own.

/** How many notes of all records, and own marks of them. */
const MOST_NOTES = 600;

/** The newest notes of others on all records, the newest first. */
export async function notesOfOthers(db: SidelineDb, user: string): Promise<Item<'note'>[]> {
  const rows = await newestOfAll(db, 'note', MOST_NOTES);
  return counted('note', rows, ({ author }) => author !== user);
}

/** The own marks of some notes: in one live query with them, Dexie would not observe this read. */
export async function marksOf(db: SidelineDb, user: string, notes: readonly string[]) {
  return { notes, reads: notes.length === 0 ? [] : await ownMarks(db, user, notes) };
}
