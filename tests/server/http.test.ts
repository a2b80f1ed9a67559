import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { CHROME_ID } from '../../lib/platform/ids.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import { OWN_PATHS, readConfig } from '../../server/config.ts';
import { ConfigError } from '../../server/errors.ts';
import { invite } from '../../server/people/invitations.ts';
import { addTeam, setMember } from '../../server/people/people.ts';
import { endSessions } from '../../server/people/sessions.ts';
import {
  context,
  note,
  organisation,
  PASSWORD,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

let server: TestServer;
let acme: Awaited<ReturnType<typeof organisation>>;
let rep = '';
let token = '';
describe.each(storeKinds)('over HTTP, on %s', (kind) => {
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 1);
    rep = acme.reps[0] ?? '';
    token = await tokenOf(server.url, 'rep0@acme.test');
  });
  afterAll(() => server.close());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body:
        typeof body === 'string' || body instanceof Uint8Array
          ? (body as BodyInit)
          : JSON.stringify(body),
    });
  const pushing = (text: string, seq = 1) => ({
    proto: PROTO,
    schema: 1,
    clientId: `c${seq}`,
    mutations: [
      {
        seq: 1,
        id: `m${seq}`,
        op: 'create',
        collection: 'note',
        rowId: `r${seq}`,
        base: 0,
        scope: `u:${rep}`,
        patch: note(rep, text),
      },
    ],
  });

  describe('the server', () => {
    it('answers the health check', async () =>
      expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ ok: true }));
    it('refuses requests without a session', async () => {
      for (const path of ['/me', '/org/members'])
        expect((await fetch(server.url + path)).status).toBe(401);
      expect((await post('/sync/pull', {}, { authorization: 'Bearer forged.token' })).status).toBe(
        401,
      );
      expect(
        (
          await post(
            '/sync/pull',
            {},
            { authorization: '', cookie: `better-auth.session_token=${token}` },
          )
        ).status,
      ).toBe(401);
    });
    it('takes an unsigned token for none', async () =>
      expect(
        (await post('/sync/pull', {}, { authorization: `Bearer ${token.split('.')[0]}` })).status,
      ).toBe(401));
    it('answers the same whether an address exists or not', async () => {
      const wrong = async (email: string) => {
        const response = await post(
          '/auth/sign-in/email',
          { email, password: 'not the password' },
          { authorization: '' },
        );
        return [response.status, await response.text()];
      };
      expect(await wrong('rep0@acme.test')).toEqual(await wrong('nobody@acme.test'));
    });
    it('has no open sign-up and none of the other routes of its auth library', async () => {
      for (const path of [
        '/auth/sign-up/email',
        '/auth/update-user',
        '/auth/delete-user',
        '/auth/change-email',
        '/auth//sign-up/email',
      ])
        expect(
          (await post(path, { email: 'x@y.test', password: PASSWORD, name: 'x' })).status,
        ).toBe(404);
    });
    it('sets no cookie', async () =>
      expect(
        (
          await post('/auth/sign-in/email', { email: 'rep0@acme.test', password: PASSWORD })
        ).headers.get('set-cookie'),
      ).toBeNull());
    it.each([
      [`chrome-extension://${CHROME_ID}`, 200],
      ['moz-extension://11111111-2222-4333-8444-555555555555', 200],
      ['chrome-extension://abcdefghijklmnopabcdefghijklmnop', 403],
      ['https://evil.test', 403],
      ['null', 403],
    ])('answers the origin %s with %s', async (origin, status) =>
      expect(
        (await fetch(`${server.url}/me`, { headers: { origin, authorization: `Bearer ${token}` } }))
          .status,
      ).toBe(status),
    );
    it('accepts an invitation once, and does not reveal why another fails', async () => {
      const code = await invite(server.people, acme.org, {
        email: 'new@acme.test',
        role: 'rep',
        team: null,
      });
      const accept = (more = {}) =>
        post('/invitations/accept', {
          token: code,
          name: 'New',
          email: 'New@acme.test',
          password: PASSWORD,
          ...more,
        });
      expect(
        (await accept({ email: 'alias@acme.test' })).status,
        'the account would get another address than the one typed',
      ).toBe(400);
      expect((await accept({ password: 'short' })).status).toBe(400);
      expect((await accept()).status).toBe(200);
      expect((await accept()).status).toBe(404);
      expect((await accept({ token: 'made-up' })).status).toBe(404);
      expect(await tokenOf(server.url, 'new@acme.test')).toBeTruthy();
    });
    it('lets only administrators invite and move people', async () => {
      expect(
        (await post('/org/invitations', { email: 'x@acme.test', role: 'admin', team: null }))
          .status,
      ).toBe(403);
      expect(
        (
          await fetch(`${server.url}/org/members/${rep}`, {
            method: 'PATCH',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
            body: '{"role":"admin"}',
          })
        ).status,
      ).toBe(403);
    });
    it.each([1, 2, 4, 1_000_000])(
      'answers a request in version %s with its own protocol version',
      async (proto) => {
        for (const [path, request] of [
          ['/sync/push', { ...pushing('x', 90), proto }],
          ['/sync/pull', { proto, schema: 1, scopes: {} }],
          // With fields that this version does not know.
          ['/sync/push', { proto, changes: 'of tomorrow' }],
        ] as const) {
          const answer = await post(path, request);
          expect([answer.status, await answer.json()]).toEqual([400, { code: 'proto', speaks: 3 }]);
        }
      },
    );
    it.each([undefined, null, '3', 3.5, {}])(
      'takes the version %s for no request of ours',
      async (proto) => {
        const answer = await post('/sync/pull', { proto, schema: 1, scopes: {} });
        expect([answer.status, await answer.json()]).toEqual([400, { code: 'invalid' }]);
      },
    );
    it('takes packed bodies, and no bombs', async () => {
      expect(
        (
          await post('/sync/push', gzipSync(JSON.stringify(pushing('packed', 5))), {
            'content-encoding': 'gzip',
          })
        ).status,
      ).toBe(200);
      expect(
        (
          await post('/sync/push', gzipSync(Buffer.alloc(40_000_000)), {
            'content-encoding': 'gzip',
          })
        ).status,
      ).toBe(413);
      expect(
        (await post('/sync/push', Buffer.from('not gzip'), { 'content-encoding': 'gzip' })).status,
      ).toBe(400);
      expect((await post('/sync/push', new Uint8Array(13_000_000))).status).toBe(413);
    });
    it('reads a header in any case and with any weight', async () => {
      const body = gzipSync(JSON.stringify(pushing('x'.repeat(3000), 6)));
      expect(
        (
          await post('/sync/push', body, {
            'content-encoding': 'GZIP',
            'content-type': 'Application/JSON; charset=utf-8',
          })
        ).status,
      ).toBe(200);
      expect((await post('/sync/push', body, { 'content-encoding': 'br' })).status).toBe(415);
      expect(
        (await post('/sync/push', pushing('x', 7), { 'content-type': 'application/jsonish' }))
          .status,
      ).toBe(415);
      const coding = async (accepted: string) =>
        (
          await post(
            '/sync/pull',
            { proto: PROTO, schema: 1, scopes: {} },
            { 'accept-encoding': accepted },
          )
        ).headers.get('content-encoding');
      expect([await coding('gzip'), await coding('br, GZIP;q=0.5')]).toEqual(['gzip', 'gzip']);
      expect([
        await coding('gzip;q=0'),
        await coding('identity'),
        await coding('x-gzip-like'),
      ]).toEqual([null, null, null]);
    });
    it('refuses values that are nested too deeply to be serialised', async () => {
      const deep = `${'{"a":'.repeat(4400)}1${'}'.repeat(4400)}`;
      const body = JSON.stringify(pushing('deep', 60)).replace(
        '"text":"deep"',
        `"text":"deep","x":${deep}`,
      );
      expect((await post('/sync/push', body)).status).toBe(400);
      expect((await post('/auth/sign-in/email', 'x'.repeat(100_000))).status).toBe(413);
    });
    it('answers any invalid request with a refusal, never with a fault', async () => {
      const strange = [
        fc.json(),
        fc.string(),
        fc.constant('['.repeat(20_000)),
        fc
          .anything()
          .map(
            (value) =>
              JSON.stringify({ proto: PROTO, schema: 1, clientId: 'c', mutations: [value] }) ?? '',
          ),
      ];
      let seq = 100;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(
            '/sync/push',
            '/sync/pull',
            '/invitations/accept',
            '/org/invitations',
            '/org/teams',
          ),
          fc.oneof(...strange),
          async (path, body) => {
            const response = await post(path, body);
            expect(response.status).toBeLessThan(500);
          },
        ),
        { numRuns: 200 },
      );
      for (const text of [
        '\u0000',
        '\ud800',
        "'; drop table row; --",
        '<script>alert(1)</script>',
        '𝕊'.repeat(500),
      ]) {
        const response = await post('/sync/push', pushing(text, ++seq));
        expect(response.status).toBe(200);
      }
      expect((await fetch(`${server.url}/health`)).status).toBe(200);
    });
  });

  describe('the socket', () => {
    const open = () => new WebSocket(`${server.url.replace('http', 'ws')}/sync/live`);
    it('pokes the others after a commit, and sends nothing else', async () => {
      const socket = open();
      const received: unknown[] = [];
      await new Promise<void>((ready) => {
        socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', token })));
        socket.on('message', (data) => {
          received.push(JSON.parse(String(data)));
          ready();
        });
      });
      const poke = new Promise<void>((done) => socket.on('message', () => done()));
      await post('/sync/push', pushing('hello', 50));
      await poke;
      expect(received[0]).toMatchObject({ type: 'ready', org: acme.org });
      expect(Object.keys(received[1] as object).sort()).toEqual(['org', 'type', 'version']);
      socket.close();
    });
    it('ends when the session behind it does', async () => {
      const bearer = await tokenOf(server.url, 'new@acme.test');
      const socket = open();
      const closed = new Promise<number>((done) => socket.on('close', done));
      await new Promise<void>((ready) => {
        socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', token: bearer })));
        socket.on('message', () => ready());
      });
      const { id: second } = await server.people.db
        .selectFrom('user')
        .select('id')
        .where('email', '=', 'new@acme.test')
        .executeTakeFirstOrThrow();
      await endSessions(server.people.db, second, null);
      // Checked when a membership changes, and every 25 seconds.
      await setMember(server.people, await context(server.people, acme.boss), second, {
        role: 'rep',
      });
      expect(await closed).toBe(4401);
    });
    it('pokes readers of the changed scopes, and everybody when a membership changes', async () => {
      const listen = async (email: string) => {
        const bearer = await tokenOf(server.url, email);
        const socket = open();
        const pokes: number[] = [];
        await new Promise<void>((ready) => {
          socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', token: bearer })));
          socket.on('message', (data) => {
            const message = JSON.parse(String(data));
            if (message.type === 'poke') pokes.push(message.version);
            else ready();
          });
        });
        return { socket, pokes };
      };
      const [boss, mine] = [await listen('boss@acme.test'), await listen('rep0@acme.test')];
      const pokedTimes = (who: { pokes: number[] }, count: number) =>
        new Promise<void>((done) => {
          const look = setInterval(() => {
            if (who.pokes.length < count) return;
            clearInterval(look);
            done();
          }, 5);
        });
      await post('/sync/push', pushing('for me alone', 70));
      await pokedTimes(mine, 1);
      await post('/sync/push', {
        ...pushing('for both', 71),
        mutations: [{ ...pushing('for both', 71).mutations[0], scope: `p:${acme.boss}:${rep}` }],
      });
      await pokedTimes(boss, 1);
      expect(boss.pokes, 'not told of what the rep wrote alone').toHaveLength(1);
      await addTeam(server.people, await context(server.people, acme.boss), {
        name: 'Another',
        manager: acme.boss,
      });
      await setMember(server.people, await context(server.people, acme.boss), acme.boss, {
        role: 'admin',
      });
      await pokedTimes(mine, 3);
      await pokedTimes(boss, 2);
      for (const { socket } of [boss, mine]) socket.close();
    });
    it.each(['{"type":"auth","token":"forged"}', 'not json', '{}'])(
      'ends a connection that sends %s',
      async (message) => {
        const socket = open();
        socket.on('open', () => socket.send(message));
        expect(
          await new Promise<number>((done) => socket.on('close', done)),
        ).toBeGreaterThanOrEqual(4400);
      },
    );
  });
});

describe('readConfig', () => {
  it.each([
    [{ SIDELINE_PORT: 'eighty' }, /SIDELINE_PORT is “eighty”/],
    [{ SIDELINE_PORT: '70000' }, /0 to 65535/],
    [{ SIDELINE_SECRET: 'short' }, /at least 32/],
    [{ SIDELINE_URL: 'somewhere' }, /SIDELINE_URL should begin with https/],
    [{ SIDELINE_URL: '' }, /SIDELINE_URL should begin with https/],
    [{ SIDELINE_URL: 'localhost:8787' }, /SIDELINE_URL should begin with https/],
    [{ SIDELINE_URL: 'ftp://sideline.example.com' }, /SIDELINE_URL should begin with https/],
    [{ SIDELINE_URL: 'https://' }, /SIDELINE_URL should be an address/],
    [{ SIDELINE_URL: 'https://me:secret@sideline.example.com' }, /^(?!.*secret).*no password/],
    [{ SIDELINE_URL: 'https://sideline.example.com/?x' }, /“\?”/],
    [{ SIDELINE_URL: 'https://sideline.example.com/#a' }, /“#”/],
    [{ SIDELINE_URL: 'https://sideline.example.com/auth' }, /“\/auth”/],
    [{ SIDELINE_URL: 'https://sideline.example.com/tools/join/' }, /“\/join”/],
    [{ SIDELINE_LOG: 'loud' }, /SIDELINE_LOG is “loud”/],
    [{ SIDELINE_EXTENSION_IDS: 'abc' }, /32 letters/],
    [{ SIDELINE_PROXIES: '127.0.0.1,172.16.0.0/99' }, /172.16.0.0\/99/],
    [{ SIDELINE_DB: 'postgres://a b' }, /postgres:\/\/user/],
  ])('refuses %o with a sentence', (env, sentence) => {
    expect(() => readConfig({ SIDELINE_SECRET: 'x'.repeat(32), ...env }, '.')).toThrow(sentence);
    expect(() => readConfig({ SIDELINE_SECRET: 'x'.repeat(32), ...env }, '.')).toThrow(ConfigError);
  });
  it.each([
    [
      { SIDELINE_URL: 'https://sideline.example.com/', SIDELINE_PROXIES: 'none' },
      'https://sideline.example.com',
    ],
    [
      { SIDELINE_URL: 'https://example.com/sideline/', SIDELINE_PROXIES: '127.0.0.1' },
      'https://example.com/sideline',
    ],
    [{}, 'http://127.0.0.1:8787'],
    [{ SIDELINE_HOST: '::1', SIDELINE_PORT: '9000' }, 'http://[::1]:9000'],
    [{ SIDELINE_HOST: '0.0.0.0' }, 'http://127.0.0.1:8787'],
    [{ SIDELINE_HOST: '::' }, 'http://[::1]:8787'],
  ])('with %o people reach the server at %s', (env, baseUrl) =>
    expect(readConfig({ SIDELINE_SECRET: 'x'.repeat(32), ...env }, '.').baseUrl).toBe(baseUrl),
  );
  it('lists the first part of every path that the server answers', async () => {
    const running = await startServer();
    const first = running.routes.map(({ path }) => path.split('/')[1] ?? '');
    await running.close();
    expect([...new Set(first)].sort()).toEqual([...OWN_PATHS]);
  });
});
