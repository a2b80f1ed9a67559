import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Connection, connect } from '../../scripts/browser/connection.ts';
import { answered, until } from '../../scripts/browser/types.ts';

// A browser may never answer: each wait of a story ends, and its error says what it waited for.

const never = () => new Promise<never>(() => {});
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: Error) => error.message,
  );

describe('until', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('repeats a check until it has a value, also where it failed before', async () => {
    const check = vi.fn<() => Promise<string | null>>();
    check.mockRejectedValueOnce(new Error('not yet')).mockResolvedValueOnce(null);
    check.mockResolvedValue('there');
    const waiting = until(check, 'it');
    await vi.advanceTimersByTimeAsync(100);
    expect(await waiting).toBe('there');
  });
  it('ends where the check is never answered, and says what it waited for', async () => {
    const failure = failureOf(until(never, 'the panel to open', 1000));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await failure).toMatch(/^waited 1000 ms for the panel to open; .*no answer within/);
  });
  it('says why the last check failed', async () => {
    const check = async () => {
      throw new Error('no such frame');
    };
    const failure = failureOf(until(check, 'the panel', 1000));
    await vi.advanceTimersByTimeAsync(2000);
    expect(await failure).toBe('waited 1000 ms for the panel; the last check: no such frame');
  });
  it('lets a check that itself waits say what it waited for', async () => {
    const inner = () => until(async () => false, 'button “Next”');
    const failure = failureOf(until(inner, 'a click', 1000));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await failure).toMatch(
      /for a click; the last check: waited 30000 ms for button “Next”$/,
    );
  });
  it('leaves no timer behind after an answer', async () => {
    expect(await answered(Promise.resolve(1), 'one')).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a command to Firefox', () => {
  let server: WebSocketServer;
  let browser: WebSocket;
  let connection: Connection;
  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const connected = new Promise<WebSocket>((done) => server.once('connection', done));
    const { port } = server.address() as { port: number };
    connection = await connect(`ws://127.0.0.1:${port}`);
    browser = await connected;
  });
  afterEach(() => {
    connection.end();
    server.close();
  });
  const tell = (message: object) => browser.send(JSON.stringify(message));
  const look = (context: string, ms?: number) =>
    connection.send('script.evaluate', { expression: 'one', target: { context } }, ms);

  it('gets its own answer or error', async () => {
    browser.on('message', (data) => {
      const { id, params } = JSON.parse(String(data));
      if (params.target.context === 'good') tell({ id, type: 'success', result: { value: id } });
      else tell({ id, type: 'error', error: 'no such frame', message: 'gone' });
    });
    const [bad, good] = [failureOf(look('bad')), look('good')];
    expect([await bad, await good]).toEqual(['no such frame: gone', { value: 2 }]);
  });
  it('without an answer fails, and says which it was', async () => {
    expect(await failureOf(look('tab', 20))).toMatch(
      /^no answer within 20 ms: script.evaluate .*"expression":"one"/,
    );
  });
  it('to a frame that was removed fails, and no other', async () => {
    const [gone, other] = [failureOf(look('frame')), failureOf(look('tab', 5000))];
    tell({ method: 'browsingContext.contextDestroyed', params: { context: 'frame' } });
    expect(await gone).toBe('the tab or frame is gone');
    browser.terminate();
    expect(await other).toBe('the browser has ended');
  });
});
