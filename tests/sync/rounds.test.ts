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
  it('is left alone until the stored time, whatever happens meanwhile, and asked then', async () => {
    const world = new RoundsFixture();
    world.answer = down;
    await world.want('event');
    for (let time = 0; time < 5; time++) await world.want('event');
    expect(world.tries).toHaveLength(1);
    expect(world.stored).toMatchObject({
      problem: 'offline',
      failures: 1,
      nextAttempt: Date.now() + SECOND,
    });
    await world.pass(SECOND - 1);
    expect(world.tries).toHaveLength(1);
    await world.pass(1);
    expect(world.tries).toHaveLength(2);
  });

  it('is left alone also by a background that was started anew meanwhile', async () => {
    const world = new RoundsFixture();
    world.answer = down;
    world.random = 0.99;
    await world.want('event');
    world.die();
    await world.want('event');
    expect(world.tries).toHaveLength(1);
    await world.pass(2 * SECOND);
    expect(world.tries).toHaveLength(2);
  });

  it('is asked once after a wish that came during the try, and not at once', async () => {
    const world = new RoundsFixture();
    let fail = () => {};
    world.answer = () =>
      new Promise((_, no) => {
        fail = () => no(new ServerError('unreachable', true));
      });
    await world.want('event');
    await world.want('event');
    fail();
    await world.pass(0);
    expect(world.tries).toHaveLength(1);
    await world.pass(SECOND);
    expect(world.tries).toHaveLength(2);
  });

  it('is asked at once when a person says so', async () => {
    const world = new RoundsFixture();
    world.answer = down;
    await world.want('event');
    await world.want('person');
    expect(world.tries).toHaveLength(2);
  });

  it('is asked soon when the network comes back, once until it goes again', async () => {
    const world = new RoundsFixture();
    world.answer = down;
    for (let time = 0; time < 8; time++) await world.want('person');
    const tries = world.tries.length;
    await world.want('online');
    await world.pass(SECOND - 1);
    expect(world.tries).toHaveLength(tries);
    await world.pass(1);
    expect(world.tries).toHaveLength(tries + 1);
    await world.want('online');
    await world.pass(MINUTE);
    expect(world.tries).toHaveLength(tries + 1);
    world.rounds.networkLost();
    await world.want('online');
    await world.pass(SECOND);
    expect(world.tries).toHaveLength(tries + 2);
  });

  it('keeps the quiet that it asked for, also when the network comes back', async () => {
    const world = new RoundsFixture();
    world.answer = busy(10 * MINUTE);
    await world.want('event');
    await world.want('online');
    await world.pass(10 * MINUTE);
    expect(world.tries).toHaveLength(1);
    await world.pass(SECOND);
    expect(world.tries).toHaveLength(2);
  });

  it('cannot silence a device for longer than an hour', async () => {
    const world = new RoundsFixture();
    world.answer = busy(365 * 24 * HOUR);
    await world.want('event');
    await world.pass(HOUR + 5 * MINUTE);
    expect(world.tries).toHaveLength(2);
  });

  it('is waited for anew after a success', async () => {
    const world = new RoundsFixture();
    world.answer = down;
    for (let time = 0; time < 8; time++) await world.want('person');
    world.answer = async () => {};
    await world.want('person');
    expect(world.stored).toMatchObject({
      online: true,
      failures: 0,
      nextAttempt: null,
      problem: null,
      since: null,
    });
    await world.want('event');
    expect(world.tries).toHaveLength(10);
  });
});

describe('a clock that was set', () => {
  it.each([
    ['forward', 10 * 365 * 24 * HOUR],
    ['back', -10 * 365 * 24 * HOUR],
  ])('%s does not stop syncing', async (_, jump) => {
    const world = new RoundsFixture();
    world.answer = down;
    await world.want('event');
    vi.setSystemTime(Date.now() + jump);
    await world.want('event');
    expect(world.tries).toHaveLength(2);
  });
});

describe('a session that ended', () => {
  it.each([
    ['signedOut', false],
    ['removed', true],
  ])('by %s: nothing is tried any more', async (code, removed) => {
    const world = new RoundsFixture();
    world.answer = async () => {
      throw new ServerError(code, false);
    };
    await world.want('event');
    expect(world.stored).toMatchObject({ problem: 'signedOut', nextAttempt: null });
    expect(world.ended).toEqual([removed]);
    await world.pass(HOUR);
    await world.want('event');
    expect(world.tries).toHaveLength(1);
  });
});

describe('a database that does not open', () => {
  it('is logged and opened again without anything else happening', async () => {
    const world = new RoundsFixture();
    let failures = 3;
    world.opens = () => {
      if (failures-- > 0) throw new Error('UnknownError: internal error opening backing store');
    };
    await world.want('event');
    expect(world.tries).toHaveLength(0);
    expect(world.logged).toEqual(['sync']);
    expect(world.alarms).toEqual([1]);
    await world.pass(MINUTE);
    expect(world.logged).toHaveLength(3);
    expect(world.tries).toHaveLength(1);
  });
});

describe('the alarm', () => {
  it('rings every minute while something waits, else every five', async () => {
    const world = new RoundsFixture();
    world.waiting = 2;
    world.answer = async () => {
      world.waiting = 0;
    };
    await world.want('event');
    expect(world.alarms).toEqual([1, 5]);
  });
  it.each([
    ['is refused', () => Promise.reject(new Error('no alarms'))],
    ['is never answered', () => new Promise<void>(() => {})],
  ])('that %s keeps no round from going on', async (_, answer) => {
    const world = new RoundsFixture();
    world.alarmSet = answer;
    await world.want('event');
    await world.want('event');
    await world.pass(0);
    expect(world.tries).toHaveLength(2);
  });
});

type Step =
  | { do: 'event' | 'online' | 'person' | 'offline' | 'die' }
  | { do: 'pass'; ms: number }
  | { do: 'server'; up: boolean; retryAfter: number | null; reached: boolean };
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
  ),
  { maxLength: 60 },
) as fc.Arbitrary<Step[]>;

/** Runs the steps; after each, only as many tries came early as there was leave for. */
async function play(random: number, list: readonly Step[]): Promise<RoundsFixture> {
  const world = new RoundsFixture();
  world.random = random;
  let leave = 0;
  let networkWent = true;
  for (const step of list) {
    if (step.do === 'pass') await world.pass(step.ms);
    else if (step.do === 'die') {
      world.die();
      networkWent = true;
    } else if (step.do === 'offline') {
      world.rounds.networkLost();
      networkWent = true;
    } else if (step.do === 'server')
      world.answer = step.up ? async () => {} : step.reached ? busy(step.retryAfter) : down;
    else {
      if (step.do === 'person' || (step.do === 'online' && networkWent)) leave += 1;
      if (step.do === 'online' && world.stored.problem === 'offline') networkWent = false;
      await world.want(step.do);
    }
    expect(world.early).toBeLessThanOrEqual(leave);
  }
  // From here on the server is well, and there is nothing but the alarm.
  world.answer = async () => {};
  const tries = world.tries.length;
  world.die();
  for (let minute = 0; minute <= 65 && world.tries.length === tries; minute += 5) {
    await world.want('event');
    await world.pass(5 * MINUTE);
  }
  expect(world.tries.length).toBeGreaterThan(tries);
  expect(world.stored).toMatchObject({ problem: null, nextAttempt: null });
  return world;
}

describe('whatever happens in whatever order', () => {
  it('no try comes before its time unless a person asks, and one always comes', async () => {
    let [most, early] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.1, max: 0.999, noNaN: true }),
        steps,
        async (random, list) => {
          const world = await play(random, list);
          most = Math.max(most, world.tries.length);
          early = Math.max(early, world.early);
        },
      ),
      { seed: 20261127, numRuns: 300 },
    );
    // The steps reach what the rule is about.
    expect(most).toBeGreaterThan(5);
    expect(early).toBeGreaterThan(0);
  });
});
