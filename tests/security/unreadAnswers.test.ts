// F41: one person asked for everything on many connections and read nothing, so that the answers
// filled the server's memory.

import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { UNREAD_LIMITS, unreadAnswers } from '../../server/http/unread.ts';
import { Client } from '../helpers/client.ts';
import {
  note,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** Sends a request, waits for the first bytes of its answer, and reads none. */
function askWithoutReading(port: number, request: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1', () => socket.write(request));
  sockets.push(socket);
  socket.on('error', () => {});
  return new Promise((done) => socket.once('readable', () => done(socket)));
}

describe.each(storeKinds)('answers that nobody reads, on %s', (kind) => {
  let server: TestServer;
  let token = '';
  beforeAll(async () => {
    server = await startServer(kind);
    const { reps } = await organisation(server.people, 'acme', 2);
    token = await tokenOf(server.url, 'rep0@acme.test');
    const client = new Client(server, reps[0] ?? '');
    const scope = `u:${client.user}`;
    const patch = note(client.user, 'x'.repeat(19_000));
    await client.send(...Array.from({ length: 250 }, () => client.mutation({ scope, patch })));
  });
  afterAll(() => server.close());

  const statusFor = async (who: string) =>
    (await fetch(`${server.url}/me`, { headers: { authorization: `Bearer ${who}` } })).status;
  const body = JSON.stringify({ proto: PROTO, schema: SCHEMA, scopes: {} });
  const pull = () =>
    askWithoutReading(
      Number(new URL(server.url).port),
      [
        'POST /sync/pull HTTP/1.1',
        'host: x',
        `authorization: Bearer ${token}`,
        'content-type: application/json',
        `content-length: ${body.length}`,
        '',
        body,
      ].join('\r\n'),
    );

  it('are limited for each person, until they are read or the reader leaves', async () => {
    let opened = 0;
    while ((await statusFor(token)) === 200 && opened < 60) {
      await pull();
      opened += 1;
    }
    expect(await statusFor(token), `after ${opened} answers`).toBe(429);
    expect(await statusFor(await tokenOf(server.url, 'rep1@acme.test'))).toBe(200);
    for (const socket of sockets.splice(0, 1)) socket.resume();
    for (const socket of sockets.splice(0)) socket.destroy();
    await vi.waitUntil(async () => (await statusFor(token)) === 200, 20_000);
  });
});

describe('a reader', () => {
  let server: Server;
  afterEach(() => new Promise<void>((done) => void server.close(() => done())));
  const idleMs = 300;
  const listen = async (answer: (url: string) => Promise<string>) => {
    const unread = unreadAnswers({ ...UNREAD_LIMITS, idleMs });
    server = createServer(async (request, response) => {
      unread.begin('person', response);
      response.end(await answer(request.url ?? ''));
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    return (server.address() as AddressInfo).port;
  };

  it('who takes nothing is cut off', async () => {
    const port = await listen(async () => 'x'.repeat(20_000_000));
    const ended = new Promise<void>((done) =>
      server.once('connection', (socket) => socket.once('close', () => done())),
    );
    await askWithoutReading(port, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await ended;
  });

  it('who waits for the work of the next request is not', async () => {
    const port = await listen(async (url) => {
      if (url === '/slow') await new Promise((done) => setTimeout(done, 4 * idleMs));
      return url;
    });
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    let received = '';
    socket.on('data', (data) => {
      received += String(data);
    });
    const ask = (url: string) => socket.write(`GET ${url} HTTP/1.1\r\nhost: x\r\n\r\n`);
    ask('/first');
    await vi.waitUntil(() => received.endsWith('/first'), 20_000);
    ask('/slow');
    const ended = new Promise((done) => socket.once('close', () => done('cut off')));
    const answered = vi.waitUntil(() => received.endsWith('/slow'), 20_000);
    expect(await Promise.race([ended, answered])).toBe(true);
    socket.destroy();
  });
});
