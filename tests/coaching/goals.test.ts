// Goals: the own range, whether a target lies beyond it, the first step, progress and quick wins.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isRising,
  LEAST_OBSERVATIONS,
  latestOf,
  type Observation,
  ownRange,
  progressOf,
  quickWins,
  RANGE_DAYS,
  reachOf,
  type WinDeal,
} from '../../lib/coaching/goals.ts';
import { addDays, daysBetween } from '../../lib/coaching/index.ts';

const TODAY = '2026-11-28';
const ago = (days: number, value: number): Observation => ({ day: addDays(TODAY, -days), value });
const goal = { unit: 'percent', baseline: 20, target: 60, due: '2027-03-31' } as const;
const eight = [15, 45, 30, 20, 38, 41, 25, 33].map((value, index) => ago(index * 30, value));
const observed = fc.array(
  fc.record({
    day: fc.integer({ min: -800, max: 60 }).map((days) => addDays(TODAY, days)),
    value: fc.integer({ min: -100, max: 100 }),
  }),
  { maxLength: 30 },
);
const runs = { seed: 19, numRuns: 300 };

describe('the own range', () => {
  it.each([
    ['seven observations', eight.slice(1), { few: 7 }],
    ['eight', eight, { low: 15, high: 45, n: 8 }],
    ['eight, one of them from more than a year ago', [...eight.slice(1), ago(366, 99)], { few: 7 }],
    ['eight, one of them in the future', [...eight.slice(1), ago(-1, 99)], { few: 7 }],
    ['nothing', [], { few: 0 }],
  ])('of %s', (_, list, range) => expect(ownRange(list, TODAY)).toEqual(range));

  it('is reached by own values of the last year, and holds all of them', () => {
    fc.assert(
      fc.property(observed, (list) => {
        const recent = list.filter(
          ({ day }) => day <= TODAY && daysBetween(day, TODAY) <= RANGE_DAYS,
        );
        const range = ownRange(list, TODAY);
        if ('few' in range) return void expect(recent.length).toBeLessThan(LEAST_OBSERVATIONS);
        const values = recent.map(({ value }) => value);
        expect(values).toContain(range.low);
        expect(values).toContain(range.high);
        expect(values.every((value) => range.low <= value && value <= range.high)).toBe(true);
      }),
      runs,
    );
  });
  it('does not depend on the order of the observations', () => {
    fc.assert(
      fc.property(observed, (list) => {
        expect(ownRange(list.toReversed(), TODAY)).toEqual(ownRange(list, TODAY));
      }),
      runs,
    );
  });
});

describe('the reach of a target', () => {
  it.each([
    ['no target', { ...goal, target: null }, eight, { kind: 'none' }],
    ['too few values', goal, eight.slice(3), { kind: 'few', n: 5, of: 8 }],
    ['the own best', { ...goal, target: 45 }, eight, { kind: 'within' }],
    ['one above it', { ...goal, target: 46 }, eight, { kind: 'beyond', best: 45 }],
    ['fewer days', { ...goal, unit: 'days', baseline: 40, target: 14 }, eight, { best: 15 }],
    ['as few days', { ...goal, unit: 'days', baseline: 40, target: 15 }, eight, { kind: 'within' }],
    ['days, no baseline', { ...goal, unit: 'won', baseline: null, target: 9 }, eight, { best: 15 }],
  ] as const)('%s', (_, numbers, list, reach) =>
    expect(reachOf(numbers, list, TODAY)).toMatchObject(reach),
  );
  it('the first step is halfway in time, and has no day where the target is near', () => {
    expect(reachOf(goal, eight, TODAY)).toMatchObject({ step: { value: 45, due: '2027-01-28' } });
    const near = { ...goal, due: addDays(TODAY, 13) };
    expect(reachOf(near, eight, TODAY)).toMatchObject({ step: { value: 45, due: null } });
    const open = { ...goal, due: null };
    expect(reachOf(open, eight, TODAY)).toMatchObject({ step: { value: 45, due: null } });
  });
  it('a step lies within the own range, and its day before the target’s', () => {
    const numbers = fc.record({
      unit: fc.constantFrom('percent' as const, 'count' as const, 'days' as const, 'won' as const),
      baseline: fc.option(fc.integer({ min: -100, max: 100 })),
      target: fc.option(fc.integer({ min: -200, max: 200 })),
      due: fc.option(fc.integer({ min: -30, max: 400 }).map((days) => addDays(TODAY, days))),
    });
    fc.assert(
      fc.property(numbers, observed, (given, list) => {
        const reach = reachOf(given, list, TODAY);
        if (reach.kind !== 'beyond') return;
        const { range, step } = reach;
        expect(step.value).toBeGreaterThanOrEqual(range.low);
        expect(step.value).toBeLessThanOrEqual(range.high);
        // The step is on the way: between the target and the other end of the range.
        expect(
          isRising(given) ? step.value < (given.target ?? 0) : step.value > (given.target ?? 0),
        ).toBe(true);
        if (step.due !== null) expect(step.due > TODAY && step.due < (given.due ?? '')).toBe(true);
      }),
      runs,
    );
  });
});

describe('progress', () => {
  it.each([
    [20, 60, 40, 0.5],
    [20, 60, 10, 0],
    [20, 60, 80, 1],
    [40, 20, 35, 0.25],
    [20, 20, 20, null],
    [null, 60, 40, null],
    [20, 60, null, null],
  ])('from %j to %j, now %j: %j', (baseline, target, current, share) =>
    expect(progressOf({ baseline, target }, current)).toBe(share),
  );
  it('is 0 at the baseline, 1 at the target, and never falls on the way', () => {
    const number = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(number, number, number, number, (baseline, target, a, b) => {
        fc.pre(baseline !== target);
        const share = (current: number) => progressOf({ baseline, target }, current) ?? Number.NaN;
        expect(share(baseline)).toBe(0);
        expect(share(target)).toBe(1);
        const sign = Math.sign(target - baseline);
        expect((share(a) - share(b)) * (a - b) * sign).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });
  it('counts from the latest value up to today', () => {
    const list = [ago(3, 1), ago(1, 2), ago(-1, 3), ago(9, 4)];
    expect(latestOf(list, TODAY)?.value).toBe(2);
    expect(latestOf([], TODAY)).toBeNull();
  });
});

describe('quick wins', () => {
  const words = { behaviour: 'Meet who signs', metric: 'Met', unit: 'count', marks: {} } as const;
  const deal = (key: string, meeting: number | null, close: number | null): WinDeal => ({
    key,
    name: key,
    meeting: meeting === null ? null : { day: addDays(TODAY, meeting), title: 'Call' },
    closeDate: close === null ? null : addDays(TODAY, close),
  });
  const keys = (...deals: WinDeal[]) =>
    quickWins(words, deals, TODAY).map((win) => ('key' in win ? win.key : win.kind));
  it('are the next meetings, then the deals that close next, and the first number', () => {
    expect(keys(deal('a', null, 3), deal('b', 5, 9), deal('c', 2, null))).toEqual([
      ...['c', 'b', 'mark'],
    ]);
    expect(keys(deal('a', null, 3))).toEqual(['a', 'mark']);
  });
  it('are nothing that is past or far away', () => {
    expect(keys(deal('a', -1, -1), deal('b', 15, 15), deal('c', null, null))).toEqual(['mark']);
  });
  it('need a behaviour, and ask for no number that is counted already', () => {
    const quiet = { ...words, behaviour: ' ' };
    expect(quickWins(quiet, [deal('a', 1, 1)], TODAY)).toEqual([{ kind: 'mark' }]);
    const counted = { ...words, marks: { [TODAY]: 1 } };
    expect(quickWins(counted, [], TODAY)).toEqual([]);
    expect(quickWins({ ...words, unit: 'won' }, [], TODAY)).toEqual([]);
  });
});
