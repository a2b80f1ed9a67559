// The scale of a goal: its ends, and where values lie on it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionOn, scaleOf } from '../../lib/coaching/goalScale.ts';
import { goalUnits } from '../../lib/model/index.ts';

const goal = (baseline: number | null, target: number | null, unit = 'percent' as const) => ({
  ...{ unit, baseline, target },
});
const number = fc.integer({ min: -500, max: 500 });
const goals = fc.record({
  unit: fc.constantFrom(...goalUnits),
  baseline: fc.option(number),
  target: fc.option(number),
});
const runs = { seed: 23, numRuns: 500 };

describe('the scale of a goal', () => {
  it.each([
    ['from the baseline to the target', goal(20, 60), [38], { start: 20, end: 60 }],
    ['downwards too', goal(60, 20), [38], { start: 60, end: 20 }],
    ['a share without a target ends at 100', goal(20, null), [38], { start: 20, end: 100 }],
    ['a share without a baseline begins at 0', goal(null, 60), [38], { start: 0, end: 60 }],
    ['a share with the current value alone', goal(null, null), [38], { start: 0, end: 100 }],
    ['both the same', goal(60, 60), [38], { start: 59, end: 60 }],
    ['a share at its end without a target', goal(100, null), [], { start: 100, end: 101 }],
  ])('%s', (_, fields, others, scale) => expect(scaleOf(fields, others)).toEqual(scale));

  it('of days without a target ends a little below the lowest value', () => {
    const scale = scaleOf({ unit: 'days', baseline: 50, target: null }, [40, 30]);
    expect(scale).toEqual({ start: 50, end: 28 });
  });

  it('has two ends, with the known numbers at their own', () => {
    fc.assert(
      fc.property(goals, fc.array(number, { maxLength: 4 }), (fields, others) => {
        const { baseline, target } = fields;
        fc.pre(baseline !== null || target !== null || others.length > 0);
        const scale = scaleOf(fields, others);
        expect(scale.start).not.toBe(scale.end);
        if (target !== null) expect(positionOn(scale, target)).toEqual({ at: 1, beyond: null });
        if (baseline !== null && baseline !== target)
          expect(positionOn(scale, baseline)).toEqual({ at: 0, beyond: null });
      }),
      runs,
    );
  });
  it('shows a value further on the nearer it is to the target, and none outside', () => {
    fc.assert(
      fc.property(goals, number, number, (fields, a, b) => {
        const scale = scaleOf(fields, [a, b]);
        const [one, other] = [positionOn(scale, a), positionOn(scale, b)];
        for (const { at, beyond } of [one, other]) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(1);
          if (beyond !== null) expect(at).toBe(beyond === 'start' ? 0 : 1);
        }
        const isNearer = Math.sign(scale.end - scale.start) * (b - a) >= 0;
        if (isNearer) expect(other.at).toBeGreaterThanOrEqual(one.at);
      }),
      runs,
    );
  });
  it('says where a value beyond an end lies', () => {
    const scale = scaleOf(goal(20, 60), [12, 70]);
    expect(positionOn(scale, 12)).toEqual({ at: 0, beyond: 'start' });
    expect(positionOn(scale, 70)).toEqual({ at: 1, beyond: 'end' });
  });
});
