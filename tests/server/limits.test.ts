import { randomFillSync } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { idSource } from '../../lib/model/index.ts';
import { CHROME_ID } from '../../lib/platform/ids.ts';
import { createApp } from '../../server/app.ts';
import { createGuesses } from '../../server/limits/guesses.ts';
import { memoryLimiters } from '../../server/limits/limiter.ts';
import { requestCounts } from '../../server/limits/requests.ts';
import { addTeam } from '../../server/people/people.ts';
import {
  context,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

const EXTENSION = `chrome-extension://${CHROME_ID}`;

describe('a client that sends too many requests', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer('sqlite', {
      SIDELINE_PROXIES: '127.0.0.1',
      SIDELINE_RATE_USER: '10',
    });
    await organisation(server.people, 'acme', 1);
  });
  afterAll(() => server.close());

  const ask = (path: string, from: string, body?: unknown, more: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': from,
        origin: EXTENSION,
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  /** The number of requests that were not refused, and the last answer. */
  const many = async (count: number, one: (index: number) => Promise<Response>) => {
    let through = 0;
    let last: Response | null = null;
    for (let index = 0; index < count; index++) {
      last = await one(index);
      if (last.status !== 429) through += 1;
    }
    return { through, last };
  };
  const expectWait = async (answer: Response | null) => {
    expect(answer?.status).toBe(429);
    expect(await answer?.json()).toEqual({ code: 'slowDown' });
    const wait = Number(answer?.headers.get('retry-after'));
    expect(Number.isInteger(wait) && wait >= 1 && wait <= 60, `waits ${wait} seconds`).toBe(true);
    // An extension can read only exposed headers.
    expect(answer?.headers.get('access-control-expose-headers')).toMatch(/\bretry-after\b/);
  };

  it('is one client, for any port and notation of the proxy', async () => {
    const form = (index: number) =>
      [`203.0.113.91:${50_000 + index}`, '203.0.113.91', `[::ffff:203.0.113.91]:${index}`][
        index % 3
      ] ?? '';
    const path = '/auth/oidc/nobody/start';
    const { through, last } = await many(40, (index) => ask(path, form(index)));
    expect(through).toBe(30);
    await expectWait(last);
    expect((await ask(path, '203.0.113.92:50000')).status).toBe(404);
  });
  it('is distinguished by address in the sign-in library too', async () => {
    const reset = (from: string) =>
      ask('/auth/request-password-reset', from, { email: 'nobody@acme.test' });
    const { through, last } = await many(12, (index) => reset(`[2001:db8:1::7]:${50_000 + index}`));
    expect(through).toBe(10);
    await expectWait(last);
    expect((await reset('[2001:db8:2::7]:50000')).status, 'somebody else is not held up').toBe(200);
  });
  it('gets the time to wait when signed in, too', async () => {
    const token = await tokenOf(server.url, 'rep0@acme.test');
    const { through, last } = await many(12, () =>
      ask('/me', '203.0.113.93', undefined, { authorization: `Bearer ${token}` }),
    );
    expect(through).toBe(10);
    await expectWait(last);
  });
});

describe('a refused request', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());
  afterEach(() => vi.useRealTimers());

  it('is logged and counted, and a wait ends with the window', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    const now = () => Date.now();
    const pass = (ms: number) => vi.setSystemTime(now() + ms);
    const lines: { path: string; status: number }[] = [];
    const log = pino({ base: null }, { write: (line: string) => lines.push(JSON.parse(line)) });
    const { store, db, auth } = server.people;
    const app = createApp({
      config: { ...server.config, metricsToken: 'a token of the test' },
      sendsMail: false,
      mailNotice() {},
      file: null,
      store,
      db,
      auth,
      log,
      live: { size: 0, poke() {}, attach() {}, async close() {} },
      limiters: memoryLimiters(),
      guesses: createGuesses(memoryLimiters(), db, Date.now),
      requests: requestCounts({ ...server.config.rate, address: 2 }),
      later: { add: () => true, async finish() {} },
      connections: { signedIn() {} },
      now,
      ids: idSource(now, randomFillSync),
    });
    const get = (path: string, headers: Record<string, string> = {}) =>
      app.request(path, { headers });
    expect((await get('/server', { origin: 'https://evil.test' })).status).toBe(403);
    const first = await get('/server');
    expect(first.status).toBe(200);
    pass(17_500);
    expect((await get('/server')).status).toBe(200);
    const late = await get('/server');
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '43']);
    expect(
      (await app.request('/server', { method: 'OPTIONS', headers: { origin: EXTENSION } })).status,
    ).toBe(429);
    expect(lines.map(({ path, status }) => `${path} ${status}`)).toEqual([
      '/server 403',
      '/server 200',
      '/server 200',
      '/server 429',
      '/server 429',
    ]);
    pass(42_500);
    const metrics = await (
      await get('/metrics', { authorization: 'Bearer a token of the test' })
    ).text();
    for (const [route, status, count] of [
      ['/server', 403, 1],
      ['/server', 200, 2],
      ['/server', 429, 1],
      // A preflight request of a browser.
      ['none', 429, 1],
    ])
      expect(metrics).toContain(
        `sideline_request_seconds_count{route="${route}",status="${status}"} ${count}\n`,
      );
  });

  it.each([
    ['another site', '/sync/live', 'https://evil.test', 403],
    ['another path', '/sync/other', EXTENSION, 404],
  ])('a socket of %s is answered with the reason', async (_, path, origin, status) => {
    const socket = new WebSocket(server.url.replace('http', 'ws') + path, { headers: { origin } });
    const answer = new Promise<number | undefined>((done) =>
      socket.on('unexpected-response', (_request, response) => {
        response.resume();
        done(response.statusCode);
      }),
    );
    expect(await answer).toBe(status);
  });
});

describe.each(storeKinds)('a new team, on %s', (kind) => {
  let server: TestServer;
  let acme: Awaited<ReturnType<typeof organisation>>;
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 1);
  });
  afterAll(() => server.close());

  it('is a membership change: a push notices it, and every connection is poked', async () => {
    const token = await tokenOf(server.url, 'rep0@acme.test');
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/live`);
    const received: { type: string; version: number }[] = [];
    const next = () => new Promise<void>((done) => socket.once('message', () => done()));
    socket.on('message', (data) => received.push(JSON.parse(String(data))));
    await new Promise((done) => socket.once('open', done));
    socket.send(JSON.stringify({ type: 'auth', token }));
    await next();
    const counters = () =>
      server.people.db
        .selectFrom('org')
        .select(['people', 'version'])
        .where('id', '=', acme.org)
        .executeTakeFirstOrThrow();
    const before = await counters();
    const poke = next();
    await addTeam(server.people, await context(server.people, acme.boss), {
      name: 'South',
      manager: acme.boss,
    });
    await poke;
    const after = await counters();
    expect(after.people).toBe(before.people + 1);
    expect(received.at(-1)).toEqual({ type: 'poke', org: acme.org, version: after.version });
    expect(after.version).toBeGreaterThan(before.version);
    socket.close();
  });
});
