import { collections, isCollection, type Mutation, replay } from '../model/index.ts';
import type { Row, SidelineDb } from './db.ts';
import { getMeta, putMeta } from './meta.ts';
import { isAutomatic } from './needsAttention.ts';
import { ServerCopies } from './serverCopies.ts';

/** What the server said about one mutation (P4). */
export type MutationResult =
  /** `stamped`: fields that the server wrote otherwise than they were sent. */
  | {
      kind: 'done';
      version: number;
      rev: number;
      text?: string;
      stamped?: Readonly<Record<string, unknown>>;
    }
  | { kind: 'dropped' } // the server kept its own state and will show it at the next pull: a conflict
  | { kind: 'again' } // leave it in the outbox: a gap, or the server wants it later
  | { kind: 'refused'; code: string };

/** Acknowledged changes are kept this long, for a server that is restored from a backup (L4). */
const KEEP_MS = 7 * 86_400_000;

/** Where the server stood after a push. */
export interface Head {
  epoch: string;
  version: number;
}

/**
 * Takes answered mutations out of the outbox and into their rows' server copies, in one transaction. Safe to repeat.
 * @param head lets the device skip pulling what it has just sent, where nobody else did anything meanwhile.
 */
export async function acknowledge(
  db: SidelineDb,
  answered: readonly { mutation: Mutation; result: MutationResult }[],
  now: number,
  head: Head | null = null,
): Promise<void> {
  await db.transaction(
    'rw',
    [db.rows, db.outbox, db.refused, db.acknowledged, db.meta],
    async () => {
      const copies = await ServerCopies.of(
        db,
        answered.map(({ mutation }) => mutation.rowId),
        answered.map(({ mutation }) => mutation.seq),
      );
      const done: Mutation[] = [];
      const out = new Set<number>();
      let exact = true;
      for (const { mutation, result } of answered) {
        const id = mutation.rowId;
        // Answered twice, or numbered anew meanwhile.
        if (result.kind === 'again' || !copies.waits(id, mutation)) continue;
        out.add(mutation.seq);
        copies.answered(id, mutation);
        if (result.kind === 'dropped') await db.outbox.bulkPut(copies.onTheirOwn(id, mutation.id));
        // What Sideline noted by itself and the server does not want is nobody's words.
        if (result.kind === 'refused') {
          if (!isAutomatic(mutation))
            await db.refused.put({ id: mutation.id, mutation, code: result.code, at: now });
        } else done.push(mutation);
        const row = copies.row(id);
        if (result.kind !== 'refused')
          exact &&= row !== undefined && isExact(copies.serverCopy(id), mutation, result);
        if (row) applyResult(copies, row, mutation, result);
        // Its children went along when it was moved here; where the move was refused they come back too.
        if (
          row &&
          result.kind !== 'done' &&
          mutation.op === 'patch' &&
          mutation.scope !== undefined
        )
          await bringBack(db, copies, id, row.refKey);
      }
      await takeOut(db, out);
      const [first] = done;
      if (first) await db.acknowledged.put({ id: first.id, mutations: done, at: now });
      await db.acknowledged
        .where('at')
        .below(now - KEEP_MS)
        .delete();
      await copies.save();
      if (head && exact) await skipEchoes(db, copies, answered, head);
    },
  );
}

/**
 * Moves the cursors over this push: every version since the last pull was made by it, and its rows are here as the server has them. Else
 * the pull brings them, this device's own as well. Own notes came back to the device that wrote them in every round before.
 */
async function skipEchoes(
  db: SidelineDb,
  copies: ServerCopies,
  answered: readonly { mutation: Mutation; result: MutationResult }[],
  { epoch, version }: Head,
): Promise<void> {
  const made = new Set<number>();
  for (const { mutation, result } of answered) {
    if (result.kind === 'refused') continue;
    if (
      result.kind !== 'done' ||
      (copies.serverCopy(mutation.rowId)?.version ?? 0) < result.version
    )
      return;
    made.add(result.version);
  }
  const from = version - made.size;
  const cursors = (await getMeta(db, 'cursors')) ?? {};
  if (
    made.size === 0 ||
    Object.values(cursors).some((cursor) => cursor !== `${epoch}:${from}`) ||
    [...made].some((one) => one <= from || one > version)
  )
    return;
  await putMeta(
    db,
    'cursors',
    Object.fromEntries(Object.keys(cursors).map((scope) => [scope, `${epoch}:${version}`])),
  );
}

/**
 * True where what the change makes of the row here is what the server made of it. It is not where the server merged, keeps a conflict, or
 * brought a deleted note back, and nobody can tell where the change was written on another text than the one that is here.
 */
function isExact(
  old: Row['serverCopy'],
  { op, collection, base, patch }: Mutation,
  result: MutationResult,
): boolean {
  if (result.kind !== 'done' || result.text !== undefined) return false;
  if (op === 'create') return old === null;
  // A key begins the same way here and there, and no text of it is merged.
  if (op === 'put') return true;
  const isText = !isCollection(collection) || collections[collection].text.length > 0;
  return (
    old !== null &&
    (!isText || old.rev === base) &&
    (!old.deleted || op === 'restore') &&
    !('conflicts' in patch)
  );
}

/** Takes changes out of the outbox: with one request where they stand next to each other, as the answers to a whole push do. */
async function takeOut(db: SidelineDb, seqs: ReadonlySet<number>): Promise<void> {
  if (seqs.size === 0) return;
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)];
  if (last - first + 1 === seqs.size)
    await db.outbox.where('seq').between(first, last, true, true).delete();
  else await db.outbox.bulkDelete([...seqs]);
}

function applyResult(
  copies: ServerCopies,
  row: Row,
  mutation: Mutation,
  result: MutationResult,
): void {
  const old = copies.serverCopy(row.id);
  // A pull may have brought a newer state already: then that one stands.
  if (result.kind !== 'done' || (old !== null && old.version >= result.version)) return;
  const replayed = replay(
    old,
    result.text === undefined
      ? mutation
      : { ...mutation, patch: { ...mutation.patch, text: result.text } },
  );
  if (!replayed) return;
  const state = { ...replayed, fields: { ...replayed.fields, ...result.stamped } };
  // The answer's number counts texts that others wrote meanwhile and that have not come yet. Taking it for ours would claim that we had
  // seen them, and our next change would silently go over them: until the pull we stay at the revision that we really have.
  const own = (old?.rev ?? 0) + (old === null || 'text' in mutation.patch ? 1 : 0);
  const unseen = old !== null && result.text === undefined && result.rev > own;
  copies.set(
    row.id,
    row.collection,
    unseen
      ? {
          ...state,
          version: old.version,
          rev: old.rev,
          ...('text' in mutation.patch
            ? { after: mutation.id }
            : old.after === undefined
              ? {}
              : { after: old.after }),
        }
      : { ...state, version: result.version, rev: result.rev },
  );
}

async function bringBack(
  db: SidelineDb,
  copies: ServerCopies,
  parent: string,
  refKey: string,
): Promise<void> {
  for (const collection of ['reply', 'readMark'] as const) {
    const rows = await db.rows.where('[collection+refKey]').equals([collection, refKey]).toArray();
    for (const row of rows) {
      if (row.fields.parent !== parent || !row.serverCopy) continue;
      copies.take(row);
      copies.set(row.id, row.collection, row.serverCopy);
    }
  }
}
