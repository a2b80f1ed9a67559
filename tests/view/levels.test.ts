import fc from 'fast-check';
import { expect, it } from 'vitest';
import { skills } from '../../lib/model/index.ts';
import { levelsOf, withLevels } from '../../lib/view/levels.ts';

const level = fc.option(fc.nat(4));
const skill = fc.constantFrom(...skills);

it('the levels of a skill are read as they were chosen, and those of other skills stay', () => {
  const change = fc.record({ skill, levels: fc.record({ current: level, wanted: level }) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const gaps = changes.reduce(
        (now, { skill: of, levels }) => withLevels(now, of, levels),
        {} as Record<string, number>,
      );
      for (const of of skills) {
        const last = changes.findLast((item) => item.skill === of);
        expect(levelsOf(gaps, of)).toEqual(last?.levels ?? { current: null, wanted: null });
      }
      for (const value of Object.values(gaps)) expect([0, 1, 2, 3, 4]).toContain(value);
    }),
    { numRuns: 300, seed: 20261127 },
  );
});

it('the gap is the distance of both levels, and stays as it was until both are chosen', () => {
  const before = { discovery: 2, closing: 1 };
  const half = withLevels(before, 'discovery', { current: null, wanted: 4 });
  expect(half.discovery).toBe(2);
  expect(withLevels(half, 'discovery', { current: 3, wanted: 4 })).toEqual({
    ...{ discovery: 1, closing: 1, 'discovery.current': 3, 'discovery.wanted': 4 },
  });
  expect(withLevels(before, 'closing', { current: 4, wanted: 2 }).closing).toBe(0);
});
