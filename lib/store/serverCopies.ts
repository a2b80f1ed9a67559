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

type ServerCopy = Row['serverCopy'];
type Known = Pick<Row, 'id' | 'collection'> & { serverCopy: ServerCopy };

/**
 * The changes of some rows that wait, oldest first. In a large outbox only rows that are said to have some are looked for, and those that
 * are not here: one request a row, all of them under way together, since a cursor would wait for each in turn.
 * @param near numbers of changes that are wanted in any case, and stand together.
 */
async function waitingOf(
  db: SidelineDb,
  ids: readonly string[],
  rows: ReadonlyMap<string, Row>,
  near: readonly number[],
): Promise<Outgoing[]> {
  const count = await db.outbox.count();
  if (count === 0) return [];
  const wanted = new Set(ids);
  if (count <= db.smallOutbox)
    return (await db.outbox.toArray()).filter((mutation) => wanted.has(mutation.rowId));
  const found = new Map<number, Outgoing>();
  const perRow = new Map<string, number>();
  if (near.length > 0)
    for (const mutation of await db.outbox
      .where('seq')
      .between(Math.min(...near), Math.max(...near), true, true)
      .toArray()) {
      if (!wanted.has(mutation.rowId)) continue;
      found.set(mutation.seq, mutation);
      perRow.set(mutation.rowId, (perRow.get(mutation.rowId) ?? 0) + 1);
    }
  const more = ids.filter(
    (id) => (rows.get(id)?.pending ?? Number.POSITIVE_INFINITY) > (perRow.get(id) ?? 0),
  );
  for (const some of await Promise.all(
    more.map((id) => db.outbox.where('rowId').equals(id).toArray()),
  ))
    for (const mutation of some) found.set(mutation.seq, mutation);
  return [...found.values()].sort((a, b) => a.seq - b.seq);
}

/**
 * True for a deleted row that nobody can bring back: writing its key again begins anew, and what the
 * server emptied has nothing left. It would only stand in the way of those that count.
 */
function isSpent({ collection, deleted, pending, fields }: Row): boolean {
  if (!deleted || pending > 0) return false;
  const hasKey = isCollection(collection) && collections[collection].key !== null;
  return hasKey || Object.keys(fields).length === 0;
}

/**
 * Rows under change in one transaction: what the server has of each (`serverCopy`) is set here, and at the end everything is written at
 * once, with the waiting changes on top (C2) and the scopes' sums kept (L3).
 */
export class ServerCopies {
  readonly #db: SidelineDb;
  readonly #before = new Map<string, Row>();
  readonly #after = new Map<string, Known>();
  readonly #waiting = new Map<string, Outgoing[]>();
  private constructor(db: SidelineDb) {
    this.#db = db;
  }

  /** Inside a transaction over rows, outbox and meta. @param near numbers of changes in the outbox that this is about. */
  static async of(
    db: SidelineDb,
    ids: readonly string[],
    near: readonly number[] = [],
  ): Promise<ServerCopies> {
    const copies = new ServerCopies(db);
    const wanted = [...new Set(ids)];
    for (const row of await db.rows.bulkGet(wanted)) if (row) copies.take(row);
    await copies.#load(wanted, near);
    return copies;
  }
  async #load(ids: readonly string[], near: readonly number[]): Promise<void> {
    for (const id of ids) this.#waiting.set(id, []);
    for (const mutation of await waitingOf(this.#db, ids, this.#before, near))
      this.#waiting.get(mutation.rowId)?.push(mutation);
  }

  /** Takes in a row that was read elsewhere; its waiting changes are read at the end. */
  take(row: Row): void {
    if (!this.#before.has(row.id)) this.#before.set(row.id, row);
  }
  serverCopy(id: string): ServerCopy {
    return (this.#after.get(id) ?? this.#before.get(id))?.serverCopy ?? null;
  }
  row(id: string): Row | undefined {
    return this.#before.get(id);
  }
  waits(id: string, mutation: Mutation): boolean {
    return (this.#waiting.get(id) ?? []).some(
      (item) => item.id === mutation.id && item.seq === mutation.seq,
    );
  }
  set(id: string, collection: string, serverCopy: ServerCopy): void {
    this.#after.set(id, { id, collection, serverCopy });
  }
  /** The change is answered: it waits no longer. */
  answered(id: string, mutation: Mutation): void {
    this.#waiting.set(
      id,
      (this.#waiting.get(id) ?? []).filter((item) => item.id !== mutation.id),
    );
    const row = this.#after.get(id) ?? this.#before.get(id);
    if (row) this.set(id, row.collection, row.serverCopy);
  }

  /**
   * A change was kept as a conflict, so its text is not in what the server has. What was written on top of it stands for itself until it
   * is answered: merged onto the older text it would show words as taken out that nobody took out. @returns those changes, to be written.
   */
  onTheirOwn(id: string, dropped: string): Outgoing[] {
    const touched: Outgoing[] = [];
    this.#waiting.set(
      id,
      (this.#waiting.get(id) ?? []).map((item) => {
        if (item.after !== dropped || item.baseText === undefined) return item;
        const { baseText: _, ...alone } = item;
        touched.push(alone);
        return alone;
      }),
    );
    return touched;
  }

  async save(): Promise<void> {
    const stored = await getMeta(this.#db, 'sums');
    const sums: Record<string, ScopeSum> = { ...stored };
    const count = (serverCopy: ServerCopy | undefined, id: string, sign: 1 | -1) => {
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
      [...this.#after.keys()].filter((id) => !this.#waiting.has(id)),
      [],
    );
    for (const { id, collection, serverCopy } of this.#after.values()) {
      count(this.#before.get(id)?.serverCopy, id, -1);
      count(serverCopy, id, 1);
      const next = overlay(id, collection, serverCopy, this.#waiting.get(id) ?? []);
      if (next && !isSpent(next)) put.push(next);
      else gone.push(id);
    }
    await this.#db.rows.bulkPut(put);
    if (gone.length > 0) await this.#db.rows.bulkDelete(gone);
    if (this.#after.size > 0) await putMeta(this.#db, 'sums', sums);
  }
}
