import { randomUUID } from 'node:crypto';
import { type Here, parseShown } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import { recordsOf, type Viewing, Viewings } from './viewings.ts';

/** Stored presence expires after this time; it is refreshed three times as often. */
const FRESH_MS = 75_000;

/** A manager and their rep see each other's presence; nobody else does. */
function maySee(who: Context, other: string): boolean {
  return who.team?.manager === other || who.manages.some((team) => team.members.includes(other));
}

/** What users of other processes show, by record. */
type Elsewhere = ReadonlyMap<string, readonly ShownTo[]>;
interface ShownTo {
  user: string;
  place: string | null;
}

/** The places of a record in what a connection shows; null for the record itself. */
const placesIn = (records: readonly string[], refKey: string): (string | null)[] =>
  records.flatMap((shown) => {
    const parsed = parseShown(shown);
    return parsed.refKey === refKey ? [parsed.place] : [];
  });

/**
 * Which users view which records, if they share it. Connections of this process are in memory. With
 * several processes, presence is also stored in a table, which is read after a notification.
 */
export class Presence {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #failed: (error: unknown) => void;
  readonly #orgs = new Map<string, Viewings>();
  /** Of this process: a person may be connected to several. */
  readonly #process = randomUUID();
  readonly #otherProcesses = new Map<string, Elsewhere>();
  constructor(store: Store, now: () => number, failed: (error: unknown) => void) {
    this.#store = store;
    this.#now = now;
    this.#failed = failed;
  }

  /** @returns the records that the connection shows now or showed before. */
  set(connection: object, viewing: Viewing): string[] {
    const { org } = viewing.who;
    const viewings = this.#orgs.get(org) ?? new Viewings();
    this.#orgs.set(org, viewings);
    const before = viewings.of(connection);
    viewings.set(connection, viewing);
    return [...(before ? recordsOf(before) : []), ...recordsOf(viewing)];
  }

  /** The user's membership changed. */
  setMembership(connection: object, who: Context): void {
    const viewings = this.#orgs.get(who.org);
    const viewing = viewings?.of(connection);
    if (viewing) viewings?.set(connection, { ...viewing, who });
  }

  /** @returns the records that the connection showed. */
  drop(connection: object, org: string): string[] {
    const viewings = this.#orgs.get(org);
    const before = viewings?.of(connection);
    viewings?.delete(connection);
    if (viewings?.isEmpty) this.#orgs.delete(org);
    return before ? recordsOf(before) : [];
  }

  /** Connections that show one of these records. */
  viewersOf(org: string, records: Iterable<string>): Set<object> {
    const viewings = this.#orgs.get(org);
    const connections = new Set<object>();
    for (const record of records)
      for (const [connection] of viewings?.ofRecord(record) ?? []) connections.add(connection);
    return connections;
  }

  /** Stores the presence of users for the other processes; one that fails stops no other. */
  async publish(org: string, users: Iterable<string>): Promise<void> {
    if (!this.#store.clusterBus) return;
    for (const user of [...users]) await this.#publish(org, user).catch(this.#failed);
  }

  async #publish(org: string, user: string): Promise<void> {
    const own = this.#orgs.get(org)?.ofUser(user) ?? [];
    const shared = new Set(own.flatMap(([, { show, records }]) => (show ? records : [])));
    const at = this.#now();
    await this.#store.within(org, async (tx) => {
      await tx
        .deleteFrom('presence')
        .where('org_id', '=', org)
        .where('user_id', '=', user)
        .where('process', '=', this.#process)
        .execute();
      if (shared.size > 0)
        await tx
          .insertInto('presence')
          .values(
            [...shared].map((refKey) => ({
              ...{ org_id: org, user_id: user, process: this.#process, ref_key: refKey, at },
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['org_id', 'user_id', 'process', 'ref_key']).doUpdateSet({ at }),
          )
          .execute();
    });
  }

  /** Refreshes the stored presence of everybody who shows something here. */
  async refresh(): Promise<void> {
    for (const [org, viewings] of [...this.#orgs]) await this.publish(org, viewings.users);
  }

  /** Reads the presence that other processes stored. @returns the records that changed. */
  async load(org: string): Promise<string[]> {
    if (!this.#store.clusterBus) return [];
    const since = this.#now() - FRESH_MS;
    const rows = await this.#store.within(org, (tx) =>
      tx
        .selectFrom('presence')
        .select(['user_id as user', 'ref_key as refKey'])
        .where('org_id', '=', org)
        .where('process', '<>', this.#process)
        .where('at', '>', since)
        .execute(),
    );
    const before = this.#otherProcesses.get(org) ?? new Map();
    const now = new Map<string, ShownTo[]>();
    // Only records that somebody looks at here.
    for (const { user, refKey: shown } of rows) {
      const { refKey, place } = parseShown(shown);
      if (this.viewersOf(org, [refKey]).size > 0)
        now.set(refKey, [...(now.get(refKey) ?? []), { user, place }]);
    }
    if (now.size > 0) this.#otherProcesses.set(org, now);
    else this.#otherProcesses.delete(org);
    return [...new Set([...before.keys(), ...now.keys()])];
  }

  /** The presence to send to one connection: other users on the same records. */
  hereFor(connection: object, org: string): Here[] {
    const viewings = this.#orgs.get(org);
    const viewing = viewings?.of(connection);
    if (!viewings || !viewing) return [];
    const { who } = viewing;
    const elsewhere = this.#otherProcesses.get(org);
    return recordsOf(viewing).flatMap((refKey) => {
      const here = viewings
        .ofRecord(refKey)
        .flatMap(([, other]): ShownTo[] =>
          other.show
            ? placesIn(other.records, refKey).map((place) => ({ user: other.who.user, place }))
            : [],
        );
      const seen = [...here, ...(elsewhere?.get(refKey) ?? [])].filter(
        ({ user }) => user !== who.user && maySee(who, user),
      );
      if (seen.length === 0) return [];
      const users = [...new Set(seen.map(({ user }) => user))].sort();
      return [{ refKey, users, ...openIn(seen) }];
    });
  }
}

/** Where each user writes, once each and in one order; nothing where nobody writes. */
function openIn(seen: readonly ShownTo[]): Pick<Here, 'open'> {
  const places = new Map(
    seen.flatMap(({ user, place }) =>
      place === null ? [] : [[`${user} ${place}`, { user, place }] as const],
    ),
  );
  const open = [...places].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, where]) => where);
  return open.length === 0 ? {} : { open };
}
