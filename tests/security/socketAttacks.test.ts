// F25: what a socket must not do: come from a foreign page, change its person, send huge or many
// messages, or try a second sign-in.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import {
  type Organisation,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

interface Line {
  socket: WebSocket;
  received: { type: string; here?: unknown }[];
  opened: Promise<number>;
  closed: Promise<number>;
}

describe.each(storeKinds)('attacks through a socket, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  const lines: Line[] = [];
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 2);
  });
  afterAll(() => server?.close());
  afterEach(async () => {
    for (const { socket } of lines) socket.terminate();
    await Promise.all(lines.splice(0).map(({ closed }) => closed));
  });

  function open(origin?: string): Line {
    const url = `${server.url.replace('http', 'ws')}/sync/live`;
    const socket = new WebSocket(url, origin === undefined ? {} : { origin });
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
  const say = ({ socket }: Line, message: unknown) => socket.send(JSON.stringify(message));
  async function signedIn(token: string): Promise<Line> {
    const line = open();
    await line.opened;
    say(line, { type: 'auth', token });
    await vi.waitUntil(() => line.received.some(({ type }) => type === 'ready'), 20_000);
    return line;
  }

  it('a page of the web opens none', async () => {
    const origins = ['https://evil.test', 'null', `moz-extension://${'a'.repeat(8)}`];
    for (const origin of origins) expect(await open(origin).opened, origin).toBe(403);
  });
  it('a huge message ends its socket, before and after the sign-in, and no other', async () => {
    const token = await tokenOf(server.url, 'rep0@acme.test');
    const other = await signedIn(token);
    const before = open();
    await before.opened;
    const after = await signedIn(token);
    for (const line of [before, after]) {
      line.socket.send('x'.repeat(1_000_000));
      expect([1006, 1009]).toContain(await line.closed);
    }
    expect(other.socket.readyState).toBe(WebSocket.OPEN);
  });
  it('many messages end their socket', async () => {
    const line = await signedIn(await tokenOf(server.url, 'rep0@acme.test'));
    for (let count = 0; count < 130; count++) say(line, { type: 'at', records: [], show: false });
    expect(await line.closed).toBe(4429);
  });
  it('a second sign-in on a socket does not change its person', async () => {
    const boss = await signedIn(await tokenOf(server.url, 'boss@acme.test'));
    const rep = await signedIn(await tokenOf(server.url, 'rep0@acme.test'));
    say(rep, { type: 'auth', token: await tokenOf(server.url, 'rep1@acme.test') });
    say(rep, { type: 'at', records: ['a'], show: true });
    say(boss, { type: 'at', records: ['a'], show: true });
    const shown = () => boss.received.findLast(({ type }) => type === 'here')?.here;
    const expected = [{ refKey: 'a', users: [acme.reps[0]] }];
    await vi.waitUntil(() => JSON.stringify(shown()) === JSON.stringify(expected), 20_000);
    expect(rep.received.filter(({ type }) => type === 'ready')).toHaveLength(1);
  });
  it('a sign-in that fails cannot be tried again on the same socket', async () => {
    const line = open();
    await line.opened;
    say(line, { type: 'auth', token: 'guessed' });
    say(line, { type: 'auth', token: await tokenOf(server.url, 'rep0@acme.test') });
    expect(await line.closed).toBe(4401);
    expect(line.received).toEqual([]);
  });
});
