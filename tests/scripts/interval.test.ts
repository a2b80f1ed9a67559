import { describe, expect, it } from 'vitest';
import { isLarger, ratioOf } from '../../bench/interval.ts';
import { random } from '../helpers/random.ts';

const next = random(7);
/** So many values around one, up to a tenth away. */
const around = (middle: number, count: number) =>
  Array.from({ length: count }, () => middle * (0.9 + next() * 0.2));

describe('the ratio of two builds', () => {
  it('of the same values has an interval around 1', () => {
    const values = around(100, 9);
    const { ratio, low, high } = ratioOf(values, values, random(1));
    expect(ratio).toBe(1);
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
  });
  it('of values that are a third larger is slower, and the other way around is not', () => {
    const [slow, fast] = [around(133, 15), around(100, 15)];
    const slower = ratioOf(slow, fast, random(1));
    expect(slower.low).toBeLessThan(slower.ratio);
    expect(slower.high).toBeGreaterThan(slower.ratio);
    expect(isLarger(slower)).toBe(true);
    expect(isLarger(ratioOf(fast, slow, random(1)))).toBe(false);
  });
  it('that differs by less than chance does is not slower', () => {
    const many = Array.from({ length: 100 }, (_, seed) =>
      isLarger(ratioOf(around(102, 9), around(100, 9), random(seed + 1))),
    );
    expect(many.filter(Boolean).length).toBeLessThanOrEqual(10);
  });
  it('is narrower with more rounds', () => {
    const width = (rounds: number) => {
      const { low, high } = ratioOf(around(100, rounds), around(100, rounds), random(1));
      return high - low;
    };
    expect(width(81)).toBeLessThan(width(9));
  });
});
