import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TEXT, mergeText } from '../../lib/merge/index.ts';
import { applyList, listChange, Note } from '../../lib/model/index.ts';
import { backoff } from '../../lib/sync/client/schedule.ts';

const word = fc.stringMatching(/^[a-z]{1,4}$/);
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', '\n', '  ', ' ')), { maxLength: 12 })
  .map((parts) => parts.map(([item, space]) => item + space).join(''));
const counted = (value: string) => {
  const counts = new Map<string, number>();
  for (const item of value.split(/\s+/).filter(Boolean))
    counts.set(item, (counts.get(item) ?? 0) + 1);
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
    [
      'a line added below, a word changed above',
      'one\ntwo',
      'one\ntwo\nthree',
      'ONE\ntwo',
      'ONE\ntwo\nthree',
    ],
  ])('%s', (_, base, head, mine, merged) => {
    expect(mergeText(base, head, mine)).toBe(merged);
    expect(mergeText(base, mine, head)).toBe(merged);
  });
  it.each([
    ['the same word', 'a b c', 'a X c', 'a Y c'],
    ['words beside each other', 'price 40 today', 'price 45 today', 'budget 40 today'],
    ['both write on at the end', 'a b', 'a b c', 'a b d'],
    ['one deletes what the other changes', 'a b c', 'a c', 'a B c'],
  ])('keeps both where both changed %s', (_, base, head, mine) =>
    expect(mergeText(base, head, mine)).toBeNull(),
  );
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
          for (const [item, count] of counted(side))
            if (!was.has(item))
              expect(after.get(item) ?? 0, `“${item}” in ${merged}`).toBeGreaterThanOrEqual(
                Math.min(1, count),
              );
      }),
      { numRuns: 5000 },
    );
  });
  it.each([
    ['Scores: 0 0 0 0', 'Scores: 0 0 7 0', 'Scores: 5 0 0 0', 'Scores: 5 0 7 0'],
    ['Scores: 0 0 0 0', 'Scores: 0 0 0 7', 'Scores: 5 0 0 0', 'Scores: 5 0 0 7'],
    ['[ ] a [ ] b [ ] c', '[x] a [ ] b [ ] c', '[ ] a [ ] b [x] c', '[x] a [ ] b [x] c'],
    ['no no no no', 'no no yes no', 'yes no no no', 'yes no yes no'],
    ['a a a', 'a a', 'b a a', null], // the removed word may be the changed one
    ['a a a', 'a a', 'a a a b', null],
  ])('among words that are repeated: %s', (base, head, mine, merged) => {
    expect(mergeText(base, head, mine)).toBe(merged);
    expect(mergeText(base, mine, head)).toBe(merged);
  });
  it('merges two corrections of a long text', () => {
    const prose = Array.from(
      { length: 3000 },
      (_, index) => ['the', 'of', 'to', `w${index}`][index % 4],
    ).join(' ');
    const [head, mine] = [
      prose.replace('w3 ', 'w3 and '),
      prose.replace('w2999', 'w2999 at the end'),
    ];
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
        const merged = applyList(
          applyList(base, listChange(base, a)),
          listChange(base, b),
        ) as number[];
        for (const item of merged) expect(a.includes(item) || b.includes(item)).toBe(true);
        for (const item of [...a, ...b]) if (!base.includes(item)) expect(merged).toContain(item);
        for (const item of base)
          if (!a.includes(item) || !b.includes(item)) expect(merged).not.toContain(item);
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
