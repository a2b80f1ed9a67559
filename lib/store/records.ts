import { type CrmRecord, type DealRecord, type DealSnapshot, type DealSummary, isEmpty, known, refKey, type Scope, type SnapshotField, snapshotFields } from '../model/index.ts';
import type { SidelineDb, TabView } from './db.ts';
import { type WriteDeps, write } from './writes.ts';

const KEEP_RECORDS = 500;

/** Keeps the latest reading of a record, and lets the oldest go: the CRM is the truth, this is a cache. */
export async function keepRecord(db: SidelineDb, record: CrmRecord, now: number): Promise<void> {
  await db.transaction('rw', db.records, async () => {
    await db.records.put({ key: refKey(record.ref), record, at: now });
    const extra = (await db.records.count()) - KEEP_RECORDS;
    if (extra > 0) await db.records.bulkDelete(await db.records.orderBy('at').limit(extra).primaryKeys());
  });
}

export async function setView(db: SidelineDb, view: TabView): Promise<void> {
  await db.views.put(view);
}

/** The fields that a snapshot compares, from a reading: unseen ones are null, empty ones are null and said to be. */
export function snapshotOf(record: DealRecord, now: number): DealSnapshot {
  const { fields } = record;
  const amount = known(fields.amount);
  const emptied = snapshotFields.filter((field) => isEmpty(fields[field]));
  return {
    refKey: refKey(record.ref),
    name: known(fields.name) ?? null,
    at: now,
    stage: known(fields.stage) ?? null,
    amount: amount?.amount ?? null,
    currency: amount?.currency ?? null,
    closeDate: known(fields.closeDate) ?? null,
    owner: known(fields.owner)?.name ?? null,
    status: known(fields.status) ?? null,
    nextStep: known(fields.nextStep) ?? null,
    ...(emptied.length > 0 ? { emptied } : {}),
    ...(fields.contacts.state === 'seen' && fields.contacts.confidence >= 0.9
      ? {
          people: fields.contacts.value
            .slice(0, 60)
            .map((contact) => contact.name.slice(0, 300))
            .sort(),
        }
      : {}),
  };
}

const isEmptied = (snapshot: DealSnapshot, field: SnapshotField) => snapshot.emptied?.includes(field) === true;

/** True when a visit shows something that the last snapshot did not: another value, or none where there was one. */
export function differs(last: DealSnapshot | null, next: DealSnapshot): boolean {
  if (!last) return snapshotFields.some((field) => next[field] !== null);
  if (next.people !== undefined && JSON.stringify(next.people) !== JSON.stringify(last.people)) return true;
  return snapshotFields.some((field) => next[field] !== last[field] && (next[field] !== null || isEmptied(next, field)));
}

/** What could not be seen this time is as it was seen last. */
function carriedOver(last: DealSnapshot, next: DealSnapshot): DealSnapshot {
  const unseen = snapshotFields.filter((field) => next[field] === null && !isEmptied(next, field));
  const emptied = snapshotFields.filter((field) => isEmptied(unseen.includes(field) ? last : next, field));
  const people = next.people ?? last.people;
  const { emptied: _, ...rest } = next;
  return {
    ...rest,
    name: next.name ?? last.name,
    currency: next.currency ?? (isEmptied(next, 'amount') ? null : last.currency),
    ...Object.fromEntries(unseen.map((field) => [field, last[field]])),
    ...(emptied.length > 0 ? { emptied } : {}),
    ...(people === undefined ? {} : { people }),
  };
}

/** Keeps a snapshot if the deal looks different from the last one. Values that could not be seen this time are carried over. */
export async function keepSnapshot(db: SidelineDb, record: DealRecord, scope: Scope, deps: WriteDeps): Promise<boolean> {
  const next = snapshotOf(record, deps.now);
  return db.transaction('rw', db.rows, db.outbox, db.meta, db.drafts, async () => {
    const rows = await db.rows
      .where('[collection+refKey]')
      .equals(['dealSnapshot', next.refKey])
      .filter((row) => !row.deleted)
      .toArray();
    const last = rows.map((row) => row.fields as DealSnapshot).sort((a, b) => b.at - a.at)[0] ?? null;
    if (!differs(last, next)) return false;
    const patch = last ? carriedOver(last, next) : next;
    await write(db, [{ op: 'create', collection: 'dealSnapshot', rowId: deps.ids.next(), scope, patch }], deps);
    return true;
  });
}

const KEEP_SUMMARIES = 5000;

/** Keeps what is known of a deal, and lets the ones go that nobody looked at for longest. */
export async function keepSummary(db: SidelineDb, summary: DealSummary): Promise<void> {
  await db.transaction('rw', db.summaries, async () => {
    await db.summaries.put(summary);
    const extra = (await db.summaries.count()) - KEEP_SUMMARIES;
    if (extra > 0) await db.summaries.bulkDelete(await db.summaries.orderBy('at').limit(extra).primaryKeys());
  });
}

/**
 * Makes room when the disk is nearly full: readings of records and what was worked out from them come again at the next visit. Notes,
 * drafts and whatever waits to be sent are never touched. @returns how many entries went.
 */
export async function relieve(db: SidelineDb): Promise<number> {
  return db.transaction('rw', db.records, db.summaries, async () => {
    const keep = 20;
    const old = (await db.records.count()) - keep;
    const keys = old > 0 ? await db.records.orderBy('at').limit(old).primaryKeys() : [];
    await db.records.bulkDelete(keys);
    await db.summaries.bulkDelete(keys);
    return keys.length;
  });
}
