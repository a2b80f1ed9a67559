import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rebase } from '../../lib/model/index.ts';

describe('a document that another person saves while it is edited', () => {
  it('gets the other’s fields and keeps the changed ones', () => {
    const base = { name: 'A', rep: 'What?', on: true };
    expect(rebase({ ...base, rep: 'Mine?' }, base, { ...base, name: 'B' })).toEqual({
      name: 'B',
      rep: 'Mine?',
      on: true,
    });
    expect(
      rebase({ ...base, rep: 'Mine?' }, base, { ...base, rep: 'Theirs?' }).rep,
      'both changed one field: what is typed here stays',
    ).toBe('Mine?');
    expect(rebase(base, base, { ...base, on: false })).toEqual({ ...base, on: false });
  });
  it('loses nothing that was typed, and nothing that was saved elsewhere', () => {
    const value = fc.record({
      a: fc.constantFrom(1, 2, 3),
      b: fc.constantFrom('x', 'y'),
      c: fc.array(fc.nat(2), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(value, value, value, (now, base, next) => {
        const rebased = rebase(now, base, next);
        for (const field of ['a', 'b', 'c'] as const)
          expect(rebased[field]).toEqual(
            JSON.stringify(now[field]) === JSON.stringify(base[field]) ? next[field] : now[field],
          );
      }),
    );
  });
  it('is based on the new version, and on the former one where it was changed', () =>
    expect(rebase({ a: 2, b: 1 }, { a: 1, b: 1 }, { a: 3, b: 4 }, { a: 1, b: 1 })).toEqual({
      a: 1,
      b: 4,
    }));
  it.each([
    ['a text', 'mine', 'base', 'theirs', 'mine'],
    ['a list', [1], [1], [2], [2]],
    ['nothing', null, null, 'theirs', 'theirs'],
  ])('is whole where it has no fields: %s', (_, now, base, next, gives) =>
    expect(rebase<unknown>(now, base, next)).toEqual(gives),
  );
});
