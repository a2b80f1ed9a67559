// F3: bodies on routes without sign-in could hold a gigabyte of the server's memory. F56: a packed
// push with very many names held the server for seconds.
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseStorable } from '../../lib/model/index.ts';
import { PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { BODY_MS, exceeds } from '../../server/http/bodies.ts';
import { bodyBudget } from '../../server/http/bodyBudget.ts';
import { organisation, startServer, type TestServer, tokenOf } from '../helpers/server.ts';

const KB = 1024;
const MB = KB * KB;
let server: TestServer;
let token = '';
beforeAll(async () => {
  server = await startServer();
  await organisation(server.people, 'acme', 1);
  token = await tokenOf(server.url, 'boss@acme.test');
});
afterAll(() => server.close());
afterEach(() => vi.useRealTimers());

/** JSON of exactly this many bytes. */
const json = (size: number) => `{"a":"${'x'.repeat(size - 8)}"}`;
const post = async (path: string, body: string | Uint8Array, headers = {}) =>
  (
    await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: body as BodyInit,
    })
  ).status;
const signedIn = () => ({ authorization: `Bearer ${token}` });

/** Sends bytes as they are. @returns the first line of the answer, once it arrived. */
function raw(bytes: readonly (string | Uint8Array)[]): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    // The server may close the connection while the rest is still on its way.
    socket.on('error', () => {});
    socket.once('data', (data) => {
      socket.destroy();
      done(String(data).split('\r\n')[0] ?? '');
    });
    socket.once('close', () => fail(new Error('no answer')));
    for (const part of bytes) socket.write(part);
  });
}
const head = (path: string, length: number, more: readonly string[] = []) =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: x',
    'Content-Type: application/json',
    `Content-Length: ${length}`,
    ...more,
    '\r\n',
  ].join('\r\n');

describe('the largest body', () => {
  it.each([
    ['/invitations/accept', 16 * KB],
    ['/auth/oidc/token', 16 * KB],
    ['/auth/sign-in/email', 4 * KB],
  ])('of %s, without a session, is %i bytes', async (path, most) => {
    expect(await post(path, json(most))).toBe(400);
    expect(await post(path, json(most + 1))).toBe(413);
  });
  it.each([
    ['/org/teams', 64 * KB],
    ['/sync/pull', 256 * KB],
    ['/sync/push', 12 * MB],
  ])('of %s, with a session, is %i bytes', async (path, most) => {
    expect(await post(path, json(most), signedIn())).toBe(400);
    expect(await post(path, json(most + 1), signedIn())).toBe(413);
    expect(await post(path, json(1000)), 'nothing is read without a session').toBe(401);
  });
  it.each(['/invitations/accept', '/auth/oidc/token', '/auth/sign-in/email', '/org/teams'])(
    'of %s is the same once it is unpacked',
    async (path) => {
      const headers = { ...signedIn(), 'content-encoding': 'gzip' };
      expect(await post(path, gzipSync(json(MB)), headers)).toBe(413);
    },
  );
  it('is known from the header: unfinished bodies are refused before they arrive', async () => {
    const part = Buffer.alloc(MB, 97);
    const answers = await Promise.all(
      Array.from({ length: 58 }, (_, index) =>
        raw([head(index % 2 === 0 ? '/invitations/accept' : '/auth/oidc/token', 12e6), part]),
      ),
    );
    const limited = answers.filter((line) => line.includes(' 429 '));
    expect(answers.filter((line) => line.includes(' 413 ')).length + limited.length).toBe(58);
  });
});

describe('the values of a body', () => {
  const MOST = 100_000;
  const packed = () => ({ ...signedIn(), 'content-encoding': 'gzip' });
  const push = (text: string) => post('/sync/push', gzipSync(text), packed());
  it('are limited, so that a small packed push is not hundreds of megabytes', async () => {
    const lists = (count: number) => `{"a":[${Array(count).fill('[0,0,0]').join(',')}]}`;
    expect(await push(lists(1500))).toBe(400);
    expect(
      await push(
        `[${Array(40)
          .fill(lists(MOST / 160))
          .join(',')}]`,
      ),
    ).toBe(413);
    expect(await post('/auth/sign-in/email', `[${'1,'.repeat(1000)}1]`)).toBe(413);
  });
  it('are at most 2,000 in one object or list, which a pull needs', async () => {
    const names = (count: number) =>
      Array.from({ length: count }, (_, index) => `"k${index}":"\\u0000"`).join(',');
    const proto = '"proto":3,"schema":1';
    for (const [count, status] of [
      [2000, 200],
      [2001, 413],
    ] as const)
      expect(await post('/sync/pull', `{${proto},"scopes":{${names(count)}}}`, signedIn())).toBe(
        status,
      );
    expect(await push(`{${proto},"mutations":[{"patch":{${names(2001)}}}]}`)).toBe(413);
    expect(await push(`{${proto},"mutations":[${Array(2001).fill('{}').join(',')}]}`)).toBe(413);
  });
  it('of one patch are at most 200 fields, of one map 500 keys', async () => {
    const { id } = { id: 'a-device' };
    const change = (patch: object, maps: object) => ({
      ...{ seq: 1, id: 'm', op: 'put', collection: 'none', rowId: 'r', base: 0 },
      ...{ scope: 'u:x', patch, maps },
    });
    const of = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 0]));
    const send = (patch: object, set: object) =>
      post(
        '/sync/push',
        JSON.stringify({
          ...{ proto: PROTO, schema: SCHEMA, clientId: id },
          mutations: [change(patch, { m: { set, remove: [] } })],
        }),
        signedIn(),
      );
    expect(await send(of(200), of(500))).toBe(200);
    expect(await send(of(201), {})).toBe(400);
    expect(await send({}, of(501))).toBe(400);
  });
  it('are cleaned of characters that no store has, without a call for each of them', () => {
    const parse = vi.spyOn(JSON, 'parse');
    const value = parseStorable(
      '{"a":["x\\u0000\\ud800",1,null,{"b":"\\u0000","__proto__":"\\u0000c"}]}',
    );
    expect(parse.mock.calls.map((args) => args.length)).toEqual([1]);
    parse.mockRestore();
    expect(JSON.stringify(value)).toBe('{"a":["x\ufffd",1,null,{"b":"","__proto__":"c"}]}');
  });
  it('are counted like a parser counts them', () => {
    const most = { members: 1e6, depth: 1e6 };
    /** The values inside a value and the names of their fields, and one for an empty one. */
    const inside = (value: unknown): number => {
      if (value === null || typeof value !== 'object') return 0;
      const items = Object.values(value);
      const each = Array.isArray(value) ? 1 : 2;
      return items.reduce((sum: number, item) => sum + each + inside(item), 0) || 1;
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const [text, count] = [Buffer.from(JSON.stringify(value)), inside(value)];
        expect(exceeds(text, { ...most, values: count + 1 })).toBeNull();
        if (count > 0) expect(exceeds(text, { ...most, values: count })).toBe('values');
      }),
      { seed: 36 },
    );
  });
  it('in texts are none, however long and escaped these are', () => {
    const part = fc.constantFrom('"', '\\', '[{,:', 'x'.repeat(70), '\\'.repeat(65), '\\"');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = Buffer.from(JSON.stringify([parts.join(''), 1]));
        expect(exceeds(text, { values: 3, members: 2, depth: 1 })).toBeNull();
        expect(exceeds(text, { values: 2, members: 2, depth: 1 })).toBe('values');
      }),
      { seed: 36 },
    );
    expect(exceeds(Buffer.from('"[[['), { values: 1, members: 1, depth: 1 })).toBeNull();
  });
  it('have members and a depth, like a parser sees them', () => {
    const most = (value: unknown): number => {
      if (value === null || typeof value !== 'object') return 0;
      const items = Object.values(value);
      return Math.max(items.length, ...items.map(most));
    };
    const deep = (value: unknown): number =>
      value === null || typeof value !== 'object'
        ? 0
        : 1 + Math.max(0, ...Object.values(value).map(deep));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = Buffer.from(JSON.stringify(value));
        const all = { values: 1e6, members: Math.max(1, most(value)), depth: deep(value) };
        expect(exceeds(text, all)).toBeNull();
        if (all.members > 1)
          expect(exceeds(text, { ...all, members: all.members - 1 })).toBe('members');
        if (all.depth > 0) expect(exceeds(text, { ...all, depth: all.depth - 1 })).toBe('depth');
      }),
      { seed: 36 },
    );
  });
});

it('a body that is not complete in time is given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const lines: string[] = [];
  const request = head('/org/teams', 100, [`Authorization: Bearer ${token}`]);
  void raw([request, '{']).then((line) => lines.push(line));
  // The time passes again and again, since the timer begins when the request has arrived.
  await vi.waitUntil(
    async () => {
      await vi.advanceTimersByTimeAsync(BODY_MS);
      return lines.length > 0;
    },
    { timeout: 20_000, interval: 10 },
  );
  expect(lines).toEqual(['HTTP/1.1 408 Request Timeout']);
});

describe('bytes of bodies in memory', () => {
  const status = (work: () => void) => {
    try {
      work();
      return 200;
    } catch (error) {
      return (error as { status: number }).status;
    }
  };
  it('are limited for each network and person, and for all together', () => {
    const budget = bodyBudget({ all: 100, each: 60 });
    const first = budget.hold('198.51.100.1');
    expect(status(() => first.add(60))).toBe(200);
    const second = budget.hold('198.51.100.1');
    expect(
      status(() => second.add(1)),
      'the same network',
    ).toBe(429);
    const third = budget.hold('198.51.100.2');
    expect(status(() => third.add(40))).toBe(200);
    expect(
      status(() => third.add(1)),
      'all together',
    ).toBe(503);
    first.release();
    expect(status(() => third.add(20))).toBe(200);
    for (const held of [second, third]) held.release();
    expect(budget.bytes).toBe(0);
  });
  it('belong to a person from the sign-in on, wherever their devices are', () => {
    const budget = bodyBudget({ all: 1000, each: 60 });
    const [here, there] = [budget.hold('198.51.100.1'), budget.hold('198.51.100.2')];
    here.belongsTo('rep');
    there.belongsTo('rep');
    here.add(60);
    expect(status(() => there.add(1))).toBe(429);
    expect(status(() => budget.hold('198.51.100.1').add(60))).toBe(200);
  });
});
