import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectLive, SILENCE_MS } from '../../lib/sync/client/live.ts';
import { FakeSocket } from '../helpers/socket.ts';

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.reset();
});
afterEach(() => vi.useRealTimers());

function open() {
  const closed = vi.fn();
  const news = vi.fn();
  const line = connectLive({
    server: 'http://x',
    token: 't',
    now: () => Date.now(),
    onNews: news,
    onHere() {},
    onReady() {},
    onBeat() {},
    onClosed: closed,
    WebSocket: FakeSocket as never,
  });
  return { line, closed, news, socket: FakeSocket.latest() };
}

describe('a silent connection (K5)', () => {
  it('is given up after the limit, though the browser still calls it open', () => {
    const { closed, socket } = open();
    socket.opens();
    vi.advanceTimersByTime(SILENCE_MS - 1);
    expect(closed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(closed).toHaveBeenCalledOnce();
    expect(socket.closed).toBe(true);
  });

  it('is given up also when it never opened', () => {
    const { closed } = open();
    vi.advanceTimersByTime(SILENCE_MS);
    expect(closed).toHaveBeenCalledOnce();
  });

  it.each([
    ['a beat', { type: 'beat' }],
    ['a poke', { type: 'poke', org: 'o', version: 3 }],
    ['a message of a later version', { type: 'somethingNew' }],
  ])('stays open with %s', (_, message) => {
    const { closed, socket } = open();
    socket.opens();
    for (let time = 0; time < 10; time++) {
      vi.advanceTimersByTime(SILENCE_MS - 1);
      socket.says(message);
    }
    expect(closed).not.toHaveBeenCalled();
  });

  it('is closed once: a later close event of the socket is ignored', () => {
    const { closed, news, socket } = open();
    socket.opens();
    vi.advanceTimersByTime(SILENCE_MS);
    socket.ends();
    socket.says({ type: 'poke', org: 'o', version: 3 });
    expect(closed).toHaveBeenCalledOnce();
    expect(news).not.toHaveBeenCalled();
  });

  it('is not given up after it was closed on purpose', () => {
    const { line, closed } = open();
    line.close();
    vi.advanceTimersByTime(SILENCE_MS * 2);
    expect(closed).not.toHaveBeenCalled();
  });

  it('is closed by a check of the clock if timers were suspended', () => {
    const { line, closed } = open();
    vi.setSystemTime(Date.now() + SILENCE_MS - 1);
    line.check();
    expect(closed).not.toHaveBeenCalled();
    vi.setSystemTime(Date.now() + 1);
    line.check();
    expect(closed).toHaveBeenCalledOnce();
  });
});
