import Dexie from 'dexie';
import {
  CrmRecord,
  DealSummary,
  draftKeysOf,
  parseRefKey,
  type ReadFailure,
  recordAddress,
  SeenVisits,
  type StoredSays,
} from '../model/index.ts';
import type { CachedRecord, Draft, SidelineDb, TabView, YieldToOthers } from './db.ts';
import { LIMIT, saysIn } from './items.ts';

// Data of the device beside the synced rows: summaries, readings, tab views, drafts.

/** The most summaries on a device; those that were not updated for longest are deleted first. */
export const KEEP_SUMMARIES = 5000;

function parsed(rows: unknown[]): DealSummary[] {
  return rows.flatMap((row) => {
    const summary = DealSummary.safeParse(row);
    return summary.success ? [summary.data] : [];
  });
}

/** Summaries of one owner's deals, or of all, the latest first. @param owner see ownerKey. */
export async function summariesOf(
  db: SidelineDb,
  owner: string | null,
  most = LIMIT,
): Promise<DealSummary[]> {
  const sorted =
    owner === null
      ? db.summaries.orderBy('at')
      : db.summaries.where('[owner+at]').between([owner, 0], [owner, Number.MAX_SAFE_INTEGER]);
  return parsed(await sorted.reverse().limit(most).toArray());
}

/** The deals of an owner that closed last. @param owner see ownerKey. */
export async function closedOf(db: SidelineDb, owner: string, most: number) {
  const range = [Dexie.minKey, Dexie.maxKey].map((end) => [owner, end]);
  const rows = db.summaries.where('[owner+closedAt]').between(range[0], range[1]);
  return parsed(await rows.reverse().limit(most).toArray());
}

/** A stored reading. `visits`: the visits that were here when it was made; see `visitsAfter`. */
export interface Reading {
  record: CrmRecord;
  visits: SeenVisits | null;
  /** What its texts say; absent where this build has not read them. */
  says?: StoredSays;
}

function readingOf(cached: CachedRecord | undefined): Reading | null {
  const record = CrmRecord.safeParse(cached?.record);
  const visits = SeenVisits.safeParse(cached?.visits);
  if (!cached || !record.success) return null;
  return {
    record: record.data,
    visits: visits.success ? visits.data : null,
    ...saysIn(cached),
  };
}

/** The stored reading; null where there is none, or another version wrote it. */
export async function cachedReading(db: SidelineDb, key: string): Promise<Reading | null> {
  return readingOf(await db.records.get(key));
}

export async function cachedRecord(db: SidelineDb, key: string): Promise<CrmRecord | null> {
  return readingOf(await db.records.get(key))?.record ?? null;
}

export function recentRecords(db: SidelineDb, count: number): Promise<CachedRecord[]> {
  return db.records.orderBy('at').reverse().limit(count).toArray();
}

/** The addresses of records in their CRM, by key, as far as this device has read them. */
export async function recordAddresses(
  db: SidelineDb,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const readings = await db.records.bulkGet(keys.slice(0, LIMIT));
  return new Map(
    readings.flatMap((reading) => {
      const address = recordAddress(reading?.address);
      return reading && address !== null ? [[reading.key, address] as const] : [];
    }),
  );
}

/** The CRMs of the records that were read last on this device. */
export async function crmsRead(db: SidelineDb): Promise<string[]> {
  const keys = await db.records.orderBy('at').reverse().limit(LIMIT).primaryKeys();
  return [...new Set(keys.flatMap((key) => parseRefKey(key)?.crm ?? []))];
}

/** What happened last with the records of a CRM on this device. */
export interface CrmActivity {
  /** When a record was last read, Unix ms; null where none is stored. */
  readAt: number | null;
  /** Why the last record on screen was not read. */
  failure: ReadFailure | null;
}

/** The latest readings and failures, by CRM. */
export async function crmActivity(db: SidelineDb): Promise<Map<string, CrmActivity>> {
  const keys = await db.records
    .orderBy('at')
    .reverse()
    .limit(LIMIT - 200)
    .primaryKeys();
  const latest = new Map<string, string>();
  for (const key of keys) {
    const crm = parseRefKey(key)?.crm;
    if (crm !== undefined && !latest.has(crm)) latest.set(crm, key);
  }
  const [readings, views] = await Promise.all([
    db.records.bulkGet([...latest.values()]),
    db.views.orderBy('at').reverse().limit(150).toArray(),
  ]);
  const crms = [...latest.keys()];
  const found = new Map<string, CrmActivity>(
    readings.map((reading, index) => [
      crms[index] ?? '',
      { readAt: reading?.at ?? null, failure: null },
    ]),
  );
  for (const { crm, failure, at } of views.sort((a, b) => a.at - b.at)) {
    if (crm === null) continue;
    const { readAt } = found.get(crm) ?? { readAt: null };
    found.set(crm, { readAt, failure: at >= (readAt ?? 0) ? failure : null });
  }
  return found;
}

export function tabView(db: SidelineDb, tabId: number): Promise<TabView | undefined> {
  return db.views.get(tabId);
}

/** Drafts of one kind, the latest first; those of 0.1.0 with the key that they have today. */
export async function draftsOf(db: SidelineDb, prefix: string): Promise<Draft[]> {
  const drafts = new Map<string, Draft>();
  for (const found of draftKeysOf(prefix).toReversed())
    for (const draft of await db.drafts.where('key').startsWith(found).limit(LIMIT).toArray()) {
      const key = prefix + draft.key.slice(found.length);
      drafts.set(key, { ...draft, key });
    }
  return [...drafts.values()].sort((a, b) => b.at - a.at);
}

export async function draftOf(db: SidelineDb, key: string): Promise<Draft | undefined> {
  const drafts = await db.drafts.bulkGet([...draftKeysOf(key)]);
  return drafts.find((draft) => draft !== undefined);
}

/** The current text of a row, deleted or not: for an editor whose save got no response. */
export async function savedText(
  db: SidelineDb,
  id: string,
): Promise<{ text: string; deleted: boolean } | undefined> {
  const row = await db.rows.get(id);
  return typeof row?.fields.text === 'string'
    ? { text: row.fields.text, deleted: row.deleted }
    : undefined;
}

/** Readings that are parsed between two pauses. */
const PART = 20;

/** When records were read, by their key, the latest first: without the readings themselves. */
export async function readingTimes(db: SidelineDb): Promise<Map<string, number>> {
  return db.transaction('r', db.records, async () => {
    const sorted = db.records
      .orderBy('at')
      .reverse()
      .limit(LIMIT / 2);
    const [keys, times] = [await sorted.primaryKeys(), await sorted.keys()];
    return new Map(keys.map((key, index) => [key, Number(times[index])]));
  });
}

/** Some stored readings, by key. @param yieldToOthers called before each is parsed. */
export async function cachedReadings(
  db: SidelineDb,
  keys: readonly string[],
  yieldToOthers: YieldToOthers,
): Promise<Map<string, Reading>> {
  const readings = new Map<string, Reading>();
  for (const [index, stored] of (await db.records.bulkGet([...keys])).entries()) {
    await yieldToOthers();
    const reading = readingOf(stored);
    if (reading) readings.set(keys[index] ?? '', reading);
  }
  return readings;
}

/**
 * All stored readings, the latest first.
 * @param yieldToOthers called between parts: a thousand take a while.
 */
export async function cachedDeals(
  db: SidelineDb,
  yieldToOthers?: YieldToOthers,
): Promise<Map<string, Reading>> {
  const readings = new Map<string, Reading>();
  for (const [index, entry] of (await recentRecords(db, LIMIT)).entries()) {
    if (yieldToOthers && index > 0 && index % PART === 0) await yieldToOthers();
    const reading = readingOf(entry);
    if (reading) readings.set(entry.key, reading);
  }
  return readings;
}
