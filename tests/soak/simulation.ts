import { DatabaseSync } from 'node:sqlite';
import 'fake-indexeddb/auto';
import { pino } from 'pino';
import { type IdSource, idSource, type Mutation } from '../../lib/model/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { putMeta, write } from '../../lib/store/write.ts';
import { ServerError, syncRound } from '../../lib/sync/client/index.ts';
import type { PushResponse } from '../../lib/sync/protocol.ts';
import { enter, insertLines, keptTables, type Line, pageOf } from '../../server/ops/tables.ts';
import { migrateAuth } from '../../server/people/auth.ts';
import { handOver } from '../../server/people/handover.ts';
import { recomputeMemberships } from '../../server/people/pairs.ts';
import { type Context, contextOf } from '../../server/store/context.ts';
import { postgresStore } from '../../server/store/postgres.ts';
import { prepareStore } from '../../server/store/prepare.ts';
import { sqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { pull } from '../../server/sync/pull.ts';
import { push } from '../../server/sync/push.ts';

const settings = { baseUrl: 'http://127.0.0.1:1', secret: 'x'.repeat(40), origins: [] };

/**
 * Stores for a run without a network: one SQLite in memory, or several connection pools on one
 * PostgreSQL, like several processes.
 */
export async function openStores(url: string | null, count = 1): Promise<Store[]> {
  const log = pino({ level: 'silent' });
  const stores =
    url === null
      ? [sqliteStore(new DatabaseSync(':memory:'))]
      : Array.from({ length: count }, () => postgresStore(url, log, 4));
  const [first] = stores;
  if (first) await prepareStore(first, 1, (owner, kind) => migrateAuth(owner, kind, settings));
  return stores;
}

/** Numbers in [0, 1) from a seed: mulberry32. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const YEAR_MS = 31_557_600_000;

/**
 * How far a device's clock is ahead: up to ten years, or behind. Every fourth clock is ten years
 * ahead, and every fourth ten years behind.
 */
export function clockOff(next: () => number): number {
  const [at, end] = [next(), next()];
  if (end < 0.5) return (end < 0.25 ? 10 : -10) * YEAR_MS;
  return Math.round((20 * at - 10) * YEAR_MS);
}

/** The true time of a run, which is the server's clock. Devices' clocks differ from it. */
export class Time {
  ms = 1_750_000_000_000;
  /** The next moment: no two are equal. */
  now(): number {
    return ++this.ms;
  }
  pass(ms: number): void {
    this.ms += ms;
  }
}

/** Inserts an organisation without accounts: members, teams and their managers. */
export async function makeOrg(
  store: Store,
  org: string,
  teams: Record<string, string | null>,
  members: Record<string, string | null>,
): Promise<void> {
  await store.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('org')
      .values({
        id: org,
        name: org,
        epoch: `${org}-e1`,
        version: 0,
        floor: 0,
        people: 0,
        time_zone: 'UTC',
        share_snapshots: 1,
        created_at: 1,
      })
      .execute();
    for (const [id, manager] of Object.entries(teams))
      await tx
        .insertInto('team')
        .values({ org_id: org, id, name: id, manager, parent: null })
        .execute();
    for (const [user_id, team] of Object.entries(members))
      await tx
        .insertInto('member')
        .values({ org_id: org, user_id, role: 'rep', team, created_at: 1 })
        .execute();
    await recomputeMemberships(tx, org, 1);
  });
}

/** Moves a member to another team, or to none. */
export async function moveMember(
  store: Store,
  org: string,
  user: string,
  team: string | null,
  at = 2,
): Promise<void> {
  await store.within(org, async (tx) => {
    await tx
      .updateTable('member')
      .set({ team })
      .where('org_id', '=', org)
      .where('user_id', '=', user)
      .execute();
    await recomputeMemberships(tx, org, at);
  });
}

/** The rep hands over to the present manager the rows that were shared with a former one. */
export async function handOverTo(
  store: Store,
  rep: string,
  from: string,
  ids: IdSource,
  at = 1,
): Promise<void> {
  const who = (await contextOf(store.db, rep)) as Context;
  const deps = { db: store.db, now: () => at, poke: () => {}, auth: null as never };
  await handOver({ store, ids, ...deps }, who, { rep, from });
}

/** Saves one organisation's rows, like a backup. @returns a function that restores them. */
export async function snapshotOrg(store: Store, org: string): Promise<() => Promise<void>> {
  const tables = keptTables.filter(
    (table) => table.tenantScoped || ['team', 'member', 'pairing', 'former'].includes(table.name),
  );
  const saved = new Map<string, Line[]>();
  const [version, floor] = await store.within(org, async (tx) => {
    for (const table of tables)
      saved.set(table.name, await pageOf(tx, table, org, null, 1_000_000));
    const row = await tx
      .selectFrom('org')
      .select(['version', 'floor'])
      .where('id', '=', org)
      .executeTakeFirstOrThrow();
    return [row.version, row.floor] as const;
  });
  return () =>
    store.within(org, async (tx) => {
      await enter(tx, store.kind, org);
      for (const table of [...tables].reverse())
        await tx
          .deleteFrom(table.name as 'row')
          .where('org_id', '=', org)
          .execute();
      for (const table of tables) {
        const lines = saved.get(table.name) ?? [];
        for (let at = 0; at < lines.length; at += 200)
          await insertLines(tx, table, lines.slice(at, at + 200));
      }
      await tx
        .updateTable('org')
        .set({ version, floor, epoch: `${org}-${crypto.randomUUID()}` })
        .where('id', '=', org)
        .execute();
    });
}

/**
 * The fault of one request: none, the request or its response is lost, the request is sent twice,
 * or the device is killed while it stores the response.
 */
export type Fault = 'none' | 'lostRequest' | 'lostAnswer' | 'twice' | 'killed';

/** An organisation of a manager and a rep, and the scope that both read. */
export async function makePair(store: Store, org: string) {
  const [boss, rep, team] = [`boss-${org}`, `rep-${org}`, `t-${org}`];
  await makeOrg(store, org, { [team]: boss }, { [boss]: null, [rep]: team });
  return { boss, rep, scope: `p:${boss}:${rep}` };
}

/** The browser stopped the background during a write. */
class KilledError extends Error {}

/** A device with its own database (fake-indexeddb), which syncs over a faulty connection. */
export class Device {
  readonly db: SidelineDb;
  readonly user: string;
  readonly ids: IdSource;
  /** Faults of the next requests. */
  faults: Fault[] = [];
  /** Called with the response to each push, also where the device does not receive it. */
  onPush: ((mutations: readonly Mutation[], answer: PushResponse) => void) | null = null;
  /** Every received response as text: rows that leaked are in there. */
  readonly heard: string[] = [];
  readonly time: Time;
  /** The device's clock minus the true time. */
  #off: number;
  /** Small pushes and small pages, so that most rounds take several. */
  readonly #page: { rows: number; chars: number };
  constructor(name: string, user: string, seed: number, time = new Time()) {
    this.db = new SidelineDb(name, { indexedDB, IDBKeyRange, smallOutbox: (seed % 3) * 3 });
    this.user = user;
    this.time = time;
    const next = random(seed);
    this.#off = clockOff(next);
    this.#page = { rows: 1 + (seed % 7), chars: 100 + (seed % 5) * 400 };
    this.ids = idSource(
      () => this.now(),
      (bytes) => {
        for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(next() * 256);
      },
    );
  }
  now(): number {
    return this.time.now() + this.#off;
  }
  /** Somebody sets the device's clock. */
  setClock(off: number): void {
    this.#off = off;
  }
  /** @param org for the ids of keyed rows; without it the device writes none. */
  async open(org?: string): Promise<this> {
    await putMeta(this.db, 'clientId', this.ids.next());
    if (org !== undefined) {
      const user = { id: this.user, name: this.user, email: '', role: 'rep' as const, team: null };
      const me = {
        org: { id: org, name: org, epoch: '', timeZone: 'UTC' },
        user,
        team: null,
        manager: null,
        reports: [],
        teams: [],
      };
      await putMeta(this.db, 'me', me);
    }
    return this;
  }
  write(change: Parameters<typeof write>[1][number]) {
    return write(this.db, [change], { now: this.now(), ids: this.ids });
  }
  /** One round over a faulty connection; a fault ends the round. */
  async sync(store: Store, keepHeard = false): Promise<void> {
    const fetch_ = async (url: RequestInfo | URL, init?: RequestInit) => {
      const fault = this.faults.shift() ?? 'none';
      if (fault === 'lostRequest') throw new Error('cut');
      const body = JSON.parse(
        typeof init?.body === 'string'
          ? init.body
          : await new Response(
              new Response(init?.body).body?.pipeThrough(new DecompressionStream('gzip')),
            ).text(),
      );
      const handle = async () => {
        const who = (await contextOf(store.db, this.user)) as Context;
        if (!String(url).endsWith('push')) return pull(store, who, body, this.#page);
        const pushed = await push(store, who, body, this.time.now());
        this.onPush?.(body.mutations, pushed);
        return pushed;
      };
      if (fault === 'twice') await handle();
      const text = JSON.stringify(await handle());
      if (keepHeard) this.heard.push(text);
      if (fault === 'lostAnswer') throw new Error('cut');
      if (fault === 'killed') this.#failNextWrite();
      return new Response(text);
    };
    try {
      await syncRound({
        db: this.db,
        client: { server: 'http://x', token: 't', fetch: fetch_ as typeof fetch },
        now: () => this.now(),
        ids: this.ids,
        pushLimit: this.#page.rows,
      });
    } catch (error) {
      if (!(error instanceof ServerError) && !(error instanceof KilledError)) throw error;
    }
  }
  /** Ends all faults, also a planned kill. */
  endFaults(): void {
    this.faults = [];
    Reflect.deleteProperty(this.db.rows, 'bulkPut');
  }
  /** The next write of rows fails. */
  #failNextWrite(): void {
    const { rows } = this.db;
    const original = rows.bulkPut;
    rows.bulkPut = (() => {
      rows.bulkPut = original;
      throw new KilledError('killed');
    }) as unknown as typeof original;
  }
  async notes() {
    return (await this.db.rows.toArray()).filter((row) => row.collection === 'note');
  }
}
