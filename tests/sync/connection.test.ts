import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnection, UNSEEN_MS } from '../../lib/sync/client/connection.ts';
import { SILENCE_MS } from '../../lib/sync/client/live.ts';
import { watchSleep } from '../../lib/sync/client/sleep.ts';
import { BEAT_MS } from '../../lib/sync/protocol.ts';
import { FakeSocket } from '../helpers/socket.ts';

const session = { server: 'https://x', token: 't' };

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.reset();
});
afterEach(() => vi.useRealTimers());

function start(random = 0.5) {
  const wanted = vi.fn();
  const lines: boolean[] = [];
  const connection = createConnection({
    now: () => Date.now(),
    random: () => random,
    WebSocket: FakeSocket as never,
    onNews() {},
    onHere() {},
    onConnection: (line) => lines.push(line !== null),
    onWanted: wanted,
  });
  connection.pageSeen();
  connection.ensure(session);
  return { connection, wanted, lines };
}

/** The connection is open for a while, and the server sends beats. */
function beats(times: number): void {
  for (let time = 0; time < times; time++) {
    vi.advanceTimersByTime(BEAT_MS);
    FakeSocket.latest().says({ type: 'beat' });
  }
}

describe('one line', () => {
  it('is opened once for a session, and again for another one', () => {
    const { connection } = start();
    connection.ensure(session);
    expect(FakeSocket.made).toHaveLength(1);
    connection.ensure({ ...session, token: 'other' });
    expect(FakeSocket.made.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('that lost its connection silently is replaced by the next round', () => {
    const { connection, wanted, lines } = start();
    FakeSocket.latest().opens();
    FakeSocket.latest().says({ type: 'ready', org: 'o', version: 1 });
    vi.advanceTimersByTime(SILENCE_MS);
    expect(lines).toEqual([true, false]);
    vi.advanceTimersByTime(1000);
    expect(wanted).toHaveBeenCalledOnce();
    connection.ensure(session);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('that was dropped comes back with the next round, without a wait', () => {
    const { connection, lines } = start();
    connection.drop();
    expect(FakeSocket.latest().closed).toBe(true);
    expect(lines).toEqual([false]);
    connection.ensure(session);
    expect(FakeSocket.made).toHaveLength(2);
  });
});

describe('a server that takes no lines', () => {
  it('is tried less and less, however often there are rounds', () => {
    const { connection, wanted } = start();
    for (let time = 1; time <= 12; time++) {
      FakeSocket.latest().ends();
      for (let round = 0; round < 3; round++) connection.ensure(session);
      expect(FakeSocket.made).toHaveLength(time);
      vi.advanceTimersByTime(150_000);
      connection.pageSeen();
      connection.ensure(session);
    }
    expect(wanted).toHaveBeenCalledTimes(12);
  });

  it('and one whose lines never beat: silence counts as a failure', () => {
    const { connection } = start();
    const waits: number[] = [];
    for (let time = 0; time < 12; time++) {
      FakeSocket.latest().says({ type: 'ready', org: 'o', version: 1 });
      vi.advanceTimersByTime(SILENCE_MS);
      const from = Date.now();
      const made = FakeSocket.made.length;
      for (let second = 0; second < 300 && FakeSocket.made.length === made; second++) {
        vi.advanceTimersByTime(1000);
        connection.pageSeen();
        connection.ensure(session);
      }
      waits.push(Date.now() - from);
    }
    expect(waits[0]).toBe(1000);
    expect(waits.at(-1)).toBe(150_000);
  });

  it('is tried with the shortest wait after a beat, and at once when a person asks', () => {
    const { connection, wanted } = start(0.999);
    const fail = () => {
      FakeSocket.latest().ends();
      vi.advanceTimersByTime(300_000);
      connection.pageSeen();
      connection.ensure(session);
    };
    for (let time = 0; time < 5; time++) fail();
    beats(1);
    wanted.mockClear();
    FakeSocket.latest().ends();
    vi.advanceTimersByTime(2000);
    expect(wanted).toHaveBeenCalledOnce();
    connection.ensure(session);
    for (let time = 0; time < 5; time++) fail();
    FakeSocket.latest().ends();
    const made = FakeSocket.made.length;
    connection.ensure(session);
    expect(FakeSocket.made).toHaveLength(made);
    connection.forgetFailures();
    connection.ensure(session);
    expect(FakeSocket.made).toHaveLength(made + 1);
  });
});

describe('a line while no page is visible', () => {
  it('ends with a beat after five minutes, so that the browser may stop the background', () => {
    const { connection, wanted } = start();
    beats(11);
    expect(FakeSocket.latest().closed).toBe(false);
    beats(1);
    expect(FakeSocket.latest().closed).toBe(true);
    vi.advanceTimersByTime(UNSEEN_MS);
    connection.ensure(session);
    expect(FakeSocket.made).toHaveLength(1);
    expect(wanted).not.toHaveBeenCalled();
  });

  it('is wanted again as soon as a page is in sight', () => {
    const { connection } = start();
    beats(12);
    expect(connection.pageSeen()).toBe(true);
    connection.ensure(session);
    expect(FakeSocket.made).toHaveLength(2);
    expect(connection.pageSeen()).toBe(false);
  });

  it('stays while a page is in sight', () => {
    const { connection } = start();
    for (let time = 0; time < 40; time++) {
      beats(1);
      connection.pageSeen();
    }
    expect(FakeSocket.made.map(({ closed }) => closed)).toEqual([false]);
  });

  it('is closed when a page comes in sight, if it was silent while timers were suspended', () => {
    const { connection, lines } = start();
    vi.setSystemTime(Date.now() + SILENCE_MS);
    connection.pageSeen();
    expect(lines).toEqual([false]);
  });
});

describe('sleep', () => {
  it('is noticed by a timer that finds another time than it should, whichever way', () => {
    const woken = vi.fn();
    watchSleep({ now: () => Date.now(), onWake: woken });
    vi.advanceTimersByTime(3_600_000);
    expect(woken).not.toHaveBeenCalled();
    vi.setSystemTime(Date.now() + 60_000);
    vi.advanceTimersByTime(15_000);
    expect(woken).toHaveBeenCalledOnce();
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(15_000);
    expect(woken).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(3_600_000);
    expect(woken).toHaveBeenCalledTimes(2);
  });
});
