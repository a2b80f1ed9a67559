import type { Context } from '../store/context.ts';
import type { Store } from '../store/store.ts';

/** What is told to one connection: who else looks at the records that it looks at. */
export type Here = { refKey: string; users: string[] }[];

interface Viewing {
  who: Context;
  records: readonly string[];
  show: boolean;
}

/** A sign of life is believed this long, and given three times as often. */
const FRESH_MS = 75_000;

/** Coach and coached see each other; nobody else is told who looks at what. */
function mayKnow(who: Context, other: string): boolean {
  return who.team?.manager === other || who.manages.some((team) => team.members.includes(other));
}

/**
 * Who looks at which record, as far as they let others know. Connections of this process are in memory; with several processes the
 * places of all are also in a table, which is read when somebody says that it changed.
 */
export class Presence {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #places = new Map<object, Viewing>();
  readonly #elsewhere = new Map<string, { user: string; refKey: string }[]>();
  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  orgs(): string[] {
    return [...new Set([...this.#places.values()].map((viewing) => viewing.who.org))];
  }

  async set(connection: object, viewing: Viewing): Promise<void> {
    const before = this.#places.get(connection);
    this.#places.set(connection, viewing);
    await this.#publish(viewing.who, before);
  }

  /** The person stands elsewhere now. */
  setMembership(connection: object, who: Context): void {
    const viewing = this.#places.get(connection);
    if (viewing) this.#places.set(connection, { ...viewing, who });
  }

  async drop(connection: object): Promise<void> {
    const before = this.#places.get(connection);
    this.#places.delete(connection);
    if (before) await this.#publish(before.who, before);
  }

  #shown(who: Context): string[] {
    return [
      ...new Set(
        [...this.#places.values()]
          .filter(
            (viewing) =>
              viewing.show && viewing.who.org === who.org && viewing.who.user === who.user,
          )
          .flatMap((viewing) => viewing.records),
      ),
    ];
  }

  /** Writes down where a person is, for the other processes. */
  async #publish(who: Context, before: Viewing | undefined): Promise<void> {
    if (!this.#store.clusterBus) return;
    const shown = this.#shown(who);
    if (shown.length === 0 && !before?.show) return;
    const at = this.#now();
    await this.#store.within(who.org, async (tx) => {
      await tx
        .deleteFrom('presence')
        .where('org_id', '=', who.org)
        .where('user_id', '=', who.user)
        .execute();
      if (shown.length > 0)
        await tx
          .insertInto('presence')
          .values(
            shown.map((refKey) => ({ org_id: who.org, user_id: who.user, ref_key: refKey, at })),
          )
          .onConflict((conflict) =>
            conflict.columns(['org_id', 'user_id', 'ref_key']).doUpdateSet({ at }),
          )
          .execute();
    });
  }

  /** Gives a sign of life for everybody connected here. */
  async refresh(): Promise<void> {
    const people = new Map(
      [...this.#places.values()]
        .filter((viewing) => viewing.show)
        .map((viewing) => [`${viewing.who.org} ${viewing.who.user}`, viewing]),
    );
    for (const viewing of people.values()) await this.#publish(viewing.who, viewing);
  }

  /** Reads what other processes wrote down. */
  async load(org: string): Promise<void> {
    if (!this.#store.clusterBus) return;
    const since = this.#now() - FRESH_MS;
    const rows = await this.#store.within(org, (tx) =>
      tx
        .selectFrom('presence')
        .select(['user_id as user', 'ref_key as refKey'])
        .where('org_id', '=', org)
        .where('at', '>', since)
        .execute(),
    );
    this.#elsewhere.set(org, rows);
  }

  /** What one connection is told. */
  hereFor(connection: object): Here {
    const viewing = this.#places.get(connection);
    if (!viewing) return [];
    const { who, records } = viewing;
    const near = [...this.#places.values()]
      .filter((other) => other.show && other.who.org === who.org)
      .flatMap((other) => other.records.map((refKey) => ({ user: other.who.user, refKey })));
    const all = [...near, ...(this.#elsewhere.get(who.org) ?? [])].filter(
      ({ user }) => user !== who.user && mayKnow(who, user),
    );
    return records.flatMap((refKey) => {
      const users = [
        ...new Set(all.filter((other) => other.refKey === refKey).map((other) => other.user)),
      ].sort();
      return users.length > 0 ? [{ refKey, users }] : [];
    });
  }
}
