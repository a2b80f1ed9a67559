import { ruleOf } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import { readsDeleted } from './policy.ts';
import { isOnePerParent } from './singles.ts';
import type { Stored } from './stored.ts';

const hasText = (collection: string) => (ruleOf(collection)?.text.length ?? 0) > 0;

/** The children of rows. */
export class Children {
  readonly #byParent = new Map<string, Map<string, Stored>>();

  constructor(rows: Iterable<Stored>) {
    for (const row of rows) this.put(row);
  }

  /** Adds a row, or replaces it; a row that is no child is left out. */
  put(row: Stored): void {
    if (row.parent === null) return;
    const children = this.#byParent.get(row.parent) ?? new Map<string, Stored>();
    this.#byParent.set(row.parent, children.set(row.id, row));
  }

  /**
   * The children that follow a note to its new scope (D3). What another person deleted stays: in
   * the new scope it could have other readers (T6). So do further rows of a person of which one is
   * enough, which earlier versions of the server stored.
   */
  movedWith(note: Stored, who: Context): Stored[] {
    const singles = new Set<string>();
    const isFirst = ({ collection, author }: Stored) => {
      if (!isOnePerParent(collection)) return true;
      const key = JSON.stringify([collection, author]);
      return !singles.has(key) && singles.add(key) !== null;
    };
    return this.#of(note).filter(
      (child) =>
        child.scope !== note.scope &&
        (!child.deleted || readsDeleted(who, child)) &&
        isFirst(child),
    );
  }

  #of({ id }: Pick<Stored, 'id'>): Stored[] {
    return [...(this.#byParent.get(id)?.values() ?? [])];
  }

  /** True if other people than its author replied to a note, or have an open text beside it. */
  haveOthersWords(note: Stored): boolean {
    const { conflicts } = note.fields;
    const isOthers = (item: { author?: unknown } | null) => item?.author !== note.author;
    return (
      (Array.isArray(conflicts) && conflicts.some(isOthers)) ||
      this.#of(note).some(
        ({ collection, deleted, author }) =>
          hasText(collection) && !deleted && author !== note.author,
      )
    );
  }
}
