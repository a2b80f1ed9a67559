import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeText } from '../../lib/merge/index.ts';
import { edited, edits, prose } from './prose.ts';

const countsOf = (text: string) => {
  const counts = new Map<string, number>();
  for (const word of text.split(/\s+/).filter(Boolean))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

/** The count of each word in a complete merge: the base's, plus and minus each side's changes. */
function expectBoth(base: string, head: string, mine: string, merged: string) {
  const [was, one, other, after] = [base, head, mine, merged].map(countsOf) as Map<
    string,
    number
  >[];
  for (const word of new Set(
    [base, head, mine, merged].flatMap((text) => [...countsOf(text).keys()]),
  )) {
    const wanted = (one?.get(word) ?? 0) + (other?.get(word) ?? 0) - (was?.get(word) ?? 0);
    expect(
      after?.get(word) ?? 0,
      `“${word}” in “${merged}” of “${base}”, “${head}”, “${mine}”`,
    ).toBe(wanted);
  }
}

/** Texts of up to three different words: nearly every word has an equal neighbour. */
const tiny = fc
  .constantFrom(['0'], ['0', '1'], ['0', '1', 'a'])
  .chain((words) => fc.array(fc.constantFrom(...words), { maxLength: 9 }))
  .map((words) => ['Scores:', ...words, 'end']);
const change = fc.record({
  at: fc.nat(10),
  out: fc.nat(2),
  put: fc.array(fc.constantFrom('0', '1', 'own'), { maxLength: 2 }),
});
type Made = { at: number; out: number; put: readonly string[] };

/** Applies changes at positions `lo` to `hi`, the last one first: positions are the base's. */
function after(
  words: readonly string[],
  changes: readonly Made[],
  lo: number,
  hi: number,
  own: string,
): string {
  const sorted = changes
    .map((item) => ({ ...item, at: lo + (item.at % (hi - lo + 1)) }))
    .toSorted((a, b) => b.at - a.at);
  let end = hi;
  const made = [...words];
  for (const { at, out, put } of sorted) {
    const typed = put.map((word) => (word === 'own' ? own : word));
    made.splice(at, Math.max(0, Math.min(out, end - at)), ...typed);
    end = at;
  }
  return made.join(' ');
}

describe('runs of equal words', () => {
  it.each([
    ['Scores: 0 0 0 0', 'Scores: 0 0 7 0', 'Scores: 5 0 0 0', 'Scores: 5 0 7 0'],
    ['Scores: 0 0 0 0', 'Scores: 0 0 0 7', 'Scores: 5 0 0 0', 'Scores: 5 0 0 7'],
    ['a 0 0 0 0 z', 'a 0 0 0 z', 'a 0 0 0 0 z too', 'a 0 0 0 z too'],
    ['ha ha ha ha', 'ha ha ho ha', 'he ha ha ha', 'he ha ho ha'],
    [
      '- [ ] a\n- [ ] b\n- [ ] c',
      '- [x] a\n- [ ] b\n- [ ] c',
      '- [ ] a\n- [ ] b\n- [x] c',
      '- [x] a\n- [ ] b\n- [x] c',
    ],
    ['1 0 1 0 1 0 end', '1 0 1 0 7 0 end', '5 0 1 0 1 0 end', '5 0 1 0 7 0 end'],
  ])('“%s”, “%s” and “%s” make “%s”', (base, head, mine, merged) => {
    expect(mergeText(base, head, mine)).toBe(merged);
    expect(mergeText(base, mine, head)).toBe(merged);
  });
  it.each([
    [
      'one word of a run taken out by both, who may have meant two',
      'a 0 0 0 0 z b',
      'a 0 0 0 z b',
      'a 0 0 0 z B',
    ],
    ['one word put into a run by both', 'a 0 0 z b', 'a 0 0 0 z b', 'a 0 0 0 z B'],
    ['one more of a word that is there, put in by both', 'a 0 1 z b', 'a 0 1 0 z b', 'a 0 1 0 z B'],
    ['one word put in by both', 'a b z b', 'a b 7 z b', 'a b 7 z B'],
    ['a run made shorter, and a word in it changed', 'a 0 0 0 0 z', 'a 0 0 0 z', 'a 0 7 0 0 z'],
  ])('keeps both: %s', (_, base, head, mine) => {
    expect(mergeText(base, head, mine)).toBeNull();
    expect(mergeText(base, mine, head)).toBeNull();
  });
  it('a change that both made counts once, where it cannot have been two', () => {
    const base = 'The contarct is with legal. We wait for the date.';
    const fixed = 'The contract is with legal. We wait for the date.';
    expect(mergeText(base, fixed, `${fixed} Ruth knows.`)).toBe(`${fixed} Ruth knows.`);
    const passage = `${base} Their lawyer reads on Friday.`;
    expect(mergeText(base, passage, passage.replace('contarct', 'contract'))).toBe(
      passage.replace('contarct', 'contract'),
    );
  });
  it('changes at different places are all in the merge, and nothing else is', () => {
    fc.assert(
      fc.property(
        tiny,
        fc.nat(10),
        fc.array(change, { maxLength: 2 }),
        fc.array(change, { maxLength: 2 }),
        (words, place, one, other) => {
          const cut = 1 + (place % (words.length - 1));
          const base = words.join(' ');
          const head = after(words, one, 1, cut, '7');
          const mine = after(words, other, cut, words.length - 1, '5');
          const merged = mergeText(base, head, mine);
          expect(mergeText(base, mine, head)).toBe(merged);
          if (merged !== null && head !== mine) expectBoth(base, head, mine, merged);
        },
      ),
      { numRuns: 10_000, seed: 20261127 },
    );
  });
  it('changes anywhere lose nothing that either side typed', () => {
    fc.assert(
      fc.property(
        tiny,
        fc.array(change, { maxLength: 3 }),
        fc.array(change, { maxLength: 3 }),
        (words, one, other) => {
          const base = words.join(' ');
          const [head, mine] = [
            after(words, one, 1, words.length - 1, '7'),
            after(words, other, 1, words.length - 1, '5'),
          ];
          const merged = mergeText(base, head, mine);
          expect(mergeText(base, mine, head)).toBe(merged);
          expect([
            mergeText(base, head, base),
            mergeText(base, base, mine),
            mergeText(base, head, head),
          ]).toEqual([head, mine, head]);
          if (merged === null) return;
          const counts = countsOf(merged);
          expect(counts.get('7')).toBe(countsOf(head).get('7'));
          expect(counts.get('5')).toBe(countsOf(mine).get('5'));
        },
      ),
      { numRuns: 10_000, seed: 20261127 },
    );
  });
  it('replaced words stay replaced at any position', () => {
    const replaced = fc.array(fc.nat(10), { maxLength: 3 });
    fc.assert(
      fc.property(tiny, replaced, replaced, (words, one, other) => {
        const by = (places: readonly number[], own: string) =>
          words
            .map((word, index) =>
              places.some((place) => 1 + (place % (words.length - 2 || 1)) === index) ? own : word,
            )
            .join(' ');
        const [base, head, mine] = [words.join(' '), by(one, '7'), by(other, '5')];
        const merged = mergeText(base, head, mine);
        if (merged !== null) expectBoth(base, head, mine, merged);
      }),
      { numRuns: 10_000, seed: 20261127 },
    );
  });
});

describe('ordinary prose', () => {
  it('merges as often as before runs were handled: 11.6 % of these were conflicts then', () => {
    const sample = fc.sample(fc.tuple(prose, edits, edits), { numRuns: 5000, seed: 1 });
    const conflicts = sample.filter(
      ([base, one, other]) => mergeText(base, edited(base, one), edited(base, other)) === null,
    );
    expect(conflicts.length / sample.length).toBeLessThan(0.125);
  });
  it('has what both wrote, and the two orders agree', () => {
    fc.assert(
      fc.property(prose, edits, edits, (base, one, other) => {
        const [head, mine] = [edited(base, one), edited(base, other)];
        const merged = mergeText(base, head, mine);
        expect(mergeText(base, mine, head)).toBe(merged);
        // A change that the head contains already, after a lost answer, is not made again.
        if (merged !== null) expect([merged, null]).toContain(mergeText(base, merged, mine));
      }),
      { numRuns: 3000, seed: 20261127 },
    );
  });
});
