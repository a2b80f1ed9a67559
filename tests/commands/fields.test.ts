import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, applyKeys } from '../../lib/commands/fields.ts';

const now = { name: 'Plan', on: false, off: ['a', 'c'], limits: { quiet: 7, stuck: 9 } };
const from = { name: 'Plan', on: true, off: ['a', 'b'], limits: { quiet: 7, old: 1 } };

describe('applyChanges', () => {
  it('keeps what others changed in fields that this editor did not touch', () => {
    const to = { ...from, name: 'The plan' };
    expect(applyChanges(now, from, to)).toEqual({ ...now, name: 'The plan' });
  });
  it('adds and takes out of lists, sets and drops keys of objects', () => {
    const to = { ...from, off: ['b', 'd'], limits: { quiet: 5 } };
    const { off, limits } = applyChanges(now, from, to);
    expect(off).toEqual(['c', 'd']);
    expect(limits).toEqual({ quiet: 5, stuck: 9 });
  });
  it('takes everything from an editor that began with nothing', () => {
    expect(applyChanges(now, null, from)).toEqual(from);
  });
  const field = fc.record({
    a: fc.constantFrom('x', 'y', 'z'),
    b: fc.array(fc.constantFrom('p', 'q', 'r'), { maxLength: 3 }).map((list) => [...new Set(list)]),
    c: fc.dictionary(fc.constantFrom('k', 'l'), fc.integer({ min: 0, max: 2 })),
  });
  it('returns the new value if nobody else changed the field, and an empty value for none', () => {
    fc.assert(
      fc.property(field, field, (before, to) => {
        const result = applyChanges(before, before, to);
        expect({ ...result, b: [...result.b].sort() }).toEqual({ ...to, b: [...to.b].sort() });
        expect(applyChanges(to, before, before)).toEqual(to);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe('applyKeys', () => {
  it('leaves keys unchanged that only others have', () => {
    expect(applyKeys({ a: 1, b: 2 }, { a: 1 }, { a: 3 })).toEqual({ a: 3, b: 2 });
    expect(applyKeys({ a: 1, b: 2 }, { a: 1 }, {})).toEqual({ b: 2 });
  });
});
