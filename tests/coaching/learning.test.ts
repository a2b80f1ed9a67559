import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DAY_MS,
  dayOf,
  exposureBefore,
  gatherExposure,
  learn,
  RETIRES_AFTER,
  retiredOf,
  wilson,
} from '../../lib/coaching/index.ts';
import type { PromptOutcome, PromptShown } from '../../lib/model/index.ts';
import { ms, NOON, now } from '../helpers/deals.ts';

const ZONE = now.timeZone;

const outcome = (
  signal: string,
  kind: PromptOutcome['outcome'],
  reason: string | null,
  inDays: number,
  more: Partial<PromptOutcome> = {},
): PromptOutcome => ({
  refKey: 'k',
  signal,
  fingerprint: signal,
  outcome: kind,
  reason,
  author: 'u',
  at: ms(inDays),
  ...more,
});

const shown = (signal: string, inDays: number, more: Partial<PromptShown> = {}): PromptShown => ({
  refKey: 'k',
  signal,
  fingerprint: signal,
  kind: 'process',
  days: 1,
  last: ms(inDays),
  before: null,
  author: 'u',
  editedBy: null,
  at: ms(inDays),
  ...more,
});

describe('Wilson’s interval', () => {
  // Reference values: Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score without
  // continuity correction).
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i out of %i', (k, n, low, high) => {
    const interval = wilson(k, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });
  it('holds its share, inside 0 to 1, and narrows with the sample', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const k = Math.round(share * n);
          const { low, high } = wilson(k, n);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(k / n + 1e-12);
          expect(high).toBeGreaterThanOrEqual(k / n - 1e-12);
          const larger = wilson(k * 10, n * 10);
          expect(larger.high - larger.low).toBeLessThan(high - low);
        },
      ),
    );
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe('what followed', () => {
  const course = (key: string, acts: number[], from = -100, to = 0) => ({
    key,
    acts: acts.map((at) => ({ kind: 'reply' as const, at: ms(at) })),
    from: ms(from),
    to: ms(to),
  });
  it('counts an act within seven days after, not the one before nor the one on the eighth', () => {
    const asked = (at: number) => [{ signal: 'a', key: 'k', at: ms(at) }];
    expect(learn(asked(-20), [course('k', [-13])], NOON)['a']).toMatchObject({ n: 1, followed: 1 });
    expect(learn(asked(-20), [course('k', [-12])], NOON)['a']).toMatchObject({ n: 1, followed: 0 });
    expect(learn(asked(-20), [course('k', [-20])], NOON)['a']).toMatchObject({ n: 1, followed: 0 });
  });
  it('waits until the seven days are over', () =>
    expect(learn([{ signal: 'a', key: 'k', at: ms(-6) }], [course('k', [-5])], NOON)).toEqual({}));
  it('compares with any week of the same deals', () => {
    const { base, weeks } = learn(
      [{ signal: 'a', key: 'k', at: ms(-20) }],
      [course('k', [-97, -90], -98)],
      NOON,
    )['a'] ?? { base: 0, weeks: 0 };
    expect(weeks).toBe(14);
    expect(base).toBeCloseTo(2 / 14);
  });
  it('has no result before ten cases, then only if the interval excludes the base rate', () => {
    const often = Array.from({ length: 12 }, (_, index) => ({
      signal: 'a',
      key: `k${index}`,
      at: ms(-50),
    }));
    const courses = often.map((item) => course(item.key, [-45], -350));
    expect(learn(often, courses, NOON)['a']?.effect).toBe(1);
    expect(learn(often.slice(0, 9), courses, NOON)['a']?.effect).toBe(0);
  });
});

describe('the retirement of questions', () => {
  it('happens when a person retires the question', () =>
    expect([...retiredOf([outcome('a', 'dismissed', 'never', -1)])]).toEqual(['a']));
  it('happens when the question is dismissed three times in a row', () => {
    const away = Array.from({ length: RETIRES_AFTER }, (_, index) =>
      outcome('a', 'dismissed', 'known', index - 9),
    );
    expect([...retiredOf(away)]).toEqual(['a']);
    expect([...retiredOf(away.slice(1))]).toEqual([]);
    expect([
      ...retiredOf([
        ...away.slice(1),
        outcome('a', 'answered', null, -8),
        outcome('a', 'dismissed', 'wrong', -1),
      ]),
    ]).toEqual([]);
  });
  it('does not happen for the reason “badly timed”', () =>
    expect([
      ...retiredOf([-3, -2, -1].map((at) => outcome('a', 'dismissed', 'timing', at))),
    ]).toEqual([]));
  it('uses the order of the outcomes in the list, not the device’s clock', () => {
    const [ahead, back] = [
      outcome('a', 'dismissed', 'never', 30),
      outcome('a', 'retired', 'back', 0),
    ];
    expect([...retiredOf([ahead, back])]).toEqual([]);
    expect([...retiredOf([back, ahead])]).toEqual(['a']);
  });
  it('ends when the question is restored, until it is dismissed again', () => {
    const gone = outcome('a', 'dismissed', 'never', -5);
    const back = outcome('a', 'retired', 'back', -4);
    expect([...retiredOf([gone, back])]).toEqual([]);
    expect([...retiredOf([gone, back, outcome('a', 'dismissed', 'known', -3)])]).toEqual([]);
    expect([
      ...retiredOf([
        gone,
        back,
        ...[-3, -2, -1].map((at) => outcome('a', 'dismissed', 'known', at)),
      ]),
    ]).toEqual(['a']);
  });
});

describe('the exposure to questions', () => {
  it('leaves out today, and anything older than a week', () => {
    const gathered = gatherExposure(
      [],
      [shown('a', 0), shown('b', -1), shown('c', -7), shown('d', -9)],
      now,
    );
    const before = exposureBefore(gathered, now);
    expect(before.week.process).toBe(2);
    expect(before.shownAgo).toEqual({ b: 1, c: 7, d: 9 });
    expect(exposureBefore(gathered, { ...now, ms: NOON + DAY_MS }).week.process).toBe(2);
  });
  it('is the same before and after a look at the panel', () => {
    const yesterday = shown('a', -1, { days: 3 });
    const looked = { ...yesterday, last: ms(0), before: ms(-1), days: 4 };
    expect(exposureBefore(gatherExposure([], [looked], now), now)).toEqual(
      exposureBefore(gatherExposure([], [yesterday], now), now),
    );
  });
});

describe('over very many rows', () => {
  const DAYS = fc.integer({ min: -60, max: 3 });
  it('weeks with an act of the buyer are those that a count week by week finds', () => {
    const acts = fc.array(fc.integer({ min: 0, max: 40 * DAY_MS }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.tuple(acts, fc.nat(20 * DAY_MS), fc.nat(40 * DAY_MS))), (list) => {
        const windows = list.map(([times, from, to], index) => ({
          ...{ key: `k${index}`, from, to },
          // Some at the very end of a week.
          acts: times.map((at, n) => ({
            kind: 'reply' as const,
            at: n % 3 === 0 ? from + (n + 1) * 7 * DAY_MS : at,
          })),
        }));
        let weeks = 0;
        let active = 0;
        for (const { from: start, to, acts: done } of windows)
          for (let from = start; from + 7 * DAY_MS <= to; from += 7 * DAY_MS) {
            weeks += 1;
            if (done.some(({ at }) => at > from && at <= from + 7 * DAY_MS)) active += 1;
          }
        const asked = { signal: 's', key: 'asked', at: 0 };
        const window = { key: 'asked', acts: [], from: 0, to: 7 * DAY_MS };
        const learned = learn([asked], [...windows, window], 100 * DAY_MS);
        expect(learned.s).toMatchObject({ weeks: weeks + 1, base: active / (weeks + 1) });
      }),
      { seed: 28, numRuns: 300 },
    );
  });
  it('a question keeps the latest time of its two latest days', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(DAYS, fc.nat(23)), { minLength: 1, maxLength: 30 }), (list) => {
        const times = list.map(([day, hour]) => ms(day) + hour * 3_600_000);
        const seen = times.map((last) => ({ ...shown('s', 0), last }));
        const byDay = new Map(times.toSorted((a, b) => a - b).map((at) => [dayOf(at, ZONE), at]));
        const want = [...byDay.values()].sort((a, b) => b - a).slice(0, 2);
        expect(gatherExposure([], seen, now).shown).toEqual({ s: want });
      }),
      { seed: 28, numRuns: 300 },
    );
  });
});
