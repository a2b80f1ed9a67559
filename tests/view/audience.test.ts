import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canRead, type Me, type Membership, scopes } from '../../lib/model/index.ts';
import { type People, readersFor, readersOf } from '../../lib/view/audience.ts';
import { meOf } from '../helpers/view.ts';

const NAMES = new Map([['joel', 'Joel Brandt']]);
const people = (who: 'dana' | 'tomas' | null, teamOf: [string, string][] = []): People => ({
  me: who && meOf(who),
  user: who ?? 'local',
  names: NAMES,
  teamOf: new Map(teamOf),
});

describe('the readers of a text', () => {
  it.each([
    ['private', people('tomas'), scopes.private('tomas'), { kind: 'you' }],
    ['signed out', people(null), scopes.private('local'), { kind: 'you' }],
    ['the rep', people('tomas'), scopes.pair('dana', 'tomas'), { kind: 'pair', name: 'dana' }],
    ['the manager', people('dana'), scopes.pair('dana', 'tomas'), { kind: 'pair', name: 'tomas' }],
    [
      'a former manager',
      people('tomas'),
      scopes.pair('joel', 'tomas'),
      { kind: 'former', name: 'Joel Brandt' },
    ],
    [
      'somebody whose name is not on this device',
      people('tomas'),
      scopes.pair('gone', 'tomas'),
      { kind: 'former', name: null },
    ],
    [
      'a rep of somebody else by now',
      people('dana'),
      scopes.pair('dana', 'joel'),
      { kind: 'pair', name: 'Joel Brandt' },
    ],
  ])('are named: %s', (_name, who, scope, readers) =>
    expect(readersOf(scope, who)).toEqual(readers),
  );

  it('are a team with its name, and its size where the device knows the members', () => {
    const team = meOf('tomas').team?.id ?? '';
    const name = meOf('tomas').team?.name;
    expect(readersOf(scopes.team(team), people('tomas'))).toEqual({
      kind: 'team',
      team: name,
      count: null,
    });
    const members: [string, string][] = [
      ['tomas', team],
      ['aisha', team],
      ['mika', 'another'],
    ];
    expect(readersOf(scopes.team(team), people('tomas', members))).toMatchObject({ count: 3 });
    expect(readersOf(scopes.team('unknown'), people('tomas', members))).toEqual({
      kind: 'team',
      team: null,
      count: null,
    });
  });

  it('are none for an audience that does not exist on the record', () => {
    expect(readersFor('pair', null, people('tomas'))).toBeNull();
    expect(readersFor('team', 'tomas', people(null))).toBeNull();
    expect(readersFor('private', null, people(null))).toEqual({ kind: 'you' });
  });

  it('of a team are as many as the scope lets in', () => {
    const user = fc.constantFrom('u1', 'u2', 'u3', 'u4', 'u5', 'u6');
    const teams = fc.dictionary(user, fc.constantFrom('t1', 't2'), { maxKeys: 6 });
    fc.assert(
      fc.property(teams, user, fc.constantFrom(null, 'u1', 'u2'), (teamOf, viewer, manager) => {
        const own = teamOf[viewer] ?? null;
        const team = { id: 't1', name: 'North', manager, parent: null };
        const me: Me = {
          ...meOf('tomas'),
          user: { ...meOf('tomas').user, id: viewer, team: own },
          team: own === 't1' ? team : null,
          teams: [team],
        };
        const membersOf = (id: string) =>
          Object.keys(teamOf).filter((member) => teamOf[member] === id);
        const membership = (id: string): Membership => ({
          org: 'o',
          user: id,
          role: 'rep',
          team: teamOf[id] ? { id: teamOf[id], manager: null } : null,
          manages: manager === id ? [{ id: 't1', members: membersOf('t1') }] : [],
          past: [],
        });
        const who = { me, user: viewer, names: NAMES, teamOf: new Map(Object.entries(teamOf)) };
        const readers = readersOf(scopes.team('t1'), who);
        const all = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'];
        const allowed = all.filter((id) => canRead(membership(id), 't:t1')).length;
        // Without a member the device may just not know them.
        const expected = membersOf('t1').length === 0 ? null : allowed;
        expect(readers).toEqual({ kind: 'team', team: 'North', count: expected });
      }),
      { seed: 15, numRuns: 300 },
    );
  });
});
