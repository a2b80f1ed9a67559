// Changes that meet are joined in one pass. The definition, which starts again after each join,
// takes quadratic time, and a push of a few texts took seconds.

import fc from 'fast-check';
import { diffIndices } from 'node-diff3';
import { describe, expect, it } from 'vitest';
import { changesOf, touch, type WordChange } from '../../lib/merge/changes.ts';

type Plain = Omit<WordChange, 'slide'>;

/** The definition: widen all changes, join the first two that meet, and start again. */
function defined(base: readonly string[], side: readonly string[], changes: Plain[]): WordChange[] {
  const wide = changes.map(({ lo, hi, from, to }, index): WordChange => {
    if (lo < hi && from < to) return { lo, hi, from, to, slide: 0 };
    const floor = changes[index - 1]?.hi ?? 0;
    const ceiling = changes[index + 1]?.lo ?? base.length;
    const [list, first, last] = lo < hi ? [base, lo, hi] : [side, from, to];
    let [left, right] = [0, 0];
    while (lo - left > floor && list[first - 1 - left] === list[last - 1 - left]) left++;
    while (hi + right < ceiling && list[first + right] === list[last + right]) right++;
    const slide = left + right;
    return { lo: lo - left, hi: hi + right, from: from - left, to: to + right, slide };
  });
  const at = wide.findIndex((change, index) => {
    const next = wide[index + 1];
    return next !== undefined && touch(change, next);
  });
  const [first, second] = [changes[at], changes[at + 1]];
  if (!first || !second) return wide;
  const both = { lo: first.lo, hi: second.hi, from: first.from, to: second.to };
  while (both.lo < both.hi && both.from < both.to && base[both.lo] === side[both.from]) {
    both.lo++;
    both.from++;
  }
  while (both.lo < both.hi && both.from < both.to && base[both.hi - 1] === side[both.to - 1]) {
    both.hi--;
    both.to--;
  }
  return defined(base, side, changes.toSpliced(at, 2, both));
}

/** The changes between two texts that begin and end with different words. */
const byDefinition = (base: readonly string[], side: readonly string[]) =>
  defined(
    base,
    side,
    diffIndices([...base], [...side]).map(({ buffer1: [lo, length], buffer2: [from, count] }) => ({
      lo,
      hi: lo + length,
      from,
      to: from + count,
    })),
  );

const words = (letters: number, maxLength: number) =>
  fc.array(fc.constantFrom(...'abcdefgh'.slice(0, letters)), { maxLength });

describe('joined changes', () => {
  it.each([
    [2, 8],
    [2, 30],
    [3, 20],
    [4, 40],
    [8, 40],
  ])('are those of the definition: %i different words, up to %i', (letters, length) => {
    fc.assert(
      fc.property(words(letters, length), words(letters, length), (from, to) => {
        const [base, side] = [
          ['<', ...from, '>'],
          ['(', ...to, ')'],
        ];
        expect(changesOf(base, side)).toEqual(byDefinition(base, side));
      }),
      { numRuns: 4000, seed: 27 },
    );
  });

  it('are those of the definition where every word was doubled or halved', () => {
    const doubled = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(2), fc.nat(2)));
    const repeated = (parts: [string, number, number][], which: 1 | 2) =>
      parts.flatMap((part) => Array<string>(part[which]).fill(part[0]));
    fc.assert(
      fc.property(doubled, (parts) => {
        const base = ['<', ...repeated(parts, 1), '>'];
        const side = ['(', ...repeated(parts, 2), ')'];
        expect(changesOf(base, side)).toEqual(byDefinition(base, side));
      }),
      { numRuns: 4000, seed: 28 },
    );
  });

  it('cost as much as the text is long', () => {
    const readsOf = (length: number) => {
      let reads = 0;
      const names = Array.from({ length }, (_, index) => `w${index}`);
      const base = new Proxy(
        names.flatMap((name) => [name, name]),
        {
          get(target, name) {
            reads++;
            return Reflect.get(target, name);
          },
        },
      );
      changesOf(base, names);
      return reads;
    };
    expect(readsOf(800)).toBeLessThan(2.2 * readsOf(400));
  });
});
