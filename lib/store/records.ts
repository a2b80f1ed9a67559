import { cut } from '../model/cut.ts';
import {
  type CrmRecord,
  calendarDate,
  type DealRecord,
  type DealSnapshot,
  DealSummary,
  emptiedIn,
  flaggedSince,
  isEmpty,
  known,
  recordAddress,
  refKey,
  type Scope,
  type SeenVisits,
  snapshotFields,
  wholeList,
} from '../model/index.ts';
import { KEEP_SUMMARIES } from './cached.ts';
import type { SidelineDb } from './db.ts';
import { lastVisit, visitsOf } from './visits.ts';
import { type WriteDeps, write, writtenTables } from './writeChanges.ts';

const KEEP_RECORDS = 500;

/**
 * Stores the latest reading of a record and deletes the oldest ones: this is only a cache.
 * @param visits the visits that it is later than: see `visitsAfter`.
 * @param href the page that it was read on.
 */
export async function keepRecord(
  db: SidelineDb,
  record: CrmRecord,
  now: number,
  visits: SeenVisits | null = null,
  href: string | null = null,
): Promise<void> {
  await db.transaction('rw', db.records, async () => {
    const address = recordAddress(href);
    await db.records.put({ key: refKey(record.ref), record, at: now, visits, address });
    const extra = (await db.records.count()) - KEEP_RECORDS;
    if (extra > 0)
      await db.records.bulkDelete(await db.records.orderBy('at').limit(extra).primaryKeys());
  });
}

/** Names of the contacts; undefined where the page may not show all of them. */
function peopleIn({ contacts }: DealRecord['fields']): string[] | undefined {
  if (contacts.state === 'empty') return [];
  return wholeList(contacts)
    ?.value.slice(0, 60)
    .map((contact) => cut(contact.name, 300))
    .sort();
}

/** Ids of the stage and its pipeline, and the language of a name without an id, where known. */
function stageIdsOf({ fields, reading }: DealRecord): Partial<DealSnapshot> {
  const { stage, stageId, pipeline } = fields;
  const ids = { stageId: known(stageId) ?? null, pipeline: known(pipeline)?.id ?? null };
  const isNameAlone = known(stage) !== undefined && ids.stageId === null;
  return {
    ...(ids.stageId === null && ids.pipeline === null ? {} : ids),
    ...(isNameAlone && reading.language ? { language: reading.language } : {}),
  };
}

/**
 * The fields that a snapshot compares, from a reading. A field that was seen empty is null with its
 * name in `emptied`; one that was not seen is null alone.
 */
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
    ...stageIdsOf(record),
    amount: amount?.amount ?? null,
    currency: amount?.currency ?? null,
    // A typing error in the CRM, like the year 0202, counts as unseen.
    closeDate: calendarDate(known(fields.closeDate)),
    owner: known(fields.owner)?.name ?? null,
    status: known(fields.status) ?? null,
    nextStep: known(fields.nextStep) ?? null,
    ...(people === undefined ? {} : { people }),
    ...(emptied.length > 0 ? { emptied } : {}),
  };
}

/**
 * True where a visit shows another stage. Names are in the language of the visitor, so that ids
 * count where both visits have them. A snapshot without ids or a language is followed by one with
 * them: later visits in another language are then compared with that one.
 */
function stageDiffers(last: DealSnapshot, next: DealSnapshot): boolean {
  if (next.stage === null) return emptiedIn(next, 'stage') && last.stage !== null;
  if (last.stage === null) return true;
  const isOtherPipeline =
    typeof next.pipeline === 'string' &&
    typeof last.pipeline === 'string' &&
    next.pipeline !== last.pipeline;
  const isFirstWithLanguage = next.language !== undefined && last.language === undefined;
  if (typeof next.stageId !== 'string')
    return isOtherPipeline || next.stage !== last.stage || isFirstWithLanguage;
  return isOtherPipeline || next.stageId !== last.stageId;
}

/** True where a visit shows another value than the last snapshot, or an emptied field. */
export function differs(last: DealSnapshot | null, next: DealSnapshot): boolean {
  if (!last) return snapshotFields.some((field) => next[field] !== null);
  if (
    next.people !== undefined &&
    JSON.stringify(next.people) !== JSON.stringify(last.people ?? [])
  )
    return true;
  return snapshotFields.some((field) =>
    field === 'stage'
      ? stageDiffers(last, next)
      : (next[field] !== null || emptiedIn(next, field)) && next[field] !== last[field],
  );
}

/** The snapshot with unseen fields filled from the last one. */
function withUnseenFrom(next: DealSnapshot, last: DealSnapshot): DealSnapshot {
  const unseen = snapshotFields.filter(
    (field) =>
      next[field] === null &&
      !emptiedIn(next, field) &&
      // A status belongs to its stage.
      (field !== 'status' || next.stage === null),
  );
  const ids = unseen.includes('stage') ? last : next;
  const emptied = [...(next.emptied ?? []), ...unseen.filter((field) => emptiedIn(last, field))];
  const people = next.people ?? last.people;
  return {
    ...next,
    ...Object.fromEntries(unseen.map((field) => [field, last[field]])),
    closeDate: next.closeDate ?? calendarDate(emptiedIn(next, 'closeDate') ? null : last.closeDate),
    name: next.name ?? last.name,
    ...(ids.stageId === undefined ? {} : { stageId: ids.stageId }),
    ...(ids.pipeline === undefined ? {} : { pipeline: ids.pipeline }),
    ...(ids.language === undefined ? {} : { language: ids.language }),
    currency: next.currency ?? (emptied.includes('amount') ? null : last.currency),
    ...(people === undefined ? {} : { people }),
    ...(emptied.length > 0 ? { emptied } : {}),
  };
}

/** Stores a snapshot where the deal differs from the last one. @returns whether it did. */
export async function keepSnapshot(
  db: SidelineDb,
  record: DealRecord,
  scope: Scope,
  deps: WriteDeps,
): Promise<boolean> {
  const next = snapshotOf(record, deps.now);
  return db.transaction('rw', writtenTables(db), async () => {
    const stored = await lastVisit(db, await visitsOf(db, next.refKey));
    const last = stored && (stored.fields as DealSnapshot);
    if (!differs(last, next)) return false;
    const patch = last ? withUnseenFrom(next, last) : next;
    await write(
      db,
      [{ op: 'create', collection: 'dealSnapshot', rowId: deps.ids.next(), scope, patch }],
      deps,
    );
    return true;
  });
}

/**
 * Stores a deal's summary and deletes those that were not updated for longest.
 * @param visits the highest version of the visits that the summary includes.
 */
export async function keepSummary(
  db: SidelineDb,
  summary: DealSummary,
  visits: number,
): Promise<void> {
  await db.transaction('rw', db.summaries, async () => {
    const before = DealSummary.safeParse(await db.summaries.get(summary.key)).data ?? null;
    const flagged = flaggedSince(before, summary);
    await db.summaries.put({ ...summary, ...(flagged && { flagged }), visits });
    const extra = (await db.summaries.count()) - KEEP_SUMMARIES;
    if (extra > 0)
      await db.summaries.bulkDelete(await db.summaries.orderBy('at').limit(extra).primaryKeys());
  });
}

/**
 * Frees storage when the disk is nearly full: readings of records and their summaries, which the
 * next visit creates again. Notes, drafts and unsent changes are never touched.
 * @returns the number of deleted entries.
 */
export async function evictCache(db: SidelineDb): Promise<number> {
  return db.transaction('rw', db.records, db.summaries, db.excerpts, async () => {
    const keep = 20;
    const old = (await db.records.count()) - keep;
    const keys = old > 0 ? await db.records.orderBy('at').limit(old).primaryKeys() : [];
    await db.records.bulkDelete(keys);
    await db.summaries.bulkDelete(keys);
    await db.excerpts.clear();
    return keys.length;
  });
}
