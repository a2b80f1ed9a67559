import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member, Team } from '../../lib/model/index.ts';
import { matchingRows, memberRows } from '../../lib/view/memberRows.ts';

const { compare } = new Intl.Collator('en');
const member = (id: string, name: string, team: string | null = null): Member => ({
  ...{ id, name, email: `${id}@larch.example`, role: 'rep' as const, team },
});
const north: Team = { id: 'north', name: 'North', manager: 'dana', parent: null };
const members = [
  member('tomas', 'Tomas Lindqvist', 'north'),
  member('dana', 'Dana Whitfield', 'north'),
  member('jurgen', 'Jürgen Groß'),
];
const invitation = (id: string, email: string | null, team: string | null = null) => ({
  ...{ id, email, role: 'rep' as const, team, expiresAt: 0, invitedBy: null },
});
const rowsOf = (invitations = [invitation('i', 'mika@larch.example', 'north')]) =>
  memberRows({ members, invitations, teams: [north], compare });

describe('the rows of the list of people', () => {
  it('are the members by name, then who is invited', () => {
    expect(rowsOf().map(({ name, team, manager }) => [name, team, manager])).toEqual([
      ['Dana Whitfield', 'North', null],
      ['Jürgen Groß', null, null],
      ['Tomas Lindqvist', 'North', 'Dana Whitfield'],
      ['mika@larch.example', 'North', 'Dana Whitfield'],
    ]);
  });
  it('have no manager where the manager was removed, and no address of a lost invitation', () => {
    const [first, last] = memberRows({
      ...{ members: members.slice(0, 1), invitations: [invitation('i', null)], teams: [north] },
      compare,
    });
    expect(first?.manager).toBeNull();
    expect(last?.name).toBe('');
  });
  it.each([
    ['lind', ['Tomas Lindqvist']],
    ['  WHITFIELD  north ', ['Dana Whitfield', 'Tomas Lindqvist', 'mika@larch.example']],
    ['jurgen', ['Jürgen Groß']],
    ['dana@larch', ['Dana Whitfield']],
    ['nobody', []],
  ])('are found by %j', (query, names) =>
    expect(matchingRows(rowsOf(), query).map(({ name }) => name)).toEqual(names),
  );
  it('are each there once, and an empty query finds all', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 30 });
    fc.assert(
      fc.property(ids, (names) => {
        const all = memberRows({
          ...{ members: names.map((name) => member(name, name)), invitations: [] },
          ...{ teams: [], compare },
        });
        expect(all.map(({ id }) => id).toSorted()).toEqual(names.toSorted());
        expect(matchingRows(all, ' ')).toEqual(all);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
