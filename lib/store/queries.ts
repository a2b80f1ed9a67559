import { type CollectionName, CrmRecord, collections, DealSummary, parseRefKey, type RowOf } from '../model/index.ts';
import type { CachedRecord, Draft, Row, SidelineDb, TabView } from './db.ts';

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

export function items<C extends CollectionName>(collection: C, rows: Row[]): Item<C>[] {
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
  const [notes, replies, outcomes, facts, snapshots, reads, commitments, checks, moved] = await Promise.all([
    rowsOn(db, 'note', refKey),
    rowsOn(db, 'reply', refKey),
    rowsOn(db, 'promptOutcome', refKey),
    rowsOn(db, 'typedFact', refKey),
    rowsOn(db, 'dealSnapshot', refKey),
    rowsOn(db, 'readMark', refKey),
    rowsOn(db, 'commitment', refKey),
    rowsOn(db, 'checkItem', refKey),
    rowsOn(db, 'dealPlaybook', refKey),
  ]);
  return { notes, replies, outcomes, facts, snapshots, reads, commitments, checks, moved };
}
export type RecordRows = Awaited<ReturnType<typeof recordRows>>;

export async function identities(db: SidelineDb): Promise<Item<'crmIdentity'>[]> {
  const rows = await db.rows.where('[collection+refKey]').equals(['crmIdentity', '']).limit(LIMIT).toArray();
  return items('crmIdentity', rows).filter((row) => !row.deleted);
}

/** Rows that belong to no record, the newest where there are more than a query reads: ids begin with their time. */
async function rowsOfAll<C extends CollectionName>(db: SidelineDb, collection: C): Promise<{ read: Item<C>[]; newer: number }> {
  const rows = (await db.rows.where('[collection+refKey]').equals([collection, '']).reverse().limit(LIMIT).toArray()).filter((row) => !row.deleted);
  const read = items(collection, rows);
  // What a newer version wrote is kept and passed on, but cannot be shown here.
  return { read, newer: rows.length - read.length };
}

/** What the organisation, and the person, set for coaching. */
export async function coachingRows(db: SidelineDb) {
  const [prompts, versions, maps, settings, profiles, self, suggestions, votes] = await Promise.all([
    rowsOfAll(db, 'prompt'),
    rowsOfAll(db, 'playbookVersion'),
    rowsOfAll(db, 'stageMap'),
    rowsOfAll(db, 'coachingSettings'),
    rowsOfAll(db, 'profile'),
    rowsOfAll(db, 'selfView'),
    rowsOfAll(db, 'suggestion'),
    rowsOfAll(db, 'vote'),
  ]);
  return {
    prompts: prompts.read,
    versions: versions.read,
    maps: maps.read,
    settings: settings.read,
    profiles: profiles.read,
    self: self.read,
    suggestions: suggestions.read,
    votes: votes.read,
    newer: prompts.newer + versions.newer,
  };
}
export type CoachingRows = Awaited<ReturnType<typeof coachingRows>>;

function parsed(rows: unknown[]): DealSummary[] {
  return rows.flatMap((row) => {
    const summary = DealSummary.safeParse(row);
    return summary.success ? [summary.data] : [];
  });
}

/** What is known of the deals of one owner, or of all, latest first. */
export async function summariesOf(db: SidelineDb, owner: string | null): Promise<DealSummary[]> {
  return parsed(owner === null ? await db.summaries.orderBy('at').reverse().limit(LIMIT).toArray() : await db.summaries.where('owner').equals(owner).limit(LIMIT).toArray());
}

/** Closed deals, for what is worked out over all of them; read by the background, which has the time. */
export async function closedSummaries(db: SidelineDb): Promise<DealSummary[]> {
  return parsed(await db.summaries.where('status').anyOf('won', 'lost').toArray());
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

/** Drafts of one kind, the latest first. */
export async function draftsOf(db: SidelineDb, prefix: string): Promise<Draft[]> {
  const drafts = await db.drafts.where('key').startsWith(prefix).limit(LIMIT).toArray();
  return drafts.sort((a, b) => b.at - a.at);
}

export function draftOf(db: SidelineDb, key: string): Promise<Draft | undefined> {
  return db.drafts.get(key);
}

/** The text of a row as it is now, deleted or not: what an editor without an answer looks at. */
export async function savedText(db: SidelineDb, id: string): Promise<{ text: string; deleted: boolean } | undefined> {
  const row = await db.rows.get(id);
  return typeof row?.fields.text === 'string' ? { text: row.fields.text, deleted: row.deleted } : undefined;
}

/** Every deal that was read here or seen by others of the team, with the rows that its facts rest on. */
export async function knownDeals(db: SidelineDb) {
  const names = ['note', 'dealSnapshot', 'typedFact', 'commitment', 'checkItem', 'dealPlaybook'] as const;
  const [cached, ...lists] = await Promise.all([
    db.records.orderBy('at').reverse().limit(LIMIT).toArray(),
    ...names.map((name) => db.rows.where('collection').equals(name).reverse().limit(LIMIT).toArray()),
  ]);
  const [notes, snapshots, typed, commitments, checks, moved] = [
    items('note', lists[0] ?? []),
    items('dealSnapshot', lists[1] ?? []),
    items('typedFact', lists[2] ?? []),
    items('commitment', lists[3] ?? []),
    items('checkItem', lists[4] ?? []),
    items('dealPlaybook', lists[5] ?? []),
  ];
  const of = <T extends { refKey: string }>(list: readonly { deleted: boolean; fields: T }[], key: string) =>
    list.filter((row) => !row.deleted && row.fields.refKey === key).map((row) => row.fields);
  const records = new Map(
    cached.flatMap((entry) => {
      const parsedRecord = CrmRecord.safeParse(entry.record);
      return parsedRecord.success ? [[entry.key, parsedRecord.data] as const] : [];
    }),
  );
  const keys = new Set([...records.keys(), ...snapshots.map((row) => row.fields.refKey)]);
  return [...keys].flatMap((key) => {
    const ref = parseRefKey(key);
    if (ref?.object !== 'deal') return [];
    return [
      {
        key,
        ref,
        record: records.get(key) ?? null,
        notes: of(notes, key),
        snapshots: of(snapshots, key),
        typed: of(typed, key),
        commitments: of(commitments, key),
        checks: of(checks, key),
        moved: of(moved, key),
      },
    ];
  });
}
