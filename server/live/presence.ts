import type { Context } from '../store/context.ts';
import type { Store } from '../store/store.ts';

/** What is told to one connection: who else looks at the records that it looks at. */
export type Here = { refKey: string; users: string[] }[];

interface Place {
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
  readonly #places = new Map<object, Place>();
  readonly #elsewhere = new Map<string, { user: string; refKey: string }[]>();
  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  orgs(): string[] {
    return [...new Set([...this.#places.values()].map((place) => place.who.org))];
  }

  async set(connection: object, place: Place): Promise<void> {
    const before = this.#places.get(connection);
    this.#places.set(connection, place);
    await this.#publish(place.who, before);
  }

  /** The person stands elsewhere now. */
  restand(connection: object, who: Context): void {
    const place = this.#places.get(connection);
    if (place) this.#places.set(connection, { ...place, who });
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
          .filter((place) => place.show && place.who.org === who.org && place.who.user === who.user)
          .flatMap((place) => place.records),
      ),
    ];
  }

  /** Writes down where a person is, for the other processes. */
  async #publish(who: Context, before: Place | undefined): Promise<void> {
    if (!this.#store.others) return;
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
        .filter((place) => place.show)
        .map((place) => [`${place.who.org} ${place.who.user}`, place]),
    );
    for (const place of people.values()) await this.#publish(place.who, place);
  }

  /** Reads what other processes wrote down. */
  async load(org: string): Promise<void> {
    if (!this.#store.others) return;
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
    const place = this.#places.get(connection);
    if (!place) return [];
    const { who, records } = place;
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
