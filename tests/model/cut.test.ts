import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../lib/model/cut.ts';

describe('a text that is cut', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly', 7, 'exactly'],
    ['longer', 4, 'long'],
    ['ab😀', 3, 'ab'],
    ['ab😀', 4, 'ab😀'],
    ['ab😀c', 4, 'ab😀'],
    // A family is seven code points, a flag two, an accent a code point of its own.
    ['a👨‍👩‍👧‍👦b', 9, 'a'],
    ['a👨‍👩‍👧‍👦b', 12, 'a👨‍👩‍👧‍👦'],
    ['🇩🇪🇪🇸', 6, '🇩🇪'],
    ['cafe\u0301s', 4, 'caf'],
    ['cafe\u0301s', 5, 'cafe\u0301'],
    ['😀', 1, ''],
  ])('%s, at most %i', (text, most, right) => {
    expect(cut(text, most)).toBe(right);
  });

  it('is a start of the text, never too long, and never half of a surrogate pair', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.nat({ max: 80 }),
        (text, most) => {
          const start = cut(text, most);
          expect(text.startsWith(start)).toBe(true);
          expect(start.length).toBeLessThanOrEqual(most);
          expect(start.isWellFormed()).toBe(true);
        },
      ),
      { seed: 20261127, numRuns: 2000 },
    );
  });
});
