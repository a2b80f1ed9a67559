import Dexie from 'dexie';
import {
  type CollectionName,
  collections,
  keysOf,
  MAX_INSTANT,
  MIN_INSTANT,
  type RowOf,
  StoredSays,
} from '../model/index.ts';
import type { Row, SidelineDb, YieldToOthers } from './db.ts';
import { byWriting, fromEach, LOOKUPS, scopesWith } from './newest.ts';

/**
 * The most rows that one live query reads in all: an unbounded one takes seconds
 * (`docs/decisions/live-queries.md`).
 */
export const LIMIT = 1000;

export interface Item<C extends CollectionName> {
  id: string;
  scope: string;
  rev: number;
  /** The server's version; 0 for a row that it does not have yet. */
  version: number;
  /** Waiting to be sent. */
  pending: boolean;
  deleted: boolean;
  fields: RowOf<C>;
  /** What its texts say; absent where this build has not read them. */
  says?: StoredSays;
}

/** The statements stored with a row or a reading; nothing where another version read its texts. */
export function saysIn({ says }: { says?: unknown }): { says?: StoredSays } {
  const parsed = StoredSays.safeParse(says);
  return parsed.success ? { says: parsed.data } : {};
}

export function items<C extends CollectionName>(collection: C, rows: Row[]): Item<C>[] {
  const { schema } = collections[collection];
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(row.fields);
    return parsed.success
      ? [
          {
            id: row.id,
            scope: row.scope,
            rev: row.rev,
            version: row.version,
            pending: row.pending > 0,
            deleted: row.deleted,
            fields: parsed.data as RowOf<C>,
            ...saysIn(row),
          },
        ]
      : [];
  });
}

const upTo = (db: SidelineDb, collection: CollectionName, last: number) =>
  db.rows
    .where('[collection+fields.at]')
    .between([collection, MIN_INSTANT], [collection, last], true, true);

/** Rows that are read and handled between two pauses. */
const PART = 250;

/**
 * Gives the newest rows of a collection that has `at`, in parts, so that their reader never works
 * long without a pause. Each row comes once, also where some are written meanwhile.
 */
export async function newestInParts(
  db: SidelineDb,
  collection: CollectionName,
  most: number,
  yieldToOthers: YieldToOthers,
  take: (rows: Row[]) => void,
): Promise<void> {
  const seen = new Set<string>();
  let size = PART;
  let last: number = MAX_INSTANT;
  while (seen.size < most) {
    await yieldToOthers();
    const rows = await upTo(db, collection, last).reverse().limit(size).toArray();
    const others = rows.filter(({ id }) => !seen.has(id)).slice(0, most - seen.size);
    for (const { id } of others) seen.add(id);
    take(others);
    if (rows.length < size) return;
    const at = Number(rows.at(-1)?.fields.at);
    // All of them have one time: the next part has to reach beyond it.
    size = at === last ? 2 * size : PART;
    last = at;
  }
}

/** Rows of one collection on one record: under its key and under the one of 0.1.0. */
export function allRowsOn(db: SidelineDb, collection: CollectionName, refKey: string) {
  const keys = keysOf(refKey).map((key) => [collection, key]);
  return db.rows.where('[collection+refKey]').anyOf(keys);
}

/**
 * The newest rows of one collection on one record. Each scope has its share, and the server's order
 * decides which rows of it are read: whoever writes much for a team takes no place from what two
 * people wrote to each other. All of them are given by the time of writing, the oldest first; the
 * server limits it to its own clock.
 */
export async function newestOn(
  db: SidelineDb,
  collection: CollectionName,
  refKey: string,
  most: number,
): Promise<Row[]> {
  if (most <= 0) return [];
  const scopedKeys = await scopedKeysOn(db, collection, refKey);
  // A live query observes nothing after an async function that read nothing.
  if (scopedKeys.length === 0) return [];
  return fromEach(scopedKeys, most, (scopedKey, count, skip) =>
    newestIn(db, scopedKey, count, skip),
  );
}

/** Rows of a scope among which its first is looked for. */
const FIRSTS = 3;

/**
 * The row of each scope that was written first, among those that the server had first. A moved row
 * gets a new version: it is among the newest then. Of many scopes, the last: teams and the person's
 * own are there.
 */
export async function firstsOn(
  db: SidelineDb,
  collection: CollectionName,
  refKey: string,
  most: number,
): Promise<Row[]> {
  const scopedKeys = await scopedKeysOn(db, collection, refKey);
  if (scopedKeys.length === 0) return [];
  const inOrder = scopedKeys.toSorted(([, , a], [, , b]) => (a < b ? -1 : 1));
  const found = inOrder.slice(-most).map(async (scopedKey) => {
    const from = (version: number) =>
      db.rows
        .where(SCOPED_KEY_INDEX)
        .between([...scopedKey, version], [...scopedKey, Dexie.maxKey])
        .limit(FIRSTS)
        .toArray();
    const sent = await from(1);
    const rows = sent.length > 0 ? sent : await from(0);
    return rows.toSorted(byWriting)[0];
  });
  return (await Promise.all(found)).filter((row) => row !== undefined);
}

/** A collection, a key and a scope. */
type ScopedKey = readonly [collection: string, refKey: string, scope: string];
const SCOPED_KEY_INDEX = '[collection+refKey+scope+version]';

/** The scopes with rows on a record. */
async function scopedKeysOn(
  db: SidelineDb,
  collection: CollectionName,
  refKey: string,
): Promise<ScopedKey[]> {
  const keys = keysOf(refKey);
  const most = Math.floor(LOOKUPS / keys.length);
  const found = keys.map((key) => scopesWith(db, SCOPED_KEY_INDEX, [collection, key], most));
  const scopes = await Promise.all(found);
  return keys.flatMap((key, index) =>
    (scopes[index] ?? []).map((scope): ScopedKey => [collection, key, scope]),
  );
}

/** The newest rows under a key in a scope. What was not sent yet is newer than all that was. */
async function newestIn(
  db: SidelineDb,
  scopedKey: ScopedKey,
  most: number,
  skip = 0,
): Promise<Row[]> {
  const between = (from: unknown, to: unknown) =>
    db.rows
      .where(SCOPED_KEY_INDEX)
      .between([...scopedKey, from], [...scopedKey, to], true, true)
      .reverse();
  const rows = await between(Dexie.minKey, Dexie.maxKey).offset(skip).limit(most).toArray();
  if (rows.length < most || skip > 0) return rows;
  const unsent = await between(0, 0).limit(most).toArray();
  return [...unsent, ...rows.filter(({ version }) => version > 0)].slice(0, most);
}

/**
 * The newest rows of one collection on one record, without deleted ones. Rows under the key of
 * 0.1.0 are read under the record's key: the same thing then has the same key in both.
 */
export async function rowsOn<C extends CollectionName>(
  db: SidelineDb,
  collection: C,
  refKey: string,
  most: number = LIMIT,
): Promise<Item<C>[]> {
  const rows = await newestOn(db, collection, refKey, most);
  const here = rows.filter((row) => !row.deleted);
  return items(
    collection,
    here.map((row) =>
      row.refKey === refKey ? row : { ...row, refKey, fields: { ...row.fields, refKey } },
    ),
  );
}
