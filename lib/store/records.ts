import {
  type CrmRecord,
  calendarDate,
  type DealRecord,
  type DealSnapshot,
  type DealSummary,
  emptiedIn,
  isEmpty,
  known,
  refKey,
  type Scope,
  snapshotFields,
} from '../model/index.ts';
import { KEEP_SUMMARIES } from './cached.ts';
import type { SidelineDb } from './db.ts';
import { type WriteDeps, write } from './writes.ts';

const KEEP_RECORDS = 500;

/** Keeps the latest reading of a record, and lets the oldest go: the CRM is the truth, this is a cache. */
export async function keepRecord(db: SidelineDb, record: CrmRecord, now: number): Promise<void> {
  await db.transaction('rw', db.records, async () => {
    await db.records.put({ key: refKey(record.ref), record, at: now });
    const extra = (await db.records.count()) - KEEP_RECORDS;
    if (extra > 0)
      await db.records.bulkDelete(await db.records.orderBy('at').limit(extra).primaryKeys());
  });
}

/** Names of the people on the buyer's side; undefined where not all of them are sure to be in sight. */
function peopleIn({ contacts }: DealRecord['fields']): string[] | undefined {
  if (contacts.state === 'empty') return [];
  if (contacts.state !== 'seen' || contacts.confidence < 0.9) return undefined;
  return contacts.value
    .slice(0, 60)
    .map((contact) => contact.name.slice(0, 300))
    .sort();
}

/** The fields that a snapshot compares, from a reading: null with its name in `emptied` where it was seen empty, null alone where unseen. */
export function snapshotOf(record: DealRecord, now: number): DealSnapshot {
  const { fields } = record;
  const amount = known(fields.amount);
  const emptied = snapshotFields.filter((field) => isEmpty(fields[field]));
  const people = peopleIn(fields);
  return {
    refKey: refKey(record.ref),
    name: known(fields.name) ?? null,
    at: now,
    stage: known(fields.stage) ?? null,
    amount: amount?.amount ?? null,
    currency: amount?.currency ?? null,
    // A slip in the CRM, like the year 0202, is a day that nobody saw.
    closeDate: calendarDate(known(fields.closeDate)),
    owner: known(fields.owner)?.name ?? null,
    status: known(fields.status) ?? null,
    nextStep: known(fields.nextStep) ?? null,
    ...(people === undefined ? {} : { people }),
    ...(emptied.length > 0 ? { emptied } : {}),
  };
}

/** True when a visit shows something that the last snapshot did not: another value, or nothing where there was one. */
export function differs(last: DealSnapshot | null, next: DealSnapshot): boolean {
  if (!last) return snapshotFields.some((field) => next[field] !== null);
  if (
    next.people !== undefined &&
    JSON.stringify(next.people) !== JSON.stringify(last.people ?? [])
  )
    return true;
  return snapshotFields.some(
    (field) => (next[field] !== null || emptiedIn(next, field)) && next[field] !== last[field],
  );
}

/** The snapshot with what could not be seen this time as the last one knew it. */
function carriedOver(next: DealSnapshot, last: DealSnapshot): DealSnapshot {
  const unseen = snapshotFields.filter((field) => next[field] === null && !emptiedIn(next, field));
  const emptied = [...(next.emptied ?? []), ...unseen.filter((field) => emptiedIn(last, field))];
  const people = next.people ?? last.people;
  return {
    ...next,
    ...Object.fromEntries(unseen.map((field) => [field, last[field]])),
    closeDate: next.closeDate ?? calendarDate(emptiedIn(next, 'closeDate') ? null : last.closeDate),
    name: next.name ?? last.name,
    currency: next.currency ?? (emptied.includes('amount') ? null : last.currency),
    ...(people === undefined ? {} : { people }),
    ...(emptied.length > 0 ? { emptied } : {}),
  };
}

/** Keeps a snapshot if the deal looks different from the last one. */
export async function keepSnapshot(
  db: SidelineDb,
  record: DealRecord,
  scope: Scope,
  deps: WriteDeps,
): Promise<boolean> {
  const next = snapshotOf(record, deps.now);
  return db.transaction('rw', db.rows, db.outbox, db.meta, db.drafts, async () => {
    const rows = await db.rows
      .where('[collection+refKey]')
      .equals(['dealSnapshot', next.refKey])
      .filter((row) => !row.deleted)
      .toArray();
    const last =
      rows.map((row) => row.fields as DealSnapshot).sort((a, b) => b.at - a.at)[0] ?? null;
    if (!differs(last, next)) return false;
    const patch = last ? carriedOver(next, last) : next;
    await write(
      db,
      [{ op: 'create', collection: 'dealSnapshot', rowId: deps.ids.next(), scope, patch }],
      deps,
    );
    return true;
  });
}

/** Keeps what is known of a deal, and lets the ones go that nobody looked at for longest. */
export async function keepSummary(db: SidelineDb, summary: DealSummary): Promise<void> {
  await db.transaction('rw', db.summaries, async () => {
    await db.summaries.put(summary);
    const extra = (await db.summaries.count()) - KEEP_SUMMARIES;
    if (extra > 0)
      await db.summaries.bulkDelete(await db.summaries.orderBy('at').limit(extra).primaryKeys());
  });
}

/**
 * Makes room when the disk is nearly full: readings of records and what was worked out from them come again at the next visit. Notes,
 * drafts and whatever waits to be sent are never touched. @returns how many entries went.
 */
export async function evictCache(db: SidelineDb): Promise<number> {
  return db.transaction('rw', db.records, db.summaries, async () => {
    const keep = 20;
    const old = (await db.records.count()) - keep;
    const keys = old > 0 ? await db.records.orderBy('at').limit(old).primaryKeys() : [];
    await db.records.bulkDelete(keys);
    await db.summaries.bulkDelete(keys);
    return keys.length;
  });
}
