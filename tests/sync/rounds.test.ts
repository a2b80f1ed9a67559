import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServerError } from '../../lib/sync/client/http.ts';
import { RoundsFixture } from '../helpers/rounds.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const down = async () => {
  throw new ServerError('unreachable', true);
};
const busy = (retryAfter: number | null) => async () => {
  throw new ServerError('status 503', true, '', retryAfter);
};

beforeEach(() =>
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 27), toFake: ['setTimeout', 'clearTimeout', 'Date'] }),
);
afterEach(() => vi.useRealTimers());

describe('a server that fails (C3)', () => {
  it('gets no request until the stored time in any case, and one then', async () => {
    const fixture = new RoundsFixture();
    fixture.answer = down;
    await fixture.want('event');
    for (let time = 0; time < 5; time++) await fixture.want('event');
    expect(fixture.tries).toHaveLength(1);
    expect(fixture.stored).toMatchObject({
      problem: 'offline',
      failures: 1,
      nextAttempt: Date.now() + SECOND,
    });
    await fixture.pass(SECOND - 1);
    expect(fixture.tries).toHaveLength(1);
    await fixture.pass(1);
    expect(fixture.tries).toHaveLength(2);
  });

  it('gets no request from a restarted background either', async () => {
    const fixture = new RoundsFixture();
    fixture.answer = down;
    fixture.random = 0.99;
    await fixture.want('event');
    fixture.die();
    await fixture.want('event');
    expect(fixture.tries).toHaveLength(1);
    await fixture.pass(2 * SECOND);
    expect(fixture.tries).toHaveLength(2);
  });

  it('gets one request, with a wait, for a wish that came during the try', async () => {
    const fixture = new RoundsFixture();
    let fail = () => {};
    fixture.answer = () =>
      new Promise((_, no) => {
        fail = () => no(new ServerError('unreachable', true));
      });
    await fixture.want('event');
    await fixture.want('event');
    fail();
    await fixture.pass(0);
    expect(fixture.tries).toHaveLength(1);
    await fixture.pass(SECOND);
    expect(fixture.tries).toHaveLength(2);
  });

  it('gets a request at once when a person asks', async () => {
    const fixture = new RoundsFixture();
    fixture.answer = down;
    await fixture.want('event');
    await fixture.want('person');
    expect(fixture.tries).toHaveLength(2);
  });

  it('is asked soon when the network comes back, once until it goes again', async () => {
    const fixture = new RoundsFixture();
    fixture.answer = down;
    for (let time = 0; time < 8; time++) await fixture.want('person');
    const tries = fixture.tries.length;
    await fixture.want('online');
    await fixture.pass(SECOND - 1);
    expect(fixture.tries).toHaveLength(tries);
    await fixture.pass(1);
    expect(fixture.tries).toHaveLength(tries + 1);
    await fixture.want('online');
    await fixture.pass(MINUTE);
    expect(fixture.tries).toHaveLength(tries + 1);
    fixture.rounds.networkLost();
    await fixture.want('online');
    await fixture.pass(SECOND);
    expect(fixture.tries).toHaveLength(tries + 2);
  });

  it('keeps the quiet that it asked for, also when the network comes back', async () => {
    const fixture = new RoundsFixture();
    fixture.answer = busy(10 * MINUTE);
    await fixture.want('event');
    await fixture.want('online');
    await fixture.pass(10 * MINUTE);
    expect(fixture.tries).toHaveLength(1);
    await fixture.pass(SECOND);
    expect(fixture.tries).toHaveLength(2);
  });

  it('cannot silence a device for longer than an hour', async () => {
    const fixture = new RoundsFixture();
    fixture.answer = busy(365 * 24 * HOUR);
    await fixture.want('event');
    await fixture.pass(HOUR + 5 * MINUTE);
    expect(fixture.tries).toHaveLength(2);
  });

  it.each([10 * MINUTE, HOUR, 2 * HOUR, 365 * 24 * HOUR])(
    'asks for %i ms of quiet after a round, and gets them, an hour at most',
    async (retryAfter) => {
      const fixture = new RoundsFixture();
      fixture.answerAfter = busy(retryAfter);
      await fixture.want('event');
      await fixture.want('online');
      await fixture.pass(Math.min(retryAfter, HOUR));
      expect(fixture.tries).toHaveLength(1);
      await fixture.pass(2 * SECOND);
      expect(fixture.tries).toHaveLength(2);
    },
  );

  it('has no failures and no wait after a success', async () => {
    const fixture = new RoundsFixture();
    fixture.answer = down;
    for (let time = 0; time < 8; time++) await fixture.want('person');
    fixture.answer = async () => {};
    await fixture.want('person');
    expect(fixture.stored).toMatchObject({
      online: true,
      failures: 0,
      nextAttempt: null,
      problem: null,
      since: null,
    });
    await fixture.want('event');
    expect(fixture.tries).toHaveLength(10);
  });
});

describe('a clock that was set', () => {
  it.each([
    ['forward', 10 * 365 * 24 * HOUR],
    ['back', -10 * 365 * 24 * HOUR],
  ])('%s does not stop syncing', async (_, jump) => {
    const fixture = new RoundsFixture();
    fixture.answer = down;
    await fixture.want('event');
    vi.setSystemTime(Date.now() + jump);
    await fixture.want('event');
    expect(fixture.tries).toHaveLength(2);
  });
});

describe('a session that ended', () => {
  it.each(['signedOut', 'removed', 'wiped'])('by %s: nothing is tried any more', async (code) => {
    const fixture = new RoundsFixture();
    fixture.answer = async () => {
      throw new ServerError(code, false);
    };
    await fixture.want('event');
    expect(fixture.stored).toMatchObject({ problem: 'signedOut', nextAttempt: null });
    expect(fixture.ended).toEqual([code]);
    await fixture.pass(HOUR);
    await fixture.want('event');
    expect(fixture.tries).toHaveLength(1);
  });
});

describe('a token that was replaced while its round was under way', () => {
  it.each(['signedOut', 'removed', 'wiped'])('ends no session by %s', async (code) => {
    const fixture = new RoundsFixture();
    fixture.answer = async () => {
      fixture.isCurrent = fixture.tries.length > 1;
      if (!fixture.isCurrent) throw new ServerError(code, false);
    };
    await fixture.want('event');
    expect(fixture.ended).toEqual([]);
    expect(fixture.saved.map(({ problem }) => problem)).toEqual([null]);
    // The new token has its round at once.
    expect(fixture.tries).toHaveLength(2);
  });
});

describe('a database that does not open', () => {
  it('is logged and opened again without anything else happening', async () => {
    const fixture = new RoundsFixture();
    let failures = 3;
    fixture.opens = () => {
      if (failures-- > 0) throw new Error('UnknownError: internal error opening backing store');
    };
    await fixture.want('event');
    expect(fixture.tries).toHaveLength(0);
    expect(fixture.logged).toEqual(['sync']);
    expect(fixture.alarms).toEqual([1]);
    await fixture.pass(MINUTE);
    expect(fixture.logged).toHaveLength(3);
    expect(fixture.tries).toHaveLength(1);
  });
});

describe('a full disk', () => {
  const quota = new DOMException('The disk is full.', 'QuotaExceededError');
  it.each([
    ['by the browser', quota],
    ['by Dexie', Object.assign(new Error('aborted'), { name: 'AbortError', inner: quota })],
  ])('reported %s is the problem, not the server, and is tried again', async (_, error) => {
    const fixture = new RoundsFixture();
    fixture.answer = () => Promise.reject(error);
    await fixture.want('event');
    expect(fixture.stored).toMatchObject({ problem: 'full', online: true, failures: 1 });
    fixture.answer = async () => {};
    await fixture.pass(SECOND);
    expect(fixture.stored).toMatchObject({ problem: null, failures: 0 });
  });
});

describe('the alarm', () => {
  it('rings every minute while something waits, else every five', async () => {
    const fixture = new RoundsFixture();
    fixture.waiting = 2;
    fixture.answer = async () => {
      fixture.waiting = 0;
    };
    await fixture.want('event');
    expect(fixture.alarms).toEqual([1, 5]);
  });
  it.each([
    ['is refused', () => Promise.reject(new Error('no alarms'))],
    ['never gets a response', () => new Promise<void>(() => {})],
  ])('that %s keeps no round from going on', async (_, answer) => {
    const fixture = new RoundsFixture();
    fixture.alarmSet = answer;
    await fixture.want('event');
    await fixture.want('event');
    await fixture.pass(0);
    expect(fixture.tries).toHaveLength(2);
  });
});

type Step =
  | { do: 'event' | 'online' | 'person' | 'offline' | 'die' }
  | { do: 'pass'; ms: number }
  | { do: 'server'; up: boolean; retryAfter: number | null; reached: boolean }
  | { do: 'after'; retryAfter: number | null };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .constantFrom('event', 'online', 'person', 'offline', 'die')
        .map((name) => ({ do: name })),
    },
    { weight: 3, arbitrary: fc.nat(10 * MINUTE).map((ms) => ({ do: 'pass' as const, ms })) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('server' as const),
        up: fc.boolean(),
        reached: fc.boolean(),
        retryAfter: fc.option(fc.nat(3 * HOUR)),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('after' as const),
        retryAfter: fc.option(fc.nat(3 * HOUR)),
      }),
    },
  ),
  { maxLength: 60 },
) as fc.Arbitrary<Step[]>;

/** Runs the steps; after each, no more attempts were early than allowed. */
async function play(random: number, list: readonly Step[]): Promise<RoundsFixture> {
  const fixture = new RoundsFixture();
  fixture.random = random;
  let leave = 0;
  let networkWent = true;
  for (const step of list) {
    if (step.do === 'pass') await fixture.pass(step.ms);
    else if (step.do === 'die') {
      fixture.die();
      networkWent = true;
    } else if (step.do === 'offline') {
      fixture.rounds.networkLost();
      networkWent = true;
    } else if (step.do === 'server')
      fixture.answer = step.up ? async () => {} : step.reached ? busy(step.retryAfter) : down;
    else if (step.do === 'after')
      fixture.answerAfter = step.retryAfter === null ? async () => {} : busy(step.retryAfter);
    else {
      if (step.do === 'person' || (step.do === 'online' && networkWent)) leave += 1;
      if (step.do === 'online' && fixture.stored.problem === 'offline') networkWent = false;
      await fixture.want(step.do);
    }
    expect(fixture.early).toBeLessThanOrEqual(leave);
  }
  // From here on the server works, and only the alarm triggers rounds.
  fixture.answer = async () => {};
  fixture.answerAfter = async () => {};
  const tries = fixture.tries.length;
  fixture.die();
  for (let minute = 0; minute <= 65 && fixture.tries.length === tries; minute += 5) {
    await fixture.want('event');
    await fixture.pass(5 * MINUTE);
  }
  expect(fixture.tries.length).toBeGreaterThan(tries);
  expect(fixture.stored).toMatchObject({ problem: null, nextAttempt: null });
  return fixture;
}

describe('events in any order', () => {
  it('cause no try before its time unless a person asks, and one in the end', async () => {
    let [most, early] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.1, max: 0.999, noNaN: true }),
        steps,
        async (random, list) => {
          const fixture = await play(random, list);
          most = Math.max(most, fixture.tries.length);
          early = Math.max(early, fixture.early);
        },
      ),
      { seed: 20261127, numRuns: 300 },
    );
    // The steps cover the cases of the rule.
    expect(most).toBeGreaterThan(5);
    expect(early).toBeGreaterThan(0);
  });
});
