// F9, F25 and F45: sockets of strangers kept people off the live line, and one person with many
// sockets made the server compare all with all. F81: characters that PostgreSQL does not store, in
// what one person shows, ended the presence of all others.
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { MOST_UNKNOWN } from '../../server/limits/connections.ts';
import { Presence } from '../../server/live/presence.ts';
import { runRetention } from '../../server/ops/retention.ts';
import {
  context,
  newDatabase,
  organisation,
  startServer,
  storeKinds,
  TEST_SECRET,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

interface Line {
  socket: WebSocket;
  received: { type: string; here?: unknown }[];
  opened: Promise<number>;
  closed: Promise<number>;
}

describe.each(storeKinds)('live connections, on %s', (kind) => {
  let server: TestServer;
  let acme: Awaited<ReturnType<typeof organisation>>;
  const lines: Line[] = [];
  beforeAll(async () => {
    server = await startServer(kind, { SIDELINE_PROXIES: '127.0.0.1' });
    acme = await organisation(server.people, 'acme', 2);
  });
  afterAll(() => server.close());
  afterEach(async () => {
    for (const { socket } of lines) socket.terminate();
    await Promise.all(lines.splice(0).map(({ closed }) => closed));
  });

  /** @returns 101, or the status of the refusal. */
  function open(from: string): Line {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/live`, {
      headers: { 'x-forwarded-for': from },
    });
    const received: Line['received'] = [];
    socket.on('message', (data) => received.push(JSON.parse(String(data))));
    socket.on('error', () => {});
    const opened = new Promise<number>((done) => {
      socket.once('open', () => done(101));
      socket.once('unexpected-response', (request, response) => {
        request.destroy();
        done(response.statusCode ?? 0);
      });
    });
    const closed = new Promise<number>((done) => socket.once('close', done));
    const line = { socket, received, opened, closed };
    lines.push(line);
    return line;
  }
  async function signedIn(token: string, from = '203.0.113.1'): Promise<Line> {
    const line = open(from);
    await line.opened;
    line.socket.send(JSON.stringify({ type: 'auth', token }));
    await vi.waitUntil(() => line.received.some(({ type }) => type === 'ready'), 20_000);
    return line;
  }
  const shows = ({ socket }: Line, records: string[], show = true) =>
    socket.send(JSON.stringify({ type: 'at', records, show }));
  const hereOf = ({ received }: Line) => received.filter(({ type }) => type === 'here');
  const storedFor = (record: string) =>
    server.store.within(acme.org, (tx) =>
      tx.selectFrom('presence').select('user_id').where('ref_key', '=', record).execute(),
    );
  const fail = (error: unknown) => {
    throw error;
  };

  it('of one network are twenty before the sign-in, and do not count afterwards', async () => {
    const statuses = async (count: number, from: (index: number) => string) =>
      Promise.all(Array.from({ length: count }, (_, index) => open(from(index)).opened));
    const first = await statuses(21, (index) => `2001:db8::${(index + 1).toString(16)}`);
    expect(first.sort()).toEqual([...Array(20).fill(101), 429]);
    expect(await statuses(1, () => '2001:db8:0:1::1')).toEqual([101]);
    const token = await tokenOf(server.url, 'rep0@acme.test');
    for (let count = 0; count < 8; count++) await signedIn(token, '203.0.113.2');
    expect(await statuses(20, () => '203.0.113.2')).toEqual(Array(20).fill(101));
  });
  it('of one person are eight; the oldest ends', async () => {
    const token = await tokenOf(server.url, 'rep0@acme.test');
    const own: Line[] = [];
    for (let count = 0; count < 9; count++) own.push(await signedIn(token));
    expect(await own[0]?.closed).toBe(1006);
    expect(own.slice(1).every(({ socket }) => socket.readyState === WebSocket.OPEN)).toBe(true);
  });
  it('show a manager and a rep to each other, and to nobody else', async () => {
    const [boss, rep, other] = [
      await signedIn(await tokenOf(server.url, 'boss@acme.test')),
      await signedIn(await tokenOf(server.url, 'rep0@acme.test')),
      await signedIn(await tokenOf(server.url, 'rep1@acme.test')),
    ];
    for (const line of [boss, rep, other]) shows(line, ['a', 'b']);
    await vi.waitUntil(() => hereOf(boss).length > 0 && hereOf(rep).length > 0, 20_000);
    const seen = (line: Line) => JSON.stringify(hereOf(line).at(-1)?.here ?? null);
    const both = [...acme.reps].sort();
    await vi.waitUntil(
      () => seen(boss) === JSON.stringify(['a', 'b'].map((refKey) => ({ refKey, users: both }))),
      20_000,
    );
    expect(hereOf(rep).at(-1)?.here).toEqual(
      ['a', 'b'].map((refKey) => ({ refKey, users: [acme.boss] })),
    );
    shows(boss, ['b'], false);
    await vi.waitUntil(() => seen(rep) === '[]' && seen(other) === '[]', 20_000);
    rep.socket.close();
    await vi.waitUntil(
      () => seen(boss) === JSON.stringify([{ refKey: 'b', users: [acme.reps[1]] }]),
      20_000,
    );
  });
  it('say in which field of a record somebody writes, to the other of the pair alone', async () => {
    const [boss, rep, other] = [
      await signedIn(await tokenOf(server.url, 'boss@acme.test')),
      await signedIn(await tokenOf(server.url, 'rep0@acme.test')),
      await signedIn(await tokenOf(server.url, 'rep1@acme.test')),
    ];
    const lastOf = (line: Line) => JSON.stringify(hereOf(line).at(-1)?.here ?? null);
    const seen = (line: Line, here: unknown) =>
      vi.waitUntil(() => lastOf(line) === JSON.stringify(here), 20_000);
    const [first] = acme.reps;
    shows(boss, ['talk']);
    shows(other, ['talk']);
    shows(rep, ['talk#goal']);
    const users = [...acme.reps].sort();
    await seen(boss, [{ refKey: 'talk', users, open: [{ user: first, place: 'goal' }] }]);
    await seen(rep, [{ refKey: 'talk', users: [acme.boss] }]);
    await seen(other, [{ refKey: 'talk', users: [acme.boss] }]);
    shows(rep, ['talk']);
    await seen(boss, [{ refKey: 'talk', users }]);
    shows(rep, ['talk#line:l1'], false);
    await seen(boss, [{ refKey: 'talk', users: users.filter((user) => user !== first) }]);
  });
  it('get one message of presence for many changes at once', async () => {
    const boss = await signedIn(await tokenOf(server.url, 'boss@acme.test'));
    const rep = await signedIn(await tokenOf(server.url, 'rep0@acme.test'));
    shows(rep, ['last']);
    for (let count = 0; count < 60; count++) shows(boss, [`record ${count}`]);
    shows(boss, ['last']);
    await vi.waitUntil(() => hereOf(boss).length > 0 && hereOf(rep).length > 0, 20_000);
    expect(hereOf(rep)).toHaveLength(1);
  });
  it.each([
    ['a NUL', ['a\u0000']],
    ['two half characters', ['\ud800', '\udfff']],
  ])('get to know of a record beside %s', async (_what, strange) => {
    const boss = await signedIn(await tokenOf(server.url, 'boss@acme.test'));
    const rep = await signedIn(await tokenOf(server.url, 'rep0@acme.test'));
    shows(boss, ['b']);
    shows(rep, [...strange, 'b']);
    await vi.waitUntil(() => hereOf(boss).length > 0, 20_000);
    expect(hereOf(boss).at(-1)?.here).toEqual([{ refKey: 'b', users: [acme.reps[0]] }]);
    if (kind === 'postgres') expect(await storedFor('b')).toContainEqual({ user_id: acme.reps[0] });
  });
  it.runIf(kind === 'postgres')('are stored for each person by themselves', async () => {
    const failures: unknown[] = [];
    const presence = new Presence(server.store, Date.now, (error) => failures.push(error));
    for (const [index, id] of acme.reps.entries()) {
      const who = await context(server.people, id);
      presence.set({}, { who, records: [index === 0 ? '\u0000' : 'stored'], show: true });
    }
    await presence.refresh();
    expect(await storedFor('stored')).toEqual([{ user_id: acme.reps[1] }]);
    expect(failures).toHaveLength(1);
  });
  it.runIf(kind === 'postgres')('of one person on two processes are all there', async () => {
    const [here, there] = [0, 1].map(() => new Presence(server.store, Date.now, fail));
    const [boss, rep] = await Promise.all(
      [acme.boss, acme.reps[0] ?? ''].map((id) => context(server.people, id)),
    );
    if (!here || !there || !boss || !rep) throw new Error('nobody is there');
    const [mine, watching] = [{}, {}];
    here.set(mine, { who: rep, records: ['one'], show: true });
    await here.publish(acme.org, [rep.user]);
    there.set({}, { who: rep, records: ['two'], show: true });
    there.set(watching, { who: boss, records: ['one', 'two'], show: false });
    await there.publish(acme.org, [rep.user]);
    await there.load(acme.org);
    const users = [rep.user];
    const both = ['one', 'two'].map((refKey) => ({ refKey, users }));
    expect(there.hereFor(watching, acme.org)).toEqual(both);
    here.drop(mine, acme.org);
    await here.publish(acme.org, users);
    await there.load(acme.org);
    expect(there.hereFor(watching, acme.org)).toEqual(both.slice(1));
    const old = await storedFor('two');
    await runRetention(server.store, Date.now() + 2 * 86_400_000, {});
    expect([old.length, (await storedFor('two')).length]).toEqual([1, 0]);
  });
  it('concern only connections that show the same record', async () => {
    const presence = new Presence(server.store, Date.now, fail);
    const rep = await context(server.people, acme.reps[0] ?? '');
    const connections = Array.from({ length: 500 }, () => ({}));
    const recordsOf = (index: number) =>
      Array.from({ length: 20 }, (_, record) => `record ${index} ${record}`);
    for (const [index, connection] of connections.entries())
      presence.set(connection, { who: rep, records: recordsOf(index), show: true });
    const moved = presence.set(connections[0] ?? {}, {
      who: rep,
      records: recordsOf(1),
      show: true,
    });
    expect(presence.viewersOf(acme.org, moved)).toEqual(new Set(connections.slice(0, 2)));
    for (const connection of connections) presence.drop(connection, acme.org);
    expect(presence.viewersOf(acme.org, moved).size).toBe(0);
  });
});

describe.each(storeKinds)('opening sockets, on %s', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(kind, {
      SIDELINE_PROXIES: '127.0.0.1',
      SIDELINE_RATE_ADDRESS: '30',
      SIDELINE_RATE_USER: '10',
    });
    await organisation(server.people, 'acme', 1);
  });
  afterAll(() => server.close());

  const from = (address: string) => ({ 'x-forwarded-for': address });
  /** Opens a socket and ends it at once. @returns the status, or the code of its end. */
  async function openOnce(address: string, token: string | null = null): Promise<number> {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/live`, {
      headers: from(address),
    });
    socket.on('error', () => {});
    socket.on('message', () => socket.close(1000));
    return new Promise((done) => {
      socket.once('open', () => {
        if (token !== null) return socket.send(JSON.stringify({ type: 'auth', token }));
        socket.terminate();
        return done(101);
      });
      socket.once('unexpected-response', (request, response) => {
        request.destroy();
        done(response.statusCode ?? 0);
      });
      if (token !== null) socket.once('close', done);
    });
  }

  it('counts as requests of the network', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 32; count++) statuses.push(await openOnce('203.0.113.1'));
    expect(statuses).toEqual([...Array(30).fill(101), 429, 429]);
    const headers = from('203.0.113.1');
    expect((await fetch(`${server.url}/server`, { headers })).status).toBe(429);
    expect(await openOnce('203.0.113.2')).toBe(101);
  });
  it('counts as requests of the person, from wherever they come', async () => {
    const token = await tokenOf(server.url, 'rep0@acme.test');
    const ends: number[] = [];
    for (let count = 0; count < 12; count++) ends.push(await openOnce(`203.0.114.${count}`, token));
    expect(ends).toEqual([...Array(10).fill(1000), 4429, 4429]);
  });
});

it('half-sent requests of one network leave room for others, and end soon', async () => {
  const server = await startServer();
  await organisation(server.people, 'acme', 1);
  const token = await tokenOf(server.url, 'boss@acme.test');
  const port = Number(new URL(server.url).port);
  const sockets: Socket[] = [];
  const half = () =>
    new Promise<Socket>((done) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: '127.6.0.1' });
      sockets.push(socket);
      socket.on('error', () => {});
      socket.resume();
      socket.once('connect', () => {
        socket.write('GET /health HTTP/1.1\r\nHost: x\r\nX-A: ');
        done(socket);
      });
    });
  const more = 10;
  const ended = new Set<Socket>();
  for (let count = 0; count < MOST_UNKNOWN + more; count++) {
    const socket = await half();
    socket.once('close', () => ended.add(socket));
  }
  await vi.waitUntil(() => ended.size === more, 20_000);
  expect([...ended].sort()).toEqual(sockets.slice(-more).sort());
  const answer = await fetch(`${server.url}/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status, 'another address').toBe(200);
  await vi.waitUntil(() => ended.size === sockets.length, 25_000);
  await server.close();
});

it.runIf(storeKinds.includes('postgres'))('presence reaches the other process', async () => {
  const settings = { SIDELINE_DB: await newDatabase(), SIDELINE_SECRET: TEST_SECRET };
  const [one, two] = [
    await startServer('postgres', settings),
    await startServer('postgres', settings),
  ];
  const acme = await organisation(one.people, 'acme', 1);
  const look = async (server: TestServer, email: string) => {
    const token = await tokenOf(server.url, email);
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/live`);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', token })));
    const here: string[] = [];
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'here') here.push(JSON.stringify(message.here));
      if (message.type === 'ready')
        socket.send(JSON.stringify({ type: 'at', records: ['a'], show: true }));
    });
    return { socket, here };
  };
  const boss = await look(one, 'boss@acme.test');
  const rep = await look(two, 'rep0@acme.test');
  const sees = ({ here }: typeof boss, users: readonly string[]) =>
    vi.waitUntil(
      () => here.at(-1) === JSON.stringify(users.map((user) => ({ refKey: 'a', users: [user] }))),
      20_000,
    );
  await sees(boss, acme.reps);
  await sees(rep, [acme.boss]);
  rep.socket.close();
  await sees(boss, []);
  boss.socket.close();
  await one.close();
  await two.close();
});
