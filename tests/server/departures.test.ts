// A removal or a handover in batches (D12): killed after each of them and continued, it ends like
// one transaction, and nobody reads half of it meanwhile.
import { copyFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idSource, oneOnOneKey, personKey } from '../../lib/model/index.ts';
import { isPostgres } from '../../server/config.ts';
import { insertUser } from '../../server/people/auth.ts';
import { addJob, runBatch } from '../../server/people/departureJobs.ts';
import {
  type Batches,
  DepartureBusyError,
  resumeDepartures,
  type Stopped,
  usualBatches,
} from '../../server/people/departures.ts';
import { handOver } from '../../server/people/handover.ts';
import type { PeopleDeps } from '../../server/people/people.ts';
import { removeMember } from '../../server/people/removal.ts';
import { contextOf } from '../../server/store/context.ts';
import { prepareStore } from '../../server/store/prepare.ts';
import type { Store } from '../../server/store/store.ts';
import { Client } from '../helpers/client.ts';
import { contents } from '../helpers/keptRows.ts';
import { note } from '../helpers/note.ts';
import { storeOf } from '../helpers/restored.ts';
import { scratchFolder } from '../helpers/scratch.ts';
import {
  context,
  newDatabase,
  type StoreKind,
  startServer,
  storeKinds,
} from '../helpers/server.ts';
import { first } from '../helpers/stores.ts';
import { makeOrg, moveMember } from '../soak/simulation.ts';

const ORG = 'acme';
const PAIR = 'p:anna:rep';
const DEAL = 'odoo/t/deal/1';
const AT = 5000;
const REPLIES = 9;

class KilledError extends Error {}

/** What people wrote, in every kind of row that a departure treats in another way. */
async function fill(store: Store): Promise<void> {
  const teams = { north: 'anna', south: 'bert', west: 'cleo' };
  const members = { anna: null, bert: null, cleo: null, rep: 'west', mate: 'north' };
  await makeOrg(store, ORG, teams, members);
  for (const id of Object.keys(members))
    await store.db.transaction().execute((tx) =>
      insertUser(tx, {
        ...{ id, email: `${id}@acme.test`, name: id, emailVerified: true, now: new Date(0) },
      }),
    );
  await store.db
    .updateTable('member')
    .set({ role: 'admin' })
    .where('user_id', '=', 'bert')
    .execute();
  const server = { store, people: { db: store.db } as PeopleDeps };
  let clock = 100;
  const as = (user: string) => {
    const client = new Client(server, user);
    client.arrival = ++clock;
    return client;
  };
  const ok = async (work: Promise<{ id: string; result: { kind: string } | undefined }>) => {
    const { id, result } = await work;
    expect(['ok', 'merged', 'conflict']).toContain(result?.kind);
    return id;
  };
  const write = (user: string, scope: string, text: string) =>
    ok(as(user).one({ scope, patch: note(user, text) }));
  const fact = (user: string, scope: string, field: string, value: string) =>
    ok(as(user).put('typedFact', scope, { refKey: DEAL, field, value }));
  const edit = (user: string, rowId: string, text: string) =>
    ok(as(user).one({ op: 'patch', rowId, base: 1, patch: { text } }));
  await write('rep', 'p:cleo:rep', 'With a former manager');
  await fact('rep', 'p:cleo:rep', 'amount', 'former');
  await moveMember(store, ORG, 'rep', 'north');
  for (let index = 0; index < 4; index++) {
    await write('rep', 'u:rep', `Private ${index}`);
    await write('rep', 't:north', `For the team ${index}`);
    await fact('rep', PAIR, `f${index}`, 'by the rep');
    await fact('anna', 'u:anna', `f${index}`, 'earlier, by the manager');
    if (index % 2 === 0) await fact('anna', PAIR, `f${index}`, 'changed by the manager');
    await fact('mate', 'p:anna:mate', `f${index}`, 'by a colleague, later');
    const id = await write(index % 2 === 0 ? 'rep' : 'anna', PAIR, `Shared ${index}`);
    const reply = { refKey: DEAL, parent: id, createdAt: 1, editedAt: null, editedBy: null };
    for (let number = 0; number < (index === 1 ? REPLIES : 2); number++) {
      const author = number % 2 === 0 ? 'rep' : 'anna';
      const patch = { ...reply, text: `Reply ${number}`, conflicts: [], author };
      await ok(as(author).one({ collection: 'reply', patch }));
    }
    await edit('anna', id, `Shared ${index} by Anna`);
    await edit('rep', id, `Shared ${index} by the rep`);
  }
  // In each row of these keys the manager wrote last; the others wrote them in another order.
  const fields = ['g0', 'g1', 'g2', 'g3'];
  for (const field of fields) await fact('mate', 'p:anna:mate', field, 'by a colleague');
  for (const field of fields) await fact('rep', PAIR, field, 'by the rep, later');
  for (const scope of [PAIR, 'p:anna:mate'])
    for (const field of fields) await fact('anna', scope, field, 'by the manager');
  const gone = await write('rep', PAIR, 'Deleted by its author');
  await ok(as('rep').one({ op: 'delete', rowId: gone, base: 1 }));
  const refKey = personKey('rep');
  const meeting = oneOnOneKey('rep', '2026-11-23');
  await ok(as('rep').put('goal', PAIR, { refKey, goal: 'g1', vision: 'Lead a team' }));
  await ok(as('rep').put('away', PAIR, { member: 'rep', ranges: { '2026-12-20': '2026-12-30' } }));
  const line = { part: 'will', voice: 'rep', text: 'Between us', done: false, commitment: null };
  const stamps = { author: 'rep', createdAt: 1, editedAt: null, editedBy: null, conflicts: [] };
  const patch = { refKey: meeting, ...line, ...stamps };
  await ok(as('rep').one({ collection: 'oneOnOneLine', scope: PAIR, patch }));
}

describe.each(storeKinds)('a departure in batches, on %s', (kind) => {
  const { closing, path } = scratchFolder();
  let folder: Awaited<ReturnType<typeof original>>;
  let copies = 0;

  /** A database with the rows of `fill`, which no store has open. */
  async function original() {
    const server = await startServer(kind);
    const { database } = server.config;
    await server.stop();
    const store = storeOf(kind, database);
    await prepareStore(store, 1, first);
    await fill(store);
    await store.forget();
    await store.close();
    return { database, remove: server.close };
  }
  beforeAll(async () => {
    folder = await original();
  });
  afterAll(() => folder.remove().catch(() => {}));

  /** A copy of the database, byte for byte. */
  async function copied(): Promise<string> {
    const from = folder.database;
    if (!isPostgres(from)) {
      const to = path(`copy${++copies}.db`);
      for (const end of ['', '-erased']) copyFileSync(`${from}${end}`, `${to}${end}`);
      return to;
    }
    const to = await newDatabase();
    const nameOf = (url: string) => new URL(url.replace(/^postgres:/, 'http:')).pathname.slice(1);
    const client = new pg.Client({ connectionString: to.replace(`/${nameOf(to)}`, '/postgres') });
    await client.connect();
    await client.query(`drop database "${nameOf(to)}"`);
    await client.query(`create database "${nameOf(to)}" template "${nameOf(from)}"`);
    await client.end();
    return to;
  }
  async function opened(database: string): Promise<Store> {
    const store = storeOf(kind as StoreKind, database);
    closing.push(() => store.close().catch(() => {}));
    return store;
  }
  const depsOf = (
    store: Store,
    batches: Partial<Batches> & Pick<Batches, 'size' | 'pause'>,
  ): PeopleDeps => ({
    ...{ store, db: store.db, now: () => AT, poke() {}, auth: null as never },
    ids: idSource(
      () => AT,
      (bytes) => bytes.fill(7),
    ),
    batches: { ...usualBatches, patience: () => new Promise(() => {}), ...batches },
  });

  const departures = ['keep', 'erase', 'handover'] as const;
  type Departure = (typeof departures)[number] | 'erase a manager';
  async function depart(what: Departure, deps: PeopleDeps): Promise<void> {
    const who = async (user: string) => context(deps, user);
    if (what === 'erase a manager') return removeMember(deps, await who('bert'), 'anna', 'erase');
    if (what !== 'handover') return removeMember(deps, await who('bert'), 'rep', what);
    await moveMember(deps.store, ORG, 'rep', 'south');
    await handOver(deps, await who('rep'), { rep: 'rep', from: 'anna' });
  }

  const killing = { size: 3, pause: () => Promise.reject(new KilledError()) };
  /** Departs, and is killed after the first transaction: the response does not know. */
  async function departKilled(what: Departure, store: Store): Promise<void> {
    const errors: unknown[] = [];
    const stopped = ({ error }: Stopped) => errors.push(error);
    await depart(what, depsOf(store, { ...killing, stopped }));
    expect(errors).toEqual([expect.any(KilledError)]);
  }

  /** What is stored, without what the server numbers, and the order of the rows of each key. */
  async function stateOf(store: Store) {
    const { row = [], org: _, client: __, scope_sum: sums = [], ...tables } = await contents(store);
    const departed = (tables.departure ?? []).map(({ version: _, ...left }) => left);
    const named = row.filter(({ subject, deleted }) => subject !== null && deleted === 0);
    named.sort((a, b) => Number(a.version) - Number(b.version));
    return {
      ...tables,
      departure: departed.map((left) => JSON.stringify(left)).sort(),
      rows: row.map(({ version: _, ...kept }) => kept),
      orders: Object.groupBy(
        named.map(({ subject, id }) => ({ subject: String(subject), id })),
        ({ subject }) => subject,
      ),
      counts: sums.filter(({ count }) => Number(count) > 0).map(({ hash: _, ...sum }) => sum),
    };
  }

  it.each([...departures, 'erase a manager'] as const)(
    'ends like one transaction, killed after every batch: %s',
    async (what) => {
      const whole = await opened(await copied());
      await depart(what, depsOf(whole, { size: 1_000_000, pause: () => Promise.reject() }));
      const database = await copied();
      let store = await opened(database);
      await departKilled(what, store);
      let kills = 1;
      for (let isDone = false; !isDone; kills++) {
        await store.close();
        store = await opened(database);
        const stopped = await resumeDepartures(depsOf(store, killing));
        for (const { error } of stopped) expect(error).toBeInstanceOf(KilledError);
        isDone = stopped.length === 0;
      }
      expect(kills).toBeGreaterThan(what === 'handover' ? 5 : 10);
      expect(await stateOf(store)).toEqual(await stateOf(whole));
    },
  );

  it.each(departures)('a server continues at its start: %s', async (what) => {
    const database = await copied();
    const store = await opened(database);
    await departKilled(what, store);
    await store.close();
    const server = await startServer(kind, { SIDELINE_DB: database });
    closing.push(() => server.close());
    const left = () => server.store.db.selectFrom('departure_job').select('id').execute();
    await expect.poll(left, { timeout: 30_000 }).toEqual([]);
    const rows = (await contents(server.store)).row ?? [];
    const stays = rows.filter(({ scope, deleted }) => scope === PAIR && deleted === 0);
    expect(stays.map(({ collection }) => collection).sort()).toEqual(
      what === 'handover' ? ['goal', 'oneOnOneLine'] : [],
    );
  });

  /** What somebody reads now; null for somebody who is no member. */
  async function readBy(deps: PeopleDeps, user: string) {
    if (!(await contextOf(deps.db, user))) return null;
    const rows = await new Client({ store: deps.store, people: deps }, user).all();
    const texts = (name: string) =>
      rows.filter(({ collection }) => collection === name).map(({ fields }) => fields);
    const replies = texts('reply');
    const notes = rows.filter(({ collection }) => collection === 'note');
    return {
      shared: notes.map(({ fields }) => String(fields.text)).filter((text) => /Shared/.test(text)),
      replies: notes.map(({ id }) => replies.filter(({ parent }) => parent === id).length),
      all: JSON.stringify(rows),
    };
  }
  /** Departs, and looks before each further batch. */
  async function watched(what: Departure, look: (deps: PeopleDeps) => Promise<void>, least = 5) {
    const store = await opened(await copied());
    let looks = 0;
    const pause = async () => {
      looks += 1;
      await look(deps);
    };
    const deps: PeopleDeps = depsOf(store, { size: 3, pause });
    await depart(what, deps);
    expect(looks).toBeGreaterThanOrEqual(least);
    return deps;
  }

  it('a new manager gets each note with all its replies', async () => {
    const seen = new Set<number>();
    const deps = await watched('handover', async (deps) => {
      const { replies = [], all = '' } = (await readBy(deps, 'bert')) ?? {};
      seen.add(replies.length);
      for (const count of replies) expect([2, REPLIES]).toContain(count);
      // What tells of the handover comes once all is there.
      expect(all).not.toContain('"handover"');
      expect((await readBy(deps, 'anna'))?.shared).toEqual([]);
      expect((await readBy(deps, 'rep'))?.shared).toHaveLength(4);
    });
    expect(seen.size).toBeGreaterThan(2);
    expect((await readBy(deps, 'bert'))?.all).toContain('"handover"');
  });

  it('who keeps the rows of a person who left always reads all of them', async () => {
    let id = '';
    let edited = '';
    const deps = await watched('keep', async (deps) => {
      const read = await readBy(deps, 'anna');
      expect(read?.shared).toHaveLength(4);
      expect(read?.replies.reduce((sum, count) => sum + count)).toBe(REPLIES + 6);
      expect(read?.all).not.toContain('Private');
      expect(await readBy(deps, 'rep')).toBeNull();
      const client = new Client({ store: deps.store, people: deps }, 'anna');
      const mine = (await client.all()).find(
        ({ collection, scope, fields }) =>
          collection === 'note' && scope === PAIR && fields.author === 'anna',
      );
      if (edited !== '' || !mine) return;
      // Written on a device that was offline when the person left.
      [id, edited] = [mine.id, `${mine.fields.text} later`];
      const patch = { text: edited };
      const { result } = await client.one({ op: 'patch', rowId: id, base: mine.rev, patch });
      expect(result?.kind).toBe('ok');
    });
    const rows = await new Client({ store: deps.store, people: deps }, 'anna').all();
    expect(rows.find((row) => row.id === id)).toMatchObject({
      ...{ scope: 'u:anna', fields: { text: edited } },
    });
    expect(rows.filter(({ scope }) => scope === PAIR)).toEqual([]);
  });

  it('who keeps the rows of a person who left only reads them until all have moved', async () => {
    const deps = await watched('keep', async (deps) => {
      const client = new Client({ store: deps.store, people: deps }, 'anna');
      const fields = { refKey: DEAL, field: 'g0', value: 'under the old key' };
      const { result } = await client.put('typedFact', PAIR, fields);
      expect(result).toEqual({ kind: 'rejected', code: 'notAllowed' });
      // The right to read ends with the departure, so nothing comes after the last row.
      const job = await deps.db.selectFrom('departure_job').select('steps').executeTakeFirst();
      const steps = JSON.parse(job?.steps ?? '[]') as { do: string }[];
      expect(steps.at(-1)?.do).toBe('moveScope');
    });
    expect((await readBy(deps, 'anna'))?.all).not.toContain('under the old key');
  });

  it('a handover leaves what a pair shares again where it is', async () => {
    let isBack = false;
    const deps = await watched(
      'handover',
      async ({ store, db }) => {
        if (isBack) return;
        isBack = true;
        await moveMember(store, ORG, 'rep', 'north');
        const rows = await db.selectFrom('departure_job').selectAll().execute();
        expect(rows).toHaveLength(1);
      },
      1,
    );
    expect((await readBy(deps, 'anna'))?.shared.length).toBeGreaterThan(0);
    expect((await contents(deps.store)).departure_job).toEqual([]);
  });

  it('a note with its replies does not get what little is left of a batch', async () => {
    const store = await opened(await copied());
    const { row: before = [] } = await contents(store);
    const parent = String(before.find(({ fields }) => `${fields}`.includes('For the team 0'))?.id);
    for (let number = 0; number < REPLIES; number++) {
      const client = new Client({ store, people: depsOf(store, killing) }, 'mate');
      const reply = { refKey: DEAL, parent, createdAt: 1, editedAt: null, editedBy: null };
      const patch = { ...reply, text: `Reply ${number}`, conflicts: [], author: 'mate' };
      const { result } = await client.one({ collection: 'reply', patch });
      expect(result?.kind).toBe('ok');
    }
    // Nothing is in the first scopes; each of them takes up a part of the batch.
    const empty = Array.from({ length: 7 }, (_, index) => `u:nobody${index}`);
    const steps = [
      ...empty.map((scope) => ({ do: 'eraseScope', scope }) as const),
      { do: 'moveScope', from: 't:north', to: 'u:anna' } as const,
    ];
    await store.within(ORG, (tx) => addJob(tx, ORG, { id: 'x', at: AT, steps, pair: null }));
    for (let isMore = true; isMore; ) {
      const state = await store.within(ORG, (tx) => runBatch(tx, ORG, 10));
      isMore = state === 'more';
      const { row = [] } = await contents(store);
      const there = row.filter(({ scope }) => scope === 'u:anna');
      const replies = there.filter((one) => one.parent === parent).length;
      expect(replies).toBe(there.some(({ id }) => id === parent) ? REPLIES : 0);
    }
  });

  it.each([
    ['history', 1, 2600],
    ['rows', 600, 0],
  ])('links and absences end at once, with however much %s', async (_, rows, revisions) => {
    const store = await opened(await copied());
    await store.within(ORG, async (tx) => {
      const away = await tx
        .selectFrom('row')
        .selectAll()
        .where('org_id', '=', ORG)
        .where('collection', '=', 'away')
        .executeTakeFirstOrThrow();
      for (let index = 0; index < rows; index++)
        await tx
          .insertInto('row')
          .values({
            ...{ ...away, id: `check-in-${index}`, collection: 'checkIn', subject: null },
            version: -1 - index,
          })
          .execute();
      for (let index = 0; index < revisions; index++)
        await tx
          .insertInto('revision')
          .values({
            ...{ org_id: ORG, row_id: away.id, mutation_id: `m${index}`, rev: 1, parent_rev: 1 },
            ...{ author: 'rep', at: 1, kind: 'fields', text: '{}', merged: null, scope_at: PAIR },
          })
          .execute();
    });
    await departKilled('keep', store);
    const left = (await contents(store)).row?.filter(({ collection }) => collection === 'away');
    expect(left?.map(({ deleted, fields }) => [deleted, fields])).toEqual([[1, '{}']]);
  });

  it('what stops the departure of one organisation stops no other', async () => {
    const store = await opened(await copied());
    await departKilled('keep', store);
    const steps = JSON.stringify([{ do: 'eraseScope', scope: 'u:x' }]);
    const broken = { org_id: 'a-broken-one', id: 'x', at: 1, head: 1, steps, place: '"?' };
    await store.db
      .insertInto('departure_job')
      .values({ ...broken, manager: null, rep: null, moved_rows: 0, moved_notes: 0 })
      .execute();
    const pause = async () => {};
    const stopped = await resumeDepartures(depsOf(store, { size: 3, pause }));
    expect(stopped).toEqual([{ org: broken.org_id, step: null, error: expect.any(Error) }]);
    const left = (await contents(store)).departure_job ?? [];
    expect(left.map(({ org_id: org }) => org)).toEqual([broken.org_id]);
  });

  it('names the step at which a departure stopped', async () => {
    const store = await opened(await copied());
    const heard: Stopped[] = [];
    await depart('handover', depsOf(store, { ...killing, stopped: (one) => heard.push(one) }));
    expect(heard).toEqual([{ org: ORG, step: 'handOver', error: expect.any(KilledError) }]);
  });

  it('a server that stops waits for what goes on after a response', async () => {
    const server = await startServer(kind);
    closing.push(() => server.close().catch(() => {}));
    const departure = Promise.withResolvers<void>();
    server.people.batches?.goesOn(departure.promise);
    let isStopped = false;
    const stopping = server.stop().then(() => {
      isStopped = true;
    });
    await new Promise((done) => setTimeout(done, 300));
    expect(isStopped).toBe(false);
    departure.resolve();
    await stopping;
  });

  it('nobody reads what is erased in the pair, from the first transaction on', async () => {
    await watched('erase', async (deps) => {
      expect((await readBy(deps, 'anna'))?.shared).toEqual([]);
      expect(await readBy(deps, 'rep')).toBeNull();
    });
  });

  it('a later departure waits for what an earlier one left', async () => {
    const store = await opened(await copied());
    await departKilled('keep', store);
    const pause = async () => {};
    const deps = depsOf(store, { size: 3, pause });
    await removeMember(deps, await context(deps, 'bert'), 'anna', 'erase');
    const { row = [], departure_job: jobs } = await contents(store);
    expect(jobs).toEqual([]);
    const left = row.filter(({ deleted, author }) => deleted === 0 && author !== 'mate');
    expect(left.filter(({ scope }) => /anna/.test(String(scope)))).toEqual([]);
  });

  it('a response does not wait for the last of an earlier departure', async () => {
    const store = await opened(await copied());
    await departKilled('keep', store);
    const deps = depsOf(store, { size: 3, pause: async () => {}, patience: async () => {} });
    const removal = removeMember(deps, await context(deps, 'bert'), 'mate', 'erase');
    await expect(removal).rejects.toThrow(DepartureBusyError);
    expect(await contextOf(deps.db, 'mate')).not.toBeNull();
    // What was done of the earlier one is kept, so that it ends however often this is tried.
    for (let tries = 0; (await contextOf(deps.db, 'mate')) !== null; tries++) {
      expect(tries).toBeLessThan(100);
      const again = removeMember(deps, await context(deps, 'bert'), 'mate', 'erase');
      await again.catch((error) => expect(error).toBeInstanceOf(DepartureBusyError));
    }
  });

  it('a response does not wait for the last of very many rows', async () => {
    const store = await opened(await copied());
    const later = Promise.withResolvers<void>();
    const poked = Promise.withResolvers<void>();
    let pokes = 0;
    const deps: PeopleDeps = {
      ...depsOf(store, { size: 3, pause: () => later.promise, patience: async () => {} }),
      poke: () => void (++pokes === 2 && poked.resolve()),
    };
    await depart('keep', deps);
    expect((await contents(store)).departure_job).toHaveLength(1);
    expect(await readBy(deps, 'rep')).toBeNull();
    later.resolve();
    await poked.promise;
    expect((await contents(store)).departure_job).toEqual([]);
  });

  it('no transaction writes more rows than a few batches', async () => {
    const store = await opened(await copied());
    const written: number[] = [];
    const headOf = async () =>
      Number((await store.db.selectFrom('org').select('version').executeTakeFirst())?.version);
    let head = await headOf();
    const pause = async () => {
      const now = await headOf();
      written.push(now - head);
      head = now;
    };
    const deps = depsOf(store, { size: 4, pause });
    await depart('erase', deps);
    await pause();
    expect(Math.max(...written)).toBeLessThan(30);
    expect(written.length).toBeGreaterThan(10);
  });
});
