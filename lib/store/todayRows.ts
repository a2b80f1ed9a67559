import type { SidelineDb } from './db.ts';
import type { Item } from './items.ts';
import { fromEach, newestInScope } from './newest.ts';
import { ownMarks } from './queries.ts';
import { counted } from './teamRows.ts';

// What the page of a day reads beside the lists of other pages, each in a live query of its own.

/** How many notes of all records, and own marks of them. */
const MOST_NOTES = 600;

/**
 * The newest notes of others in these scopes, the newest first, with a share for each scope.
 * @param scopes at least one.
 */
export async function notesOfOthers(
  db: SidelineDb,
  user: string,
  scopes: readonly string[],
): Promise<Item<'note'>[]> {
  const rows = await fromEach(scopes, MOST_NOTES, (scope, most, skip) =>
    newestInScope(db, 'note', scope, most, skip),
  );
  return counted('note', rows.toReversed(), ({ author }) => author !== user);
}

/** The own marks of some notes: in one live query with them, Dexie would not observe this read. */
export async function marksOf(db: SidelineDb, user: string, notes: readonly string[]) {
  return { notes, reads: notes.length === 0 ? [] : await ownMarks(db, user, notes) };
}
