import { type CollectionName, CrmRecord, collections, type RowOf } from '../model/index.ts';
import type { CachedRecord, Draft, Refused, Row, SidelineDb, TabView } from './db.ts';

/** No live query reads more than this many rows: over 250,000 rows an unbounded one takes seconds (`docs/decisions/live-queries.md`). */
export const LIMIT = 1000;

export interface Item<C extends CollectionName> {
  id: string;
  scope: string;
  rev: number;
  /** Waiting to be sent. */
  pending: boolean;
  deleted: boolean;
  fields: RowOf<C>;
}

function items<C extends CollectionName>(collection: C, rows: Row[]): Item<C>[] {
  const { schema } = collections[collection];
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(row.fields);
    return parsed.success ? [{ id: row.id, scope: row.scope, rev: row.rev, pending: row.pending > 0, deleted: row.deleted, fields: parsed.data as RowOf<C> }] : [];
  });
}

/** Rows of one collection on one record, deleted ones left out. */
export async function rowsOn<C extends CollectionName>(db: SidelineDb, collection: C, refKey: string): Promise<Item<C>[]> {
  const rows = await db.rows.where('[collection+refKey]').equals([collection, refKey]).limit(LIMIT).toArray();
  return items(collection, rows).filter((row) => !row.deleted);
}

/** Everything one panel shows of a record besides the reading. */
export async function recordRows(db: SidelineDb, refKey: string) {
  const [notes, replies, outcomes, facts, snapshots, reads] = await Promise.all([
    rowsOn(db, 'note', refKey),
    rowsOn(db, 'reply', refKey),
    rowsOn(db, 'promptOutcome', refKey),
    rowsOn(db, 'typedFact', refKey),
    rowsOn(db, 'dealSnapshot', refKey),
    rowsOn(db, 'readMark', refKey),
  ]);
  return { notes, replies, outcomes, facts, snapshots, reads };
}
export type RecordRows = Awaited<ReturnType<typeof recordRows>>;

export async function identities(db: SidelineDb): Promise<Item<'crmIdentity'>[]> {
  const rows = await db.rows.where('[collection+refKey]').equals(['crmIdentity', '']).limit(LIMIT).toArray();
  return items('crmIdentity', rows).filter((row) => !row.deleted);
}

/** The kept reading, or null when there is none or it is from another version. */
export async function cachedRecord(db: SidelineDb, key: string): Promise<CrmRecord | null> {
  const cached = await db.records.get(key);
  const parsed = CrmRecord.safeParse(cached?.record);
  return parsed.success ? parsed.data : null;
}

export function recentRecords(db: SidelineDb, count: number): Promise<CachedRecord[]> {
  return db.records.orderBy('at').reverse().limit(count).toArray();
}

export function viewOf(db: SidelineDb, tabId: number): Promise<TabView | undefined> {
  return db.views.get(tabId);
}

export function draftOf(db: SidelineDb, key: string): Promise<Draft | undefined> {
  return db.drafts.get(key);
}

export function waiting(db: SidelineDb): Promise<number> {
  return db.outbox.limit(LIMIT).count();
}

export function refusedChanges(db: SidelineDb): Promise<Refused[]> {
  return db.refused.limit(LIMIT).toArray();
}
