import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pages, parseRoute } from '../../components/workspace/route.ts';
import { rebase } from '../../components/workspace/useDocument.ts';
import en from '../../locales/en.json';

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
});

describe('an address in the workspace', () => {
  it.each([
    ['', { page: 'deals', id: null }],
    ['#playbooks', { page: 'playbooks', id: null }],
    ['#questions/0198-ab', { page: 'questions', id: '0198-ab' }],
    ['#nowhere/1', { page: 'deals', id: '1' }],
    ['#limits', { page: 'limits', id: null }],
    ['#insights', { page: 'insights', id: null }],
    ['#helps', { page: 'insights', id: null }],
    ['#me/<script>', { page: 'me', id: null }],
  ])('%s', (hash, route) => expect(parseRoute(hash)).toEqual(route));
});

it('every page of the workspace has a name', () => {
  expect(Object.keys(en.workspace.page).sort()).toEqual([...pages].sort());
});
