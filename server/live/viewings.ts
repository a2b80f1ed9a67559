import { parseShown } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';

/** What one connection shows. */
export interface Viewing {
  who: Context;
  /** As sent: see shownAt. */
  records: readonly string[];
  /** Whether others may know. */
  show: boolean;
}

/**
 * What the connections of one organisation show, by connection, by record and by person: nothing
 * here looks at all connections.
 */
export class Viewings {
  readonly #byConnection = new Map<object, Viewing>();
  readonly #byRecord = new Map<string, Set<object>>();
  readonly #byUser = new Map<string, Set<object>>();

  get isEmpty(): boolean {
    return this.#byConnection.size === 0;
  }
  get users(): IterableIterator<string> {
    return this.#byUser.keys();
  }
  of(connection: object): Viewing | undefined {
    return this.#byConnection.get(connection);
  }
  ofRecord(refKey: string): [object, Viewing][] {
    return this.#viewings(this.#byRecord.get(refKey));
  }
  ofUser(user: string): [object, Viewing][] {
    return this.#viewings(this.#byUser.get(user));
  }

  #viewings(connections: ReadonlySet<object> = new Set()): [object, Viewing][] {
    return [...connections].flatMap((connection) => {
      const viewing = this.of(connection);
      return viewing ? [[connection, viewing] as [object, Viewing]] : [];
    });
  }

  set(connection: object, viewing: Viewing): void {
    this.delete(connection);
    this.#byConnection.set(connection, viewing);
    for (const refKey of recordsOf(viewing)) add(this.#byRecord, refKey, connection);
    add(this.#byUser, viewing.who.user, connection);
  }

  delete(connection: object): void {
    const before = this.of(connection);
    if (!before) return;
    this.#byConnection.delete(connection);
    for (const refKey of recordsOf(before)) remove(this.#byRecord, refKey, connection);
    remove(this.#byUser, before.who.user, connection);
  }
}

/** The records that a connection shows, each once, without the places in them. */
export function recordsOf({ records }: Pick<Viewing, 'records'>): string[] {
  return [...new Set(records.map((shown) => parseShown(shown).refKey))];
}

function add(map: Map<string, Set<object>>, key: string, connection: object): void {
  const set = map.get(key) ?? new Set();
  map.set(key, set.add(connection));
}

function remove(map: Map<string, Set<object>>, key: string, connection: object): void {
  const set = map.get(key);
  set?.delete(connection);
  if (set?.size === 0) map.delete(key);
}
