import { type CrmRecord, type DealRecord, type DealSnapshot, type DealSummary, known, refKey, type Scope } from '../model/index.ts';
import type { SidelineDb } from './db.ts';
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

/** The fields that a snapshot compares, from a reading; unseen ones are null and never count as a change. */
export function snapshotOf(record: DealRecord, now: number): DealSnapshot {
  const { fields } = record;
  const amount = known(fields.amount);
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

const compared = ['stage', 'amount', 'closeDate', 'owner', 'status', 'nextStep'] as const;

/** True when a visit shows something that the last snapshot did not. */
export function differs(last: DealSnapshot | null, next: DealSnapshot): boolean {
  if (!last) return compared.some((field) => next[field] !== null);
  if (next.people !== undefined && JSON.stringify(next.people) !== JSON.stringify(last.people)) return true;
  return compared.some((field) => next[field] !== null && next[field] !== last[field]);
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
    if (last) for (const field of ['name', 'currency', ...compared] as const) if (next[field] === null) Object.assign(next, { [field]: last[field] });
    if (last?.people && next.people === undefined) next.people = last.people;
    await write(db, [{ op: 'create', collection: 'dealSnapshot', rowId: deps.ids.next(), scope, patch: next }], deps);
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
