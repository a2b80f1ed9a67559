import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyList, listChange, Note } from '../../lib/model/index.ts';
import { backoff } from '../../lib/sync/client/index.ts';
import { MAX_TEXT, mergeText } from '../../lib/sync/merge.ts';

const word = fc.stringMatching(/^[a-z]{1,4}$/);
const text = fc.array(fc.tuple(word, fc.constantFrom(' ', '\n', '  ', ' ')), { maxLength: 12 }).map((parts) => parts.map(([item, space]) => item + space).join(''));
type Counts = Map<string, number>;
const counted = (value: string): Counts => {
  const counts: Counts = new Map();
  for (const item of value.split(/\s+/).filter(Boolean)) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

describe('merging by words (T1)', () => {
  it.each([
    [
      'two ends of one sentence',
      'Finance sees the pilot on Thursday.',
      'Finance sees the pilot on Thursday, with Ruth.',
      'So Finance sees the pilot on Thursday.',
      'So Finance sees the pilot on Thursday, with Ruth.',
    ],
    ['a word here, a word there', 'a b c d e', 'a B c d e', 'a b c D e', 'a B c D e'],
    ['the same change twice', 'a b c', 'a X c', 'a X c', 'a X c'],
    ['a line added below, a word changed above', 'one\ntwo', 'one\ntwo\nthree', 'ONE\ntwo', 'ONE\ntwo\nthree'],
  ])('%s', (_, base, head, mine, merged) => {
    expect(mergeText(base, head, mine)).toBe(merged);
    expect(mergeText(base, mine, head)).toBe(merged);
  });
  it.each([
    ['the same word', 'a b c', 'a X c', 'a Y c'],
    ['words beside each other', 'price 40 today', 'price 45 today', 'budget 40 today'],
    ['both write on at the end', 'a b', 'a b c', 'a b d'],
    ['one deletes what the other changes', 'a b c', 'a c', 'a B c'],
  ])('keeps both where both changed %s', (_, base, head, mine) => expect(mergeText(base, head, mine)).toBeNull());
  it('is fair, and what one side leaves alone is as the other side left it', () => {
    fc.assert(
      fc.property(text, text, text, (base, head, mine) => {
        expect(mergeText(base, base, mine)).toBe(mine);
        expect(mergeText(base, head, base)).toBe(head);
        expect(mergeText(base, head, head)).toBe(head);
        expect(mergeText(base, head, mine)).toBe(mergeText(base, mine, head));
      }),
      { numRuns: 2000 },
    );
  });
  it('loses no word that either side wrote', () => {
    fc.assert(
      fc.property(text, text, text, (base, head, mine) => {
        const merged = mergeText(base, head, mine);
        if (merged === null) return;
        const [was, after] = [counted(base), counted(merged)];
        for (const side of [head, mine])
          for (const [item, count] of counted(side)) if (!was.has(item)) expect(after.get(item) ?? 0, `“${item}” in ${merged}`).toBeGreaterThanOrEqual(Math.min(1, count));
      }),
      { numRuns: 5000 },
    );
  });
  it.each([
    ['Scores: 0 0 0 0', 'Scores: 0 0 7 0', 'Scores: 5 0 0 0', 'Scores: 5 0 7 0'],
    ['Scores: 0 0 0 0', 'Scores: 0 0 0 7', 'Scores: 5 0 0 0', 'Scores: 5 0 0 7'],
    ['[ ] a [ ] b [ ] c', '[x] a [ ] b [ ] c', '[ ] a [ ] b [x] c', '[x] a [ ] b [x] c'],
    ['no no no no', 'no no yes no', 'yes no no no', 'yes no yes no'],
    ['a a a', 'a a', 'b a a', null], // which one went is open: it may be the one that was changed
    ['a a a', 'a a', 'a a a b', null],
    ['a b a', 'a b b', 'c b b', null], // the same change once or twice
  ])('among words that are repeated: %s', (base, head, mine, merged) => {
    expect(mergeText(base, head, mine)).toBe(merged);
    expect(mergeText(base, mine, head)).toBe(merged);
  });
  it('neither doubles nor loses a word, however often it is repeated', () => {
    const few = fc.array(fc.constantFrom('a', 'b', '0'), { maxLength: 8 });
    const edit = fc.tuple(fc.nat(8), fc.nat(3), fc.array(fc.constantFrom('a', 'b', '0', 'x'), { maxLength: 3 }));
    const edited = (base: readonly string[], edits: readonly [number, number, string[]][]) =>
      edits.reduce((words, [at, out, put]) => words.toSpliced(at, out, ...put), [...base]).join(' ');
    let merges = 0;
    fc.assert(
      fc.property(few, fc.array(edit, { maxLength: 2 }), fc.array(edit, { maxLength: 2 }), (words, ours, theirs) => {
        const [base, head, mine] = [words.join(' '), edited(words, ours), edited(words, theirs)];
        expect(mergeText(base, head, base)).toBe(head);
        expect(mergeText(base, base, mine)).toBe(mine);
        const merged = mergeText(base, head, mine);
        expect(mergeText(base, mine, head)).toBe(merged);
        if (merged === null || head === mine) return;
        merges++;
        const [was, a, b, is] = [base, head, mine, merged].map(counted) as [Counts, Counts, Counts, Counts];
        for (const word of ['a', 'b', '0', 'x'])
          expect(is.get(word) ?? 0, `${word} in “${merged}” of “${base}”, “${head}” and “${mine}”`).toBe((a.get(word) ?? 0) + (b.get(word) ?? 0) - (was.get(word) ?? 0));
      }),
      { numRuns: 20_000, seed: 20261127 },
    );
    expect(merges, 'not everything is a conflict').toBeGreaterThan(4000);
  });
  it('merges two corrections of a long text', () => {
    const prose = Array.from({ length: 3000 }, (_, index) => ['the', 'of', 'to', `w${index}`][index % 4]).join(' ');
    const [head, mine] = [prose.replace('w3 ', 'w3 and '), prose.replace('w2999', 'w2999 at the end')];
    expect(mergeText(prose, head, mine)).toBe(head.replace('w2999', 'w2999 at the end'));
  });
  it('gives up rather than work for seconds on a text that was made to be dear', () => {
    const dear = (end: string) => `${end} ${'a '.repeat(9000)}${end}`;
    expect(mergeText(dear('x'), dear('y'), dear('z'))).toBeNull();
  });
  it('makes no text that is longer than a note may be', () => {
    const base = 'one two three';
    const long = 'w'.repeat(MAX_TEXT - base.length - 1);
    expect(mergeText(base, `${long} ${base}`, `${base} and more`)).toBeNull();
    expect(Note.shape.text.safeParse(`${long} ${base}`).success).toBe(true);
    expect(Note.shape.text.safeParse(`${long} ${base}!`).success).toBe(false);
  });
});

describe('lists (T4)', () => {
  it('two people who add and take out at once both do', () => {
    const items = fc.uniqueArray(fc.nat(20), { maxLength: 8 });
    fc.assert(
      fc.property(items, items, items, (base, a, b) => {
        const merged = applyList(applyList(base, listChange(base, a)), listChange(base, b)) as number[];
        for (const item of merged) expect(a.includes(item) || b.includes(item)).toBe(true);
        for (const item of [...a, ...b]) if (!base.includes(item)) expect(merged).toContain(item);
        for (const item of base) if (!a.includes(item) || !b.includes(item)) expect(merged).not.toContain(item);
        expect(new Set(merged).size).toBe(merged.length);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('backoff (C3)', () => {
  it('grows from a second to five minutes, with full jitter', () => {
    expect(backoff(1, 0.999)).toBeLessThanOrEqual(2000);
    expect(backoff(30, 0.999)).toBeLessThanOrEqual(300_000);
    expect(backoff(5, 0)).toBe(0);
  });
});
