import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket as Socket } from 'ws';
import { connectLive } from '../../lib/sync/client/live.ts';
import { BEAT_MS, LiveOut } from '../../lib/sync/protocol.ts';
import { organisation, startServer, type TestServer, tokenOf } from '../helpers/server.ts';

let server: TestServer;
// Only what the server does again and again stands still; requests and their timeouts go on.
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  server = await startServer();
  await organisation(server.people, 'acme', 1);
});
afterAll(async () => {
  await server.close();
  vi.useRealTimers();
});

/** A line of the extension's own client, and everything that it hears. */
async function line(email: string) {
  const token = await tokenOf(server.url, email);
  const heard: string[] = [];
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
        heard.push(type);
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
      onClosed: () => fail(new Error('no line')),
    }),
  );
  return { heard, news, beats, close: () => connected.close() };
}

it('the server says on every line that it is there, and nobody takes that for news', async () => {
  const lines = [
    await line('boss@acme.test'),
    await line('rep0@acme.test'),
    await line('rep0@acme.test'),
  ];
  for (const { news } of lines) expect(news).toHaveBeenCalledTimes(1); // for `ready`
  vi.advanceTimersByTime(BEAT_MS - 1);
  const early = lines.flatMap(({ heard }) => heard);
  expect(early.filter((type) => type === 'beat')).toEqual([]);
  vi.advanceTimersByTime(1);
  await Promise.all(lines.map(({ beats }) => beats));
  for (const { heard, news, close } of lines) {
    expect(heard).toEqual(['ready', 'beat']);
    expect(news).toHaveBeenCalledTimes(1);
    close();
  }
});

it('a device that gives up after a minute of silence hears at least two beats before', () =>
  expect(2 * BEAT_MS).toBeLessThan(60_000));
