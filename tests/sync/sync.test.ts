import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { idSource } from '../../lib/model/index.ts';
import { freshSync, getMeta, SidelineDb } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { createSync } from '../../lib/sync/client/index.ts';
import { FakeSocket } from '../helpers/socket.ts';

const empty = {
  epoch: 'e',
  rows: [],
  gone: [],
  dropScopes: [],
  newScopes: [],
  reset: [],
  cursors: {},
  more: false,
};
const user = { id: 'u1', name: 'Tomas', email: 't@x.test', role: 'rep', team: null };
const me = {
  org: { id: 'o', name: 'Org', epoch: 'e', timeZone: 'UTC' },
  user,
  team: null,
  manager: null,
  reports: [],
  teams: [],
};
/** The responses of a server without news, by path. */
const fine: Record<string, unknown> = {
  '/sync/pull': empty,
  '/me': me,
  '/org/members': { members: [user] },
};

let made = 0;
beforeEach(() => FakeSocket.reset());

/** The whole client over a real database, with a simulated server and network. */
async function network(name = `sync-test-${++made}`) {
  const db = new SidelineDb(name);
  await putMeta(db, 'clientId', 'c1');
  await putMeta(db, 'sync', freshSync);
  const state = {
    answer: async (path: string): Promise<Response> => Response.json(fine[path]),
    requests: [] as string[],
    opens: () => {},
    expired: [] as string[],
    wiped: [] as string[],
    alarms: [] as number[],
    pulled: 0,
    session: { server: 'https://x', token: 't', expired: false },
  };
  const sync = createSync({
    now: () => Date.now(),
    random: () => 0.5,
    ids: idSource(
      () => Date.now(),
      (bytes) => crypto.getRandomValues(bytes),
    ),
    fetch: (async (url: string) => {
      const path = new URL(url).pathname;
      state.requests.push(path);
      return state.answer(path);
    }) as typeof fetch,
    WebSocket: FakeSocket as never,
    account: async () => {
      state.opens();
      return { db, session: state.session };
    },
    expire: async (token) => {
      state.expired.push(token);
      state.session = { ...state.session, expired: true };
    },
    wipe: async (token) => {
      state.wiped.push(token);
      await db.delete({ disableAutoOpen: true });
      state.session = { ...state.session, expired: true };
    },
    setAlarm: async (minutes) => {
      state.alarms.push(minutes);
    },
    onPulled: async () => {
      state.pulled += 1;
    },
    onHere() {},
    onConnection() {},
    log: (what, error) => logged.push(`${what}: ${String(error)}`),
  });
  const logged: string[] = [];
  return { db, sync, state, logged, stored: () => getMeta(db, 'sync') };
}

/** Waits for the client's own actions, however long the machine takes. */
const comes = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 5 });
const pulls = (requests: readonly string[]) =>
  requests.filter((path) => path === '/sync/pull').length;

describe('the client as a whole', () => {
  it('a round, and then the line; a poke brings the next round', async () => {
    const { sync, state, stored } = await network();
    sync.pageOpened();
    await comes(() => expect(FakeSocket.made).toHaveLength(1));
    expect(pulls(state.requests)).toBe(1);
    FakeSocket.latest().opens();
    FakeSocket.latest().says({ type: 'poke', org: 'o', version: 2 });
    await comes(() => expect(pulls(state.requests)).toBe(2));
    expect(await stored()).toMatchObject({ online: true, nextAttempt: null });
    expect(FakeSocket.made).toHaveLength(1);
  });

  it('a locked device sends nothing, and has the alarm that asks about its data', async () => {
    const { sync, state } = await network();
    state.session = { ...state.session, expired: true };
    sync.started();
    await comes(() => expect(state.alarms).toEqual([5]));
    expect(state.requests).toEqual([]);
  });

  it('without a page in sight no line is opened: alarms pull', async () => {
    const { sync, state, stored } = await network();
    sync.soon();
    await comes(async () => expect((await stored())?.lastSync).not.toBe(null));
    expect(pulls(state.requests)).toBe(1);
    expect(FakeSocket.made).toHaveLength(0);
  });

  it.each([
    ['an alarm, a write or a poke', 'soon'],
    ['a page that opens', 'pageOpened'],
    ['the start of the browser', 'started'],
    ['a network that goes', 'networkLost'],
  ] as const)('a server that asks for a wait gets no request in it: %s', async (_, event) => {
    const { db, sync, state, stored, logged } = await network();
    state.answer = async () =>
      Response.json({}, { status: 503, headers: { 'retry-after': '3000' } });
    sync.soon();
    await comes(async () => expect((await stored())?.failures).toBe(1));
    const { nextAttempt } = (await stored()) ?? freshSync;
    expect(nextAttempt).toBeGreaterThan(Date.now() + 2_900_000);
    const reads = vi.spyOn(db.meta, 'get');
    sync[event]();
    await comes(() => expect(reads).toHaveBeenCalledWith('sync'));
    state.answer = async (path) => Response.json(fine[path]);
    sync.now();
    await comes(async () => expect((await stored())?.failures).toBe(0));
    // The failed one and the person's; none between them.
    expect(pulls(state.requests)).toBe(2);
    expect(logged).toEqual([]);
  });

  it('a server that takes no more for now gets the rest later; the status says so', async () => {
    const { db, sync, state, stored } = await network();
    const change = { id: 'm', op: 'create', collection: 'note', rowId: 'r', base: 0, patch: {} };
    await db.outbox.bulkAdd([1, 2, 3].map((seq) => ({ ...change, seq, id: `m${seq}` })) as never);
    const before = await db.outbox.toArray();
    state.answer = async (path) =>
      path === '/sync/push'
        ? Response.json({ code: 'slowDown' }, { status: 429, headers: { 'retry-after': '600' } })
        : Response.json(fine[path]);
    sync.soon();
    await comes(async () => expect((await stored())?.failures).toBe(1));
    expect(await stored()).toMatchObject({ problem: 'slowDown', online: true });
    expect((await stored())?.nextAttempt).toBeGreaterThan(Date.now() + 590_000);
    expect(await db.outbox.toArray()).toEqual(before);
  });

  it('a database that fails to open once is logged, and opened again by itself', async () => {
    const { sync, state, logged, stored } = await network();
    let failures = 1;
    state.opens = () => {
      if (failures-- > 0) throw new Error('internal error opening backing store');
    };
    sync.soon();
    await comes(async () => expect((await stored())?.lastSync).not.toBe(null));
    expect(logged).toEqual(['sync: Error: internal error opening backing store']);
    expect(pulls(state.requests)).toBe(1);
  });

  it('a network that went and came back: the old line ends, and a new one follows', async () => {
    const { sync, state } = await network();
    sync.pageOpened();
    await comes(() => expect(FakeSocket.made).toHaveLength(1));
    state.answer = async () => {
      throw new TypeError('Failed to fetch');
    };
    sync.networkLost();
    expect(FakeSocket.latest().closed).toBe(true);
    state.answer = async (path) => Response.json(fine[path]);
    sync.networkBack();
    await comes(() => expect(FakeSocket.made).toHaveLength(2));
  });

  it('a session that ended: the line ends too', async () => {
    const { sync, state } = await network();
    sync.pageOpened();
    await comes(() => expect(FakeSocket.made).toHaveLength(1));
    state.answer = async () => Response.json({ code: 'signedOut' }, { status: 401 });
    sync.soon();
    await comes(() => expect(state.expired).toEqual(['t']));
    await comes(() => expect(FakeSocket.latest().closed).toBe(true));
  });

  it('a wiped session: its database is deleted, and nothing opens it again', async () => {
    const { sync, state, logged, db } = await network();
    state.answer = async () => Response.json({ code: 'wiped' }, { status: 401 });
    sync.soon();
    await comes(() => expect(state.wiped).toEqual(['t']));
    await comes(() => expect(db.isOpen()).toBe(false));
    sync.now();
    expect(state.expired).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('a lost scope counts as news, also without a row', async () => {
    const { sync, state, stored } = await network();
    sync.soon();
    await comes(async () => expect((await stored())?.lastSync).not.toBe(null));
    expect(state.pulled).toBe(0);
    state.answer = async (path) =>
      Response.json(path === '/sync/pull' ? { ...empty, dropScopes: ['p:u1:u2'] } : fine[path]);
    sync.soon();
    await comes(() => expect(state.pulled).toBe(1));
  });

  it('the account is requested once at the start, and again if that failed', async () => {
    const { db, sync, state, logged } = await network();
    state.answer = async (path) =>
      path === '/me' ? Response.json({}, { status: 500 }) : Response.json(fine[path]);
    sync.started();
    await comes(() => expect(logged).toHaveLength(1));
    expect(logged[0]).toContain('members');
    state.answer = async (path) => Response.json(fine[path]);
    sync.soon();
    await comes(async () => expect((await getMeta(db, 'me'))?.user.name).toBe('Tomas'));
    const requests = state.requests.filter((path) => path === '/me').length;
    const rounds = pulls(state.requests);
    // The first of these rounds has ended when the second one starts.
    for (let round = 1; round <= 2; round++) {
      sync.soon();
      await comes(() => expect(pulls(state.requests)).toBe(rounds + round));
    }
    expect(state.requests.filter((path) => path === '/me')).toHaveLength(requests);
  });

  it('a server that asks for a wait when names are fetched gets no request before', async () => {
    const { db, sync, state } = await network();
    state.answer = async (path) =>
      path === '/me'
        ? Response.json({}, { status: 429, headers: { 'retry-after': '3600' } })
        : Response.json(path === '/sync/pull' ? { ...empty, people: 1 } : fine[path]);
    sync.soon();
    const hour = Date.now() + 3_600_000;
    await comes(async () => {
      const { nextAttempt } = (await getMeta(db, 'sync')) ?? freshSync;
      expect(Math.abs((nextAttempt ?? 0) - hour)).toBeLessThan(60_000);
    });
    const before = state.requests.length;
    sync.soon();
    await new Promise((done) => setTimeout(done, 50));
    expect(state.requests).toHaveLength(before);
    // A person may ask sooner.
    sync.now();
    await comes(() => expect(state.requests.length).toBeGreaterThan(before));
  });

  it('a changed membership is fetched, even if the background is stopped in between', async () => {
    const requestsOf = (requests: readonly string[]) =>
      requests.filter((path) => path === '/me' || path === '/org/members');
    const answered = (people: number) => async (path: string) =>
      Response.json(path === '/sync/pull' ? { ...empty, people } : fine[path]);
    const before = await network();
    before.state.answer = async (path) =>
      path === '/me' ? Response.json({}, { status: 503 }) : answered(1)(path);
    before.sync.soon();
    await comes(() => expect(before.logged).toHaveLength(1));
    const { db, sync, state, logged } = await network(before.db.name);
    state.answer = answered(1);
    sync.soon();
    await comes(async () => expect((await getMeta(db, 'me'))?.user.name).toBe('Tomas'));
    await comes(async () => expect(await getMeta(db, 'members')).toHaveLength(1));
    // Nothing changed since, and then a role changes: no scope, and no row.
    sync.soon();
    await comes(() => expect(pulls(state.requests)).toBe(2));
    state.answer = answered(2);
    sync.soon();
    await comes(async () => expect(await getMeta(db, 'fetchedPeople')).toBe('e:2'));
    expect(requestsOf(state.requests)).toHaveLength(4);
    expect(logged).toEqual([]);
  });
});
