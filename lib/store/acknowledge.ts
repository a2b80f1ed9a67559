import { childrenOf, collections, isCollection, type Mutation, replay } from '../model/index.ts';
import type { Row, SidelineDb } from './db.ts';
import { markStale } from './derived.ts';
import { getMeta, putMeta } from './meta.ts';
import { isAutomatic } from './needsAttention.ts';
import { RowChanges } from './rowChanges.ts';

/** The server's result for one mutation (P4). */
export type MutationResult =
  /** `stamped`: fields that the server stored with other values than were sent. */
  | {
      kind: 'done';
      version: number;
      rev: number;
      text?: string;
      stamped?: Readonly<Record<string, unknown>>;
    }
  | { kind: 'superseded' } // a conflict: the server kept its own state, which the next pull brings
  | { kind: 'again' } // stays in the outbox: after a gap, or where the server has no result for it
  | { kind: 'rejected'; code: string };

/** A mutation with the server's result. */
export interface CompletedMutation {
  mutation: Mutation;
  result: MutationResult;
}

/** Acknowledged changes are stored this long, for a server that is restored from a backup (L4). */
const KEEP_MS = 7 * 86_400_000;

/** The server's epoch, and the version of the organisation after a push. */
export interface OrgVersion {
  epoch: string;
  version: number;
}

/**
 * Moves completed mutations from the outbox into their rows' server copies, in one transaction.
 * Safe to repeat.
 * @param orgVersion lets the device skip pulling what it has just sent, where nobody else wrote
 * meanwhile.
 */
export async function acknowledge(
  db: SidelineDb,
  completed: readonly CompletedMutation[],
  now: number,
  orgVersion: OrgVersion | null = null,
): Promise<void> {
  await db.transaction(
    'rw',
    [db.rows, db.outbox, db.refused, db.acknowledged, db.summaries, db.meta],
    async () => {
      const rowChanges = await RowChanges.of(
        db,
        completed.map(({ mutation }) => mutation.rowId),
        completed.map(({ mutation }) => mutation.seq),
      );
      const accepted: Mutation[] = [];
      const completedSeqs = new Set<number>();
      let allExact = true;
      for (const item of completed) {
        const { mutation, result } = item;
        // `isPending` is false for a mutation that was completed twice, or renumbered meanwhile.
        if (result.kind === 'again' || !rowChanges.isPending(mutation.rowId, mutation)) continue;
        completedSeqs.add(mutation.seq);
        if (result.kind !== 'rejected') {
          accepted.push(mutation);
          allExact = allExact && isExact(rowChanges, mutation, result);
        }
        await applyCompleted(db, rowChanges, item, now);
      }
      await deleteFromOutbox(db, completedSeqs);
      const [first] = accepted;
      if (first) await db.acknowledged.put({ id: first.id, mutations: accepted, at: now });
      await db.acknowledged
        .where('at')
        .below(now - KEEP_MS)
        .delete();
      await rowChanges.save();
      // A rejected row is what it was before: what was computed from it is not.
      if (accepted.length < completedSeqs.size) await markStale(db, rowChanges.changed());
      if (orgVersion && allExact) await skipEchoes(db, rowChanges, completed, orgVersion);
    },
  );
}

/** Applies one result to the server copies, and stores a rejected change. */
async function applyCompleted(
  db: SidelineDb,
  rowChanges: RowChanges,
  { mutation, result }: CompletedMutation,
  now: number,
): Promise<void> {
  const id = mutation.rowId;
  rowChanges.complete(id, mutation);
  if (result.kind === 'superseded') await db.outbox.bulkPut(rowChanges.detachFrom(id, mutation.id));
  // A rejected change that Sideline made by itself contains no text of a person.
  if (result.kind === 'rejected' && !isAutomatic(mutation))
    await db.refused.put({ id: mutation.id, mutation, code: result.code, at: now });
  const row = rowChanges.rowBefore(id);
  if (!row) return;
  applyResult(rowChanges, row, mutation, result);
  // The children moved with their note on this device; where the move was not done they move back.
  const isMove = mutation.op === 'patch' && mutation.scope !== undefined;
  if (isMove && result.kind !== 'done') await moveChildrenBack(db, rowChanges, row);
}

/**
 * Moves the cursors past this push, where it made every version since the last pull and its rows
 * are here as the server has them. Otherwise the pull sends all of them, including this device's
 * own. Without this, own notes came back to the device that wrote them in every round.
 */
async function skipEchoes(
  db: SidelineDb,
  rowChanges: RowChanges,
  completed: readonly CompletedMutation[],
  { epoch, version }: OrgVersion,
): Promise<void> {
  const made = versionsMade(rowChanges, completed);
  if (made === null || made.size === 0) return;
  const from = version - made.size;
  const cursors = (await getMeta(db, 'cursors')) ?? {};
  const isPulled = Object.values(cursors).every((cursor) => cursor === `${epoch}:${from}`);
  const isGapless = [...made].every((item) => item > from && item <= version);
  if (!isPulled || !isGapless) return;
  await putMeta(
    db,
    'cursors',
    Object.fromEntries(Object.keys(cursors).map((scope) => [scope, `${epoch}:${version}`])),
  );
}

/** The versions that a push made; null where a row is not here as the server has it. */
function versionsMade(
  rowChanges: RowChanges,
  completed: readonly CompletedMutation[],
): ReadonlySet<number> | null {
  const made = new Set<number>();
  for (const { mutation, result } of completed) {
    if (result.kind === 'rejected') continue;
    if (result.kind !== 'done') return null;
    const copy = rowChanges.serverCopy(mutation.rowId);
    if ((copy?.version ?? 0) < result.version) return null;
    made.add(result.version);
  }
  return made;
}

/**
 * True where replaying the change on this device gives the row that the server has. It does not
 * where the server merged, stored a conflict or restored a deleted note, and nobody can tell where
 * the change was written on another text than the one that is here.
 */
function isExact(rowChanges: RowChanges, mutation: Mutation, result: MutationResult): boolean {
  if (!rowChanges.rowBefore(mutation.rowId)) return false;
  if (result.kind !== 'done' || result.text !== undefined) return false;
  const { op, collection, base, patch } = mutation;
  const old = rowChanges.serverCopy(mutation.rowId);
  if (op === 'create') return old === null;
  // A keyed row starts from the same defaults on both sides, and none of its text is merged.
  if (op === 'put') return true;
  if (old === null) return false;
  const isText = !isCollection(collection) || collections[collection].text.length > 0;
  const isSameText = !isText || old.rev === base;
  const serverRestores = old.deleted && op !== 'restore';
  return isSameText && !serverRestores && !('conflicts' in patch);
}

/**
 * Deletes changes from the outbox: with one request where their numbers are consecutive, as the
 * results of a whole push are.
 */
async function deleteFromOutbox(db: SidelineDb, seqs: ReadonlySet<number>): Promise<void> {
  if (seqs.size === 0) return;
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)];
  if (last - first + 1 === seqs.size)
    await db.outbox.where('seq').between(first, last, true, true).delete();
  else await db.outbox.bulkDelete([...seqs]);
}

function applyResult(
  rowChanges: RowChanges,
  row: Row,
  mutation: Mutation,
  result: MutationResult,
): void {
  if (result.kind !== 'done') return;
  const old = rowChanges.serverCopy(row.id);
  // A pull may have brought a newer state already: that one is kept.
  if (old !== null && old.version >= result.version) return;
  const replayed = replay(
    old,
    result.text === undefined
      ? mutation
      : { ...mutation, patch: { ...mutation.patch, text: result.text } },
  );
  if (!replayed) return;
  rowChanges.set(row.id, row.collection, {
    ...replayed,
    fields: { ...replayed.fields, ...result.stamped },
    ...revisionAfter(old, mutation, result),
  });
}

/**
 * The version and revision of a server copy after a result. The result's revision counts texts
 * that others wrote meanwhile and that were not pulled yet. With that number our next change would
 * claim that we had seen them and overwrite them silently, so until the pull the copy keeps the
 * revision that this device really has.
 */
function revisionAfter(
  old: Row['serverCopy'],
  { id, patch }: Mutation,
  result: Extract<MutationResult, { kind: 'done' }>,
): { version: number; rev: number; after?: string } {
  const expected = (old?.rev ?? 0) + (old === null || 'text' in patch ? 1 : 0);
  const hasUnseenText = old !== null && result.text === undefined && result.rev > expected;
  if (!hasUnseenText) return { version: result.version, rev: result.rev };
  const after = 'text' in patch ? id : old.after;
  return { version: old.version, rev: old.rev, ...(after === undefined ? {} : { after }) };
}

/** The children of a row return to the scope that the server has for them. */
async function moveChildrenBack(
  db: SidelineDb,
  rowChanges: RowChanges,
  { id: parent, collection: parentCollection, refKey }: Row,
): Promise<void> {
  for (const collection of childrenOf(parentCollection)) {
    const rows = await db.rows.where('[collection+refKey]').equals([collection, refKey]).toArray();
    for (const row of rows) {
      if (row.fields.parent !== parent || !row.serverCopy) continue;
      rowChanges.add(row);
      rowChanges.set(row.id, row.collection, row.serverCopy);
    }
  }
}
