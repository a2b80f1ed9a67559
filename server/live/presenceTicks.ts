import type { Store } from '../store/store.ts';
import { PRESENCE_CHANGED } from './clusterBus.ts';
import type { Presence } from './presence.ts';

/** Presence of an organisation is sent this often at most, however many messages arrive. */
const TICK_MS = 100;

interface Changes<C> {
  timer: ReturnType<typeof setTimeout>;
  records: Set<string>;
  /** Connections whose own records or membership changed. */
  connections: Set<C>;
  /** People whose stored presence changes. */
  users: Set<string>;
  /** Whether other processes reported changes. */
  load: boolean;
}

export interface PresenceTicks<C> {
  changed(org: string, what: { records?: string[]; connection?: C; user?: string }): void;
  /** Another process changed the presence that is stored. */
  changedElsewhere(org: string): void;
  /** Does at once what waits, and nothing afterwards. */
  finish(): void;
}

/**
 * Collects changes of presence: one round for each organisation and tick, for the connections that
 * it concerns.
 * @param send sends its presence to a connection, if it changed.
 */
export function presenceTicks<C extends object>(
  presence: Presence,
  store: Store,
  deps: {
    send(connection: C): void;
    unawaited(work: Promise<unknown>): void;
    failed(error: unknown): void;
  },
): PresenceTicks<C> {
  const waiting = new Map<string, Changes<C>>();
  let isFinished = false;

  function changesOf(org: string): Changes<C> {
    const known = waiting.get(org);
    if (known) return known;
    const changes: Changes<C> = {
      timer: setTimeout(() => run(org), TICK_MS),
      records: new Set(),
      connections: new Set(),
      users: new Set(),
      load: false,
    };
    waiting.set(org, changes);
    return changes;
  }

  function run(org: string): void {
    const changes = waiting.get(org);
    if (!changes) return;
    clearTimeout(changes.timer);
    waiting.delete(org);
    deps.unawaited(tell(org, changes));
  }

  /** Stores what changed here, and reads what changed in other processes. */
  async function exchange(org: string, changes: Changes<C>): Promise<void> {
    if (!store.clusterBus) return;
    await presence.publish(org, changes.users);
    if (changes.users.size > 0) await store.clusterBus.publish(org, PRESENCE_CHANGED);
    if (changes.load || changes.users.size > 0)
      for (const record of await presence.load(org)) changes.records.add(record);
  }

  async function tell(org: string, changes: Changes<C>): Promise<void> {
    // Who is connected here gets it also while the database fails.
    await exchange(org, changes).catch(deps.failed);
    const viewers = presence.viewersOf(org, changes.records) as Set<C>;
    for (const connection of new Set([...viewers, ...changes.connections])) deps.send(connection);
  }

  return {
    changed(org, { records = [], connection, user }) {
      if (isFinished) return;
      const changes = changesOf(org);
      for (const record of records) changes.records.add(record);
      if (connection) changes.connections.add(connection);
      if (user !== undefined) changes.users.add(user);
    },
    changedElsewhere(org) {
      if (!isFinished) changesOf(org).load = true;
    },
    finish() {
      for (const org of [...waiting.keys()]) run(org);
      isFinished = true;
    },
  };
}
