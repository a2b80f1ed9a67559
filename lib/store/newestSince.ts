import { type CollectionName, MAX_INSTANT, MIN_INSTANT } from '../model/index.ts';
import type { Row, SidelineDb, YieldToOthers } from './db.ts';
import { newestInParts } from './items.ts';
import { type Since, watchWrites } from './writes.ts';

/** Rows that are looked up between two pauses. */
const PART = 100;

interface Remembered<T> {
  at: number;
  /** What is kept of the row; null: nothing. */
  kept: T | null;
}

/** The place of a row in the order of time. */
type TimePlace = readonly [at: number, id: string];
const byPlace = ([a, aId]: TimePlace, [b, bId]: TimePlace) => a - b || (aId < bId ? -1 : 1);

/**
 * What is needed of the newest rows of a collection that has `at`. It is read once; later only what
 * was written since.
 */
export class Newest<T> {
  readonly #db: SidelineDb;
  readonly #collection: CollectionName;
  readonly #most: number;
  readonly #keep: (row: Row) => T | null;
  readonly #since: Since;
  readonly #rows = new Map<string, Remembered<T>>();
  #isLoaded = false;
  /** The oldest place that was ever within the newest; null while all rows are. */
  #floor: TimePlace | null = null;

  constructor(
    db: SidelineDb,
    collection: CollectionName,
    most: number,
    keep: (row: Row) => T | null,
  ) {
    this.#db = db;
    this.#collection = collection;
    this.#most = most;
    this.#keep = keep;
    this.#since = watchWrites(db, 'rows');
  }

  /** @param yieldToOthers called between parts of the rows. */
  async values(yieldToOthers: YieldToOthers): Promise<T[]> {
    const written = this.#since();
    const isLoaded = this.#isLoaded;
    // Until it ends: what an error leaves is read again.
    this.#isLoaded = false;
    const isUpdated =
      isLoaded && written !== null && (await this.#update([...written], yieldToOthers));
    if (!isUpdated) await this.#load(yieldToOthers);
    this.#isLoaded = true;
    return [...this.#rows.values()].flatMap(({ kept }) => (kept === null ? [] : [kept]));
  }

  async #load(yieldToOthers: YieldToOthers): Promise<void> {
    this.#rows.clear();
    await newestInParts(this.#db, this.#collection, this.#most, yieldToOthers, (rows) => {
      for (const row of rows) this.#set(row);
    });
    this.#floor = this.#rows.size < this.#most ? null : (this.#places()[0] ?? null);
  }

  #set(row: Row): void {
    this.#rows.set(row.id, { at: Number(row.fields.at), kept: this.#keep(row) });
  }

  #places(): TimePlace[] {
    return [...this.#rows].map(([id, { at }]): TimePlace => [at, id]).sort(byPlace);
  }

  /** @returns false where rows that were too old before may be among the newest now. */
  async #update(ids: readonly string[], yieldToOthers: YieldToOthers): Promise<boolean> {
    for (let from = 0; from < ids.length; from += PART) {
      await yieldToOthers();
      const part = ids.slice(from, from + PART);
      const rows = await this.#db.rows.bulkGet(part);
      for (const [index, id] of part.entries()) if (!this.#follow(id, rows[index])) return false;
    }
    const extra = this.#rows.size - this.#most;
    if (extra > 0) {
      const places = this.#places();
      for (const [, id] of places.slice(0, extra)) this.#rows.delete(id);
      this.#floor = places[extra] ?? null;
    }
    return true;
  }

  #follow(id: string, row: Row | undefined): boolean {
    const isKnown = this.#rows.has(id);
    const at = row?.collection === this.#collection ? row.fields.at : undefined;
    const isThere = typeof at === 'number' && at >= MIN_INSTANT && at <= MAX_INSTANT;
    const isAmong = isThere && (this.#floor === null || byPlace([at, id], this.#floor) >= 0);
    if (row && isAmong) this.#set(row);
    else if (isKnown && this.#floor !== null) return false;
    else this.#rows.delete(id);
    return true;
  }
}
