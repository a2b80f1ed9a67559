import { CrmRecord, DealSummary, parseRefKey, SeenVisits } from '../model/index.ts';
import type { CachedRecord, Draft, SidelineDb, TabView } from './db.ts';
import { LIMIT } from './items.ts';

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

/** All closed deals, for statistics: read by the background only, since there may be many. */
export async function closedSummaries(db: SidelineDb): Promise<DealSummary[]> {
  return parsed(await db.summaries.where('status').anyOf('won', 'lost').toArray());
}

/** A stored reading. `visits`: the visits that were here when it was made; see `visitsAfter`. */
export interface Reading {
  record: CrmRecord;
  visits: SeenVisits | null;
}

function readingOf(cached: CachedRecord | undefined): Reading | null {
  const record = CrmRecord.safeParse(cached?.record);
  const visits = SeenVisits.safeParse(cached?.visits);
  return record.success
    ? { record: record.data, visits: visits.success ? visits.data : null }
    : null;
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

/** The CRMs of the records that were read last on this device. */
export async function crmsRead(db: SidelineDb): Promise<string[]> {
  const keys = await db.records.orderBy('at').reverse().limit(LIMIT).primaryKeys();
  return [...new Set(keys.flatMap((key) => parseRefKey(key)?.crm ?? []))];
}

export function tabView(db: SidelineDb, tabId: number): Promise<TabView | undefined> {
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

/** All stored readings, the latest first. */
export async function cachedDeals(db: SidelineDb): Promise<Map<string, Reading>> {
  const cached = await recentRecords(db, LIMIT);
  return new Map(
    cached.flatMap((entry) => {
      const reading = readingOf(entry);
      return reading ? [[entry.key, reading] as const] : [];
    }),
  );
}
