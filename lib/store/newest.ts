import Dexie from 'dexie';
import {
  type CollectionName,
  type CollectionRule,
  collections,
  MAX_INSTANT,
  MIN_INSTANT,
} from '../model/index.ts';
import type { Row, SidelineDb } from './db.ts';

// The newest rows of a collection over all records. An id says nothing about that: whoever writes a
// row chooses it, and keyed ids are hashes. The server limits the time of writing to its own clock.

/** When a row was written: each collection has one of the two (tested). */
export function timeField(collection: CollectionName): 'at' | 'createdAt' {
  const { instants }: CollectionRule = collections[collection];
  return instants.includes('at') ? 'at' : 'createdAt';
}

const timeOf = ({ fields }: Row): number => Number(fields.at ?? fields.createdAt) || 0;
/** Unsent rows are later than all that the server has. */
const orderOf = ({ version }: Row): number => (version === 0 ? Number.POSITIVE_INFINITY : version);

/** By the time of writing, then by the server's order; ids only make the order of equals stable. */
export function byWriting(a: Row, b: Row): number {
  if (timeOf(a) !== timeOf(b)) return timeOf(a) - timeOf(b);
  if (a.version !== b.version) return orderOf(a) < orderOf(b) ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/**
 * At most so many rows from several places, a share from each: whoever writes much in one takes
 * nothing from the others. What some do not need goes to the rest. Of more places than rows, one
 * row of each is read, and the newest are given.
 * @param places at least one.
 * @param read the newest rows of a place, after some that are left out.
 */
export async function fromEach<P>(
  places: readonly P[],
  most: number,
  read: (place: P, most: number, skip: number) => Promise<Row[]>,
): Promise<Row[]> {
  const share = Math.max(1, Math.floor(most / places.length));
  const first = await Promise.all(places.map((place) => read(place, share, 0)));
  const full = places.filter((_, index) => first[index]?.length === share);
  const left = most - first.reduce((sum, rows) => sum + rows.length, 0);
  const more = full.length === 0 ? 0 : Math.max(0, Math.floor(left / full.length));
  const rest = more === 0 ? [] : await Promise.all(full.map((place) => read(place, more, share)));
  return [...first, ...rest].flat().toSorted(byWriting).slice(-most);
}

/**
 * The most scopes that a query looks up for a collection; so much is left for them of the limit of
 * a query. Most people have less than ten.
 */
export const LOOKUPS = 50;

/**
 * The scopes with rows under the first parts of an index, in order: one look-up for each, however
 * many rows there are. Of more than `most`, those of both ends: pairs are in the middle, the
 * organisation is before them, teams and the person's own scope are behind.
 */
export async function scopesWith(
  db: SidelineDb,
  index: string,
  start: readonly string[],
  most: number,
): Promise<string[]> {
  const half = Math.ceil(most / 2);
  const [first, last]: [string[], string[]] = [[], []];
  let [from, to]: unknown[][] = [[...start], [...start, Dexie.maxKey]];
  while (first.length + last.length < most) {
    const between = db.rows.where(index).between(from, to, false, false);
    const next = first.length < half ? between : between.reverse();
    const [found] = (await next.limit(1).keys()) as unknown as unknown[][];
    if (!found) break;
    const place = [...start, found[start.length]];
    if (first.length < half) {
      first.push(String(found[start.length]));
      from = [...place, Dexie.maxKey];
    } else {
      last.push(String(found[start.length]));
      to = place;
    }
  }
  return [...first, ...last.toReversed()];
}

/** The newest rows of a collection in one scope, the newest first. */
export async function newestInScope(
  db: SidelineDb,
  collection: CollectionName,
  scope: string,
  most: number,
  skip = 0,
): Promise<Row[]> {
  return await db.rows
    .where(`[collection+scope+fields.${timeField(collection)}]`)
    .between([collection, scope, MIN_INSTANT], [collection, scope, MAX_INSTANT], true, true)
    .reverse()
    .offset(skip)
    .limit(most)
    .toArray();
}

/** The same up to a time of writing, which is part of it; null for all of them. */
export async function writtenUntil(
  db: SidelineDb,
  collection: CollectionName,
  scope: string,
  last: number | null,
  most: number,
): Promise<Row[]> {
  return await db.rows
    .where(`[collection+scope+fields.${timeField(collection)}]`)
    .between([collection, scope, MIN_INSTANT], [collection, scope, last ?? MAX_INSTANT], true, true)
    .reverse()
    .limit(most)
    .toArray();
}

/**
 * The newest rows of a collection over all records, the newest first, with a share for each scope:
 * what two people wrote is there however much a team writes, where there are no more than LOOKUPS
 * scopes. Pages about more pairs name their scopes or keys.
 */
export async function newestOfAll(
  db: SidelineDb,
  collection: CollectionName,
  most: number,
): Promise<Row[]> {
  const index = `[collection+scope+fields.${timeField(collection)}]`;
  const scopes = await scopesWith(db, index, [collection], LOOKUPS);
  // A live query observes nothing after an async function that read nothing.
  if (scopes.length === 0) return [];
  const rows = await fromEach(scopes, most, (scope, count, skip) =>
    newestInScope(db, collection, scope, count, skip),
  );
  return rows.toReversed();
}
