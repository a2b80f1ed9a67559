import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type WebSocket as Socket, WebSocketServer } from 'ws';
import { createConnection } from '../../lib/sync/client/connection.ts';
import { startDeadLine } from '../helpers/deadLine.ts';
import { freePort } from '../soak/process.ts';

/**
 * Short limits instead of a minute. A busy machine may treat a live connection as dead, which is
 * then only replaced once more.
 */
const SILENCE_MS = 400;
const BEAT_MS = 50;

let server: WebSocketServer;
let line: Awaited<ReturnType<typeof startDeadLine>>;
const sockets = new Set<Socket>();
const poke = () => {
  for (const socket of sockets) socket.send(JSON.stringify({ type: 'poke', org: 'o', version: 2 }));
};
let beat: ReturnType<typeof setInterval>;

beforeAll(async () => {
  const port = await freePort();
  server = new WebSocketServer({ port, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.once('message', () => {
      sockets.add(socket);
      socket.send(JSON.stringify({ type: 'ready', org: 'o', version: 1 }));
    });
  });
  beat = setInterval(() => {
    for (const socket of sockets) socket.send(JSON.stringify({ type: 'beat' }));
  }, BEAT_MS);
  line = await startDeadLine(port);
});
afterAll(async () => {
  clearInterval(beat);
  await line.close();
  for (const socket of server.clients) socket.terminate();
  await new Promise((done) => server.close(done));
});

it('a connection that loses every packet is replaced, and the next poke arrives', async () => {
  const comes = (check: () => unknown) => vi.waitFor(check, { timeout: 25_000, interval: 10 });
  const received = { news: 0, ready: 0, gone: 0 };
  const connection = createConnection({
    now: () => Date.now(),
    random: () => 0.1,
    WebSocket,
    silenceMs: SILENCE_MS,
    onNews: () => {
      received.news += 1;
    },
    onHere() {},
    onConnection: (ready) => {
      received[ready ? 'ready' : 'gone'] += 1;
    },
    onWanted: () => open(),
  });
  const open = () => connection.ensure({ server: line.url, token: 't' });
  connection.pageSeen();
  open();
  // A ready connection is news as well: only further news were poked.
  const pokes = () => received.news - received.ready;
  await comes(() => expect(received.ready).toBeGreaterThan(0));
  poke();
  await comes(() => expect(pokes()).toBeGreaterThan(0));

  const { ready, gone } = received;
  const before = pokes();
  const connections = line.die();
  poke(); // never received, while the socket's state is still open
  await comes(() => expect(received.gone).toBeGreaterThan(gone));
  await comes(() => expect(received.ready).toBeGreaterThan(ready));
  expect(line.connections()).toBeGreaterThan(connections);
  poke();
  await comes(() => expect(pokes()).toBeGreaterThan(before));
  connection.drop();
});
