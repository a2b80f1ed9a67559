import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket as Socket } from 'ws';
import { connectLive } from '../../lib/sync/client/live.ts';
import { BEAT_MS, LiveOut } from '../../lib/sync/protocol.ts';
import { organisation, startServer, type TestServer, tokenOf } from '../helpers/server.ts';

let server: TestServer;
// Only the server's intervals are faked; requests and their timeouts run in real time.
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  server = await startServer();
  await organisation(server.people, 'acme', 1);
});
afterAll(async () => {
  await server.close();
  vi.useRealTimers();
});

/** A connection of the extension's own client, and every message that it receives. */
async function connect(email: string) {
  const token = await tokenOf(server.url, email);
  const received: string[] = [];
  const news = vi.fn();
  let beat = () => {};
  const beats = new Promise<void>((done) => {
    beat = done;
  });
  class Listening extends Socket {
    constructor(url: string) {
      super(url);
      this.on('message', (data) => {
        const { type } = LiveOut.parse(JSON.parse(String(data)));
        received.push(type);
        if (type === 'beat') beat();
      });
    }
  }
  const connected = await new Promise<{ close(): void }>((ready, fail) =>
    connectLive({
      server: server.url,
      token,
      WebSocket: Listening as unknown as typeof WebSocket,
      onReady: ready,
      onNews: news,
      onHere: () => {},
      onClosed: () => fail(new Error('no connection')),
    }),
  );
  return { received, news, beats, close: () => connected.close() };
}

it('the server sends a beat on every connection, and clients do not take it for news', async () => {
  const connections = [
    await connect('boss@acme.test'),
    await connect('rep0@acme.test'),
    await connect('rep0@acme.test'),
  ];
  // For `ready`.
  for (const { news } of connections) expect(news).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(BEAT_MS - 1);
  const early = connections.flatMap(({ received }) => received);
  expect(early.filter((type) => type === 'beat')).toEqual([]);
  vi.advanceTimersByTime(1);
  await Promise.all(connections.map(({ beats }) => beats));
  for (const { received, news, close } of connections) {
    expect(received).toEqual(['ready', 'beat']);
    expect(news).toHaveBeenCalledTimes(1);
    close();
  }
});

it('a device that gives up after a minute of silence receives at least two beats before', () =>
  expect(2 * BEAT_MS).toBeLessThan(60_000));
