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

type Shadow = Row['shadow'];
type Known = Pick<Row, 'id' | 'collection'> & { shadow: Shadow };

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
 * Rows under change in one transaction: what the server has of each (`shadow`) is set here, and at the end everything is written at
 * once, with the waiting changes on top (C2) and the scopes' sums kept (L3).
 */
export class Shadows {
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
  ): Promise<Shadows> {
    const shadows = new Shadows(db);
    const wanted = [...new Set(ids)];
    for (const row of await db.rows.bulkGet(wanted)) if (row) shadows.take(row);
    await shadows.#load(wanted, near);
    return shadows;
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
  shadow(id: string): Shadow {
    return (this.#after.get(id) ?? this.#before.get(id))?.shadow ?? null;
  }
  row(id: string): Row | undefined {
    return this.#before.get(id);
  }
  waits(id: string, mutation: Mutation): boolean {
    return (this.#waiting.get(id) ?? []).some(
      (item) => item.id === mutation.id && item.seq === mutation.seq,
    );
  }
  set(id: string, collection: string, shadow: Shadow): void {
    this.#after.set(id, { id, collection, shadow });
  }
  /** The change is answered: it waits no longer. */
  answered(id: string, mutation: Mutation): void {
    this.#waiting.set(
      id,
      (this.#waiting.get(id) ?? []).filter((item) => item.id !== mutation.id),
    );
    const row = this.#after.get(id) ?? this.#before.get(id);
    if (row) this.set(id, row.collection, row.shadow);
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
    const count = (shadow: Shadow | undefined, id: string, sign: 1 | -1) => {
      if (shadow && !shadow.deleted)
        sums[shadow.scope] = addToSum(sums[shadow.scope] ?? emptySum, id, shadow.version, sign);
    };
    const [put, gone]: [Row[], string[]] = [[], []];
    await this.#load(
      [...this.#after.keys()].filter((id) => !this.#waiting.has(id)),
      [],
    );
    for (const { id, collection, shadow } of this.#after.values()) {
      count(this.#before.get(id)?.shadow, id, -1);
      count(shadow, id, 1);
      const next = overlay(id, collection, shadow, this.#waiting.get(id) ?? []);
      if (next && !isSpent(next)) put.push(next);
      else gone.push(id);
    }
    await this.#db.rows.bulkPut(put);
    if (gone.length > 0) await this.#db.rows.bulkDelete(gone);
    if (this.#after.size > 0) await putMeta(this.#db, 'sums', sums);
  }
}
