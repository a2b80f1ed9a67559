import * as z from 'zod/mini';
import {
  Audience,
  Exposure,
  Here,
  Learned,
  Me,
  OrgHistory,
  Restable,
  WinProbability,
} from '../model/index.ts';
import type { SidelineDb } from './db.ts';
import { forgetRepDays } from './repDays.ts';

/** The state of syncing, for the footer: written by the background, read live by pages. */
export const SyncState = z.object({
  online: z.boolean(),
  lastSync: z.nullable(z.number()),
  since: z.nullable(z.number()),
  /**
   * `older`, `newer`: this extension is older or newer than its server. `implausible`: the server
   * contradicts itself.
   */
  problem: z.nullable(
    z.enum(['offline', 'signedOut', 'server', 'slowDown', 'full', 'older', 'newer', 'implausible']),
  ),
  nextAttempt: z.nullable(z.number()),
  failures: z.number(),
});
export type SyncState = z.infer<typeof SyncState>;

const schemas = {
  clientId: z.string(),
  seq: z.number(),
  /** Distinguishes two databases of one name: the frame compares it with the background's. */
  marker: z.string(),
  cursors: z.record(z.string(), z.string()),
  /** The word lists with which all stored texts were read: see `readOldTexts`. */
  textsRead: z.string(),
  /** How often rows changed or left that something was computed from: see derived.ts. */
  losses: z.number(),
  /** How often rows changed that every summary depends on; at the last complete roll-up. */
  rules: z.number(),
  rolledUp: z.number(),
  /** The content of each scope on this device (L3). */
  sums: z.record(z.string(), z.object({ count: z.number(), hash: z.number() })),
  /** The epoch of the server that the rows came from. */
  epoch: z.string(),
  /**
   * The epoch and the number of membership changes: of the last pull, and of the members and the
   * person (`me`) that are stored (L6).
   */
  people: z.string(),
  fetchedPeople: z.string(),
  /** When this device last reported that notes of a scope and record were on screen. */
  looks: z.record(z.string(), z.number()),
  /** Other people who have a record open now and share that. */
  here: z.array(Here),
  sync: SyncState,
  me: Me,
  /** The person's role while signed out: “I sell” or “I coach”. */
  localRole: z.enum(['rep', 'manager']),
  audience: Audience,
  /** Everyone whose name a note may show. `team` is absent for former members. */
  members: z.array(
    z.object({ id: z.string(), name: z.string(), team: z.optional(z.nullable(z.string())) }),
  ),
  /**
   * Computed by the background over all deals and all of this person's outcomes, so that no page
   * has to (docs/decisions/live-queries.md).
   */
  history: OrgHistory,
  attention: Exposure,
  learned: z.record(z.string(), Learned),
  winProbability: WinProbability,
  restable: z.array(Restable),
} as const;
export type MetaKey = keyof typeof schemas;

/**
 * Where each setting comes from. After a removal those of the server are deleted, and `me` keeps
 * only the person: their unsent changes stay.
 */
const origins: Record<MetaKey, 'device' | 'server' | 'person'> = {
  clientId: 'device',
  seq: 'device',
  marker: 'device',
  cursors: 'server',
  textsRead: 'device',
  losses: 'device',
  rules: 'device',
  rolledUp: 'device',
  sums: 'server',
  epoch: 'device',
  looks: 'server',
  here: 'server',
  sync: 'device',
  me: 'person',
  localRole: 'device',
  audience: 'device',
  members: 'server',
  history: 'server',
  attention: 'server',
  learned: 'server',
  winProbability: 'server',
  restable: 'server',
  people: 'server',
  fetchedPeople: 'server',
};
type MetaValue<K extends MetaKey> = z.infer<(typeof schemas)[K]>;

/**
 * A stored setting of this database, parsed after reading; undefined when it is absent, or when a
 * version with another format wrote it.
 */
export async function getMeta<K extends MetaKey>(
  db: SidelineDb,
  key: K,
): Promise<MetaValue<K> | undefined> {
  const stored = await db.meta.get(key);
  if (stored === undefined) return undefined;
  const parsed = schemas[key].safeParse(stored.value);
  return parsed.success ? (parsed.data as MetaValue<K>) : undefined;
}

export async function putMeta<K extends MetaKey>(
  db: SidelineDb,
  key: K,
  value: MetaValue<K>,
): Promise<void> {
  await db.meta.put({ key, value });
}

/** Deletes every setting that came from the server or was computed from its rows. */
export async function forgetServerMeta(db: SidelineDb): Promise<void> {
  const keys = Object.keys(origins) as MetaKey[];
  await db.meta.bulkDelete(keys.filter((key) => origins[key] === 'server'));
  await forgetRepDays(db);
  const me = await getMeta(db, 'me');
  if (me) await putMeta(db, 'me', { ...me, team: null, manager: null, reports: [], teams: [] });
}

/** Stores several settings in one transaction: only those that differ from the stored ones. */
export async function putChanged(
  db: SidelineDb,
  values: { [K in MetaKey]?: MetaValue<K> },
): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    for (const [key, value] of Object.entries(values))
      if (JSON.stringify((await db.meta.get(key))?.value) !== JSON.stringify(value))
        await db.meta.put({ key, value });
  });
}

export const freshSync: SyncState = {
  online: true,
  lastSync: null,
  since: null,
  problem: null,
  nextAttempt: null,
  failures: 0,
};
