import {
  addToSum,
  collections,
  emptySum,
  isCollection,
  type Mutation,
  type ScopeSum,
} from '../model/index.ts';
import type { Outgoing, Row, SidelineDb } from './db.ts';
import { getMeta, putMeta } from './meta.ts';
import { overlay } from './overlay.ts';
import { refKeyOf } from './shownRow.ts';

type ServerCopy = Row['serverCopy'];
type Copied = Pick<Row, 'id' | 'collection'> & { serverCopy: ServerCopy };

/**
 * The pending changes of some rows, oldest first. A small outbox is read whole. In a large one only
 * rows with a count of pending changes are looked up: one request per row, all at the same time,
 * since a cursor would wait for each in turn. Rows that this device does not have are looked up
 * too, because their count is unknown.
 * @param near sequence numbers of the changes being processed. They form one range, which is read
 * in one request.
 */
async function pendingOf(
  db: SidelineDb,
  ids: readonly string[],
  rows: ReadonlyMap<string, Row>,
  near: readonly number[],
): Promise<Outgoing[]> {
  const outboxSize = await db.outbox.count();
  if (outboxSize === 0) return [];
  const wanted = new Set(ids);
  if (outboxSize <= db.smallOutbox)
    return (await db.outbox.toArray()).filter((mutation) => wanted.has(mutation.rowId));
  const nearby = (await outboxAround(db, near)).filter(({ rowId }) => wanted.has(rowId));
  const bySeq = new Map(nearby.map((mutation) => [mutation.seq, mutation]));
  const perRow = Map.groupBy(nearby, (mutation) => mutation.rowId);
  const incomplete = ids.filter((id) => {
    const pending = rows.get(id)?.pending ?? Number.POSITIVE_INFINITY;
    return pending > (perRow.get(id)?.length ?? 0);
  });
  const ofRows = await Promise.all(
    incomplete.map((id) => db.outbox.where('rowId').equals(id).toArray()),
  );
  for (const mutation of ofRows.flat()) bySeq.set(mutation.seq, mutation);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** The changes in the outbox from the lowest to the highest of some numbers. */
async function outboxAround(db: SidelineDb, seqs: readonly number[]): Promise<Outgoing[]> {
  if (seqs.length === 0) return [];
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)];
  return db.outbox.where('seq').between(first, last, true, true).toArray();
}

/**
 * True for a deleted row that is never restored: writing the key of a keyed row again starts with
 * new content under the same id (D6), and a row that the server emptied has no content left. Such a
 * row would only slow down queries.
 */
function isRemovable({ collection, deleted, pending, fields }: Row): boolean {
  if (!deleted || pending > 0) return false;
  const hasKey = isCollection(collection) && collections[collection].key !== null;
  return hasKey || Object.keys(fields).length === 0;
}

/**
 * Collects changes of the server's state of rows (`serverCopy`) in one transaction. `save` writes
 * all rows at once, with the pending changes applied on top (C2), and updates the scopes' sums
 * (L3).
 */
export class RowChanges {
  readonly #db: SidelineDb;
  readonly #before = new Map<string, Row>();
  readonly #after = new Map<string, Copied>();
  readonly #pending = new Map<string, Outgoing[]>();
  private constructor(db: SidelineDb) {
    this.#db = db;
  }

  /**
   * Call inside a transaction over rows, outbox and meta.
   * @param near sequence numbers of the changes in the outbox that are processed.
   */
  static async of(
    db: SidelineDb,
    ids: readonly string[],
    near: readonly number[] = [],
  ): Promise<RowChanges> {
    const changes = new RowChanges(db);
    const wanted = [...new Set(ids)];
    for (const row of await db.rows.bulkGet(wanted)) if (row) changes.add(row);
    await changes.#load(wanted, near);
    return changes;
  }
  async #load(ids: readonly string[], near: readonly number[]): Promise<void> {
    for (const id of ids) this.#pending.set(id, []);
    for (const mutation of await pendingOf(this.#db, ids, this.#before, near))
      this.#pending.get(mutation.rowId)?.push(mutation);
  }

  /** Adds a row that was read elsewhere; `save` reads its pending changes. */
  add(row: Row): void {
    if (!this.#before.has(row.id)) this.#before.set(row.id, row);
  }
  /** The server's state of a row, as the calls of `set` so far leave it. */
  serverCopy(id: string): ServerCopy {
    return (this.#after.get(id) ?? this.#before.get(id))?.serverCopy ?? null;
  }
  /** The row as it was stored before this transaction. */
  rowBefore(id: string): Row | undefined {
    return this.#before.get(id);
  }
  isPending(id: string, mutation: Mutation): boolean {
    return (this.#pending.get(id) ?? []).some(
      (item) => item.id === mutation.id && item.seq === mutation.seq,
    );
  }
  set(id: string, collection: string, serverCopy: ServerCopy): void {
    this.#after.set(id, { id, collection, serverCopy });
  }
  /** The change has its final result: it is not pending any more. */
  complete(id: string, mutation: Mutation): void {
    this.#pending.set(
      id,
      (this.#pending.get(id) ?? []).filter((item) => item.id !== mutation.id),
    );
    const row = this.#after.get(id) ?? this.#before.get(id);
    if (row) this.set(id, row.collection, row.serverCopy);
  }

  /**
   * Detaches later changes from one that the server stored as a second version: they were based on
   * a text that the server's row does not have. They are shown unmerged until they have a result:
   * merged onto the older text they would show words as removed that nobody removed.
   * @returns the changed ones, to be written to the outbox.
   */
  detachFrom(id: string, conflictedId: string): Outgoing[] {
    const detached: Outgoing[] = [];
    this.#pending.set(
      id,
      (this.#pending.get(id) ?? []).map((item) => {
        if (item.after !== conflictedId || item.baseText === undefined) return item;
        const { baseText: _, ...alone } = item;
        detached.push(alone);
        return alone;
      }),
    );
    return detached;
  }

  /** What the changed rows are about, before and after. */
  changed(): { collection: string; refKey: string }[] {
    return [...this.#after.values()].flatMap(({ id, collection, serverCopy }) => [
      { collection, refKey: this.#before.get(id)?.refKey ?? '' },
      { collection, refKey: refKeyOf(serverCopy?.fields ?? {}) },
    ]);
  }

  /** Rows that were visible here before, and are deleted or not readable now. */
  removedRows(): Row[] {
    return [...this.#after.values()].flatMap(({ id, serverCopy }) => {
      const before = this.#before.get(id);
      const wasVisible = before?.serverCopy && !before.serverCopy.deleted;
      return wasVisible && (serverCopy === null || serverCopy.deleted) ? [before] : [];
    });
  }

  async save(): Promise<void> {
    const stored = await getMeta(this.#db, 'sums');
    const sums: Record<string, ScopeSum> = { ...stored };
    const addToSums = (serverCopy: ServerCopy | undefined, id: string, sign: 1 | -1) => {
      if (serverCopy && !serverCopy.deleted)
        sums[serverCopy.scope] = addToSum(
          sums[serverCopy.scope] ?? emptySum,
          id,
          serverCopy.version,
          sign,
        );
    };
    const [put, gone]: [Row[], string[]] = [[], []];
    await this.#load(
      [...this.#after.keys()].filter((id) => !this.#pending.has(id)),
      [],
    );
    for (const { id, collection, serverCopy } of this.#after.values()) {
      addToSums(this.#before.get(id)?.serverCopy, id, -1);
      addToSums(serverCopy, id, 1);
      const next = overlay(id, collection, serverCopy, this.#pending.get(id) ?? []);
      if (next && !isRemovable(next)) put.push(next);
      else gone.push(id);
    }
    await this.#db.rows.bulkPut(put);
    if (gone.length > 0) await this.#db.rows.bulkDelete(gone);
    // A scope's id contains user ids, so the sum of a scope without rows is deleted.
    const filled = Object.entries(sums).filter(([, { count, hash }]) => count !== 0 || hash !== 0);
    if (this.#after.size > 0) await putMeta(this.#db, 'sums', Object.fromEntries(filled));
  }
}
