import { keyedId, type Me, scopes, talkKey } from '../model/index.ts';
import type { Row, SidelineDb } from './db.ts';
import { type Item, items, LIMIT } from './items.ts';
import { getMeta } from './meta.ts';

// What each pair has, looked up pair by pair: a manager may have more pairs than the newest rows of
// a collection come from.

/** What each pair has one row of. */
const KEYED = ['rhythm', 'profile', 'away'] as const;
/** Talks of one pair that are read, those of the latest slots. */
const MOST_TALKS = 20;

interface PairOf {
  scope: string;
  rep: string;
}

/** The present pairs of a person: with the own manager, and with each report. */
function pairsWith({ user, manager, reports }: Me): PairOf[] {
  const own = manager && manager.id !== user.id ? [{ of: manager.id, rep: user.id }] : [];
  const theirs = reports
    .filter(({ id }) => id !== user.id)
    .map(({ id }) => ({ of: user.id, rep: id }));
  return [...own, ...theirs].map(({ of, rep }) => ({ scope: scopes.pair(of, rep), rep }));
}

const present = (rows: readonly (Row | undefined)[]): Row[] =>
  rows.flatMap((row) => (row && !row.deleted ? [row] : []));

/** When the pairs meet, the focus and levels of their reps, and when these are away: by key. */
export async function rowsOfPairs(db: SidelineDb) {
  const me = await getMeta(db, 'me');
  const most = Math.floor((LIMIT - 1) / KEYED.length);
  const pairs = me ? pairsWith(me).slice(0, most) : [];
  const ids = KEYED.flatMap((collection) =>
    pairs.map(({ scope, rep }) => keyedId(me?.org.id ?? '', scope, collection, [rep])),
  );
  const rows = present(ids.length === 0 ? [] : await db.rows.bulkGet(ids));
  const of = <C extends (typeof KEYED)[number]>(collection: C): Item<C>[] =>
    items(
      collection,
      rows.filter((row) => row.collection === collection),
    );
  return { rhythms: of('rhythm'), profiles: of('profile'), away: of('away') };
}

/**
 * The one-on-ones of the latest slots of each pair. @param until see `slotsUntil`.
 */
export async function talksOfPairs(db: SidelineDb, until: string): Promise<Item<'oneOnOne'>[]> {
  const me = await getMeta(db, 'me');
  const pairs = me ? pairsWith(me).slice(0, LIMIT - 1) : [];
  const most = Math.min(MOST_TALKS, Math.floor((LIMIT - 1) / Math.max(1, pairs.length)));
  const found = await Promise.all(
    pairs.map(({ rep }) => {
      const start = talkKey('oneOnOne', rep, '');
      return db.rows
        .where('[collection+refKey]')
        .between(['oneOnOne', start], ['oneOnOne', `${start}${until}`])
        .reverse()
        .limit(most)
        .toArray();
    }),
  );
  return items('oneOnOne', present(found.flat()));
}

/** Those of the first list, and those of the second that are not in it. */
export function united<T extends { id: string }>(first: readonly T[], second: readonly T[]): T[] {
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !known.has(id))];
}
