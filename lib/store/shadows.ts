import { addToSum, emptySum, type Mutation, type ScopeSum } from '../model/index.ts';
import type { Outgoing, Row, SidelineDb } from './db.ts';
import { getMeta, putMeta } from './meta.ts';
import { overlay } from './overlay.ts';

type Shadow = Row['shadow'];
type Known = Pick<Row, 'id' | 'collection'> & { shadow: Shadow };

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

  /** Inside a transaction over rows, outbox and meta. */
  static async of(db: SidelineDb, ids: readonly string[]): Promise<Shadows> {
    const shadows = new Shadows(db);
    const wanted = [...new Set(ids)];
    const [rows, waiting] = await Promise.all([db.rows.bulkGet(wanted), (await db.outbox.count()) === 0 ? [] : db.outbox.where('rowId').anyOf(wanted).toArray()]);
    for (const row of rows) if (row) shadows.take(row);
    for (const mutation of waiting.sort((a, b) => a.seq - b.seq)) shadows.#waiting.set(mutation.rowId, [...(shadows.#waiting.get(mutation.rowId) ?? []), mutation]);
    return shadows;
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
    return (this.#waiting.get(id) ?? []).some((item) => item.id === mutation.id && item.seq === mutation.seq);
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

  async save(): Promise<void> {
    const stored = await getMeta(this.#db, 'sums');
    const sums: Record<string, ScopeSum> = { ...stored };
    const count = (shadow: Shadow | undefined, id: string, sign: 1 | -1) => {
      if (shadow && !shadow.deleted) sums[shadow.scope] = addToSum(sums[shadow.scope] ?? emptySum, id, shadow.version, sign);
    };
    const [put, gone]: [Row[], string[]] = [[], []];
    for (const { id, collection, shadow } of this.#after.values()) {
      count(this.#before.get(id)?.shadow, id, -1);
      count(shadow, id, 1);
      const next = overlay(id, collection, shadow, this.#waiting.get(id) ?? []);
      if (next) put.push(next);
      else gone.push(id);
    }
    await this.#db.rows.bulkPut(put);
    if (gone.length > 0) await this.#db.rows.bulkDelete(gone);
    if (this.#after.size > 0) await putMeta(this.#db, 'sums', sums);
  }
}
