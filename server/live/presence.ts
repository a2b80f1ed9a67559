import type { Context } from '../store/context.ts';
import type { Store } from '../store/store.ts';

/** The presence sent to one connection: other users who view the same records. */
export type Here = { refKey: string; users: string[] }[];

interface Viewing {
  who: Context;
  records: readonly string[];
  show: boolean;
}

/** Stored presence expires after this time; it is refreshed three times as often. */
const FRESH_MS = 75_000;

/** A manager and their rep see each other's presence; nobody else does. */
function maySee(who: Context, other: string): boolean {
  return who.team?.manager === other || who.manages.some((team) => team.members.includes(other));
}

/**
 * Which users view which records, if they share it. Connections of this process are in memory. With
 * several processes, presence is also stored in a table, which is read after a notification.
 */
export class Presence {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #viewings = new Map<object, Viewing>();
  readonly #otherProcesses = new Map<string, { user: string; refKey: string }[]>();
  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  orgs(): string[] {
    return [...new Set([...this.#viewings.values()].map((viewing) => viewing.who.org))];
  }

  async set(connection: object, viewing: Viewing): Promise<void> {
    const before = this.#viewings.get(connection);
    this.#viewings.set(connection, viewing);
    await this.#publish(viewing.who, before);
  }

  /** The user's membership changed. */
  setMembership(connection: object, who: Context): void {
    const viewing = this.#viewings.get(connection);
    if (viewing) this.#viewings.set(connection, { ...viewing, who });
  }

  async drop(connection: object): Promise<void> {
    const before = this.#viewings.get(connection);
    this.#viewings.delete(connection);
    if (before) await this.#publish(before.who, before);
  }

  #sharedRecords(who: Context): string[] {
    return [
      ...new Set(
        [...this.#viewings.values()]
          .filter(
            (viewing) =>
              viewing.show && viewing.who.org === who.org && viewing.who.user === who.user,
          )
          .flatMap((viewing) => viewing.records),
      ),
    ];
  }

  /** Stores a user's presence for the other processes. */
  async #publish(who: Context, before: Viewing | undefined): Promise<void> {
    if (!this.#store.clusterBus) return;
    const shared = this.#sharedRecords(who);
    if (shared.length === 0 && !before?.show) return;
    const at = this.#now();
    await this.#store.within(who.org, async (tx) => {
      await tx
        .deleteFrom('presence')
        .where('org_id', '=', who.org)
        .where('user_id', '=', who.user)
        .execute();
      if (shared.length > 0)
        await tx
          .insertInto('presence')
          .values(
            shared.map((refKey) => ({ org_id: who.org, user_id: who.user, ref_key: refKey, at })),
          )
          .onConflict((conflict) =>
            conflict.columns(['org_id', 'user_id', 'ref_key']).doUpdateSet({ at }),
          )
          .execute();
    });
  }

  /** Refreshes the stored presence of every user connected here. */
  async refresh(): Promise<void> {
    const people = new Map(
      [...this.#viewings.values()]
        .filter((viewing) => viewing.show)
        .map((viewing) => [`${viewing.who.org} ${viewing.who.user}`, viewing]),
    );
    for (const viewing of people.values()) await this.#publish(viewing.who, viewing);
  }

  /** Reads the presence that other processes stored. */
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
    this.#otherProcesses.set(org, rows);
  }

  /** The presence to send to one connection. */
  hereFor(connection: object): Here {
    const viewing = this.#viewings.get(connection);
    if (!viewing) return [];
    const { who, records } = viewing;
    const local = [...this.#viewings.values()]
      .filter((other) => other.show && other.who.org === who.org)
      .flatMap((other) => other.records.map((refKey) => ({ user: other.who.user, refKey })));
    const all = [...local, ...(this.#otherProcesses.get(who.org) ?? [])].filter(
      ({ user }) => user !== who.user && maySee(who, user),
    );
    return records.flatMap((refKey) => {
      const users = [
        ...new Set(all.filter((other) => other.refKey === refKey).map((other) => other.user)),
      ].sort();
      return users.length > 0 ? [{ refKey, users }] : [];
    });
  }
}
