// Reviews of a deal and sessions of a team: which one is open, with whom, about which gap.

import { describe, expect, it } from 'vitest';
import { type CoachingRows, type Item, items } from '../../lib/store/index.ts';
import { documentOf, speakerOf } from '../../lib/view/oneOnOneDocument.ts';
import { sessionTeams, sharedGaps, talkNow, teamPair } from '../../lib/view/talks.ts';
import { people } from '../commands/device.ts';
import { PAIR } from '../commands/samples.ts';
import { now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';

const TODAY = '2026-11-22';
let made = 0;
const meeting = (
  slot: string,
  state: 'open' | 'finished' = 'open',
  name = 'deal-review/tomas',
  scope = PAIR,
): Item<'oneOnOne'> => {
  made += 1;
  const fields = {
    ...{ refKey: `${name}/${slot}`, state, to: null, began: 5, step: 'pick', deal: 'k' },
    ...{ dealName: `Deal ${slot}`, gap: null, became: {}, sure: {}, author: 'dana', at: 5 },
  };
  const [item] = items('oneOnOne', [row('oneOnOne', `m${made}`, scope, fields)]);
  if (!item) throw new Error('no talk');
  return item;
};
const at = (...meetings: Item<'oneOnOne'>[]) =>
  talkNow({ meetings }, { scope: PAIR }, 'review', now);

describe('the review of a pair', () => {
  it('is a new one of today, which both devices name alike', () => {
    expect(at()).toEqual({ slot: TODAY, isOpen: false });
    expect(at(meeting(TODAY, 'finished')).slot).toBe(`${TODAY}.1`);
  });
  it('goes on while nobody ended it, for a week', () => {
    expect(at(meeting('2026-11-18'))).toEqual({ slot: '2026-11-18', isOpen: true });
    expect(at(meeting('2026-11-14'))).toEqual({ slot: TODAY, isOpen: false });
  });
  it('is none of a year that is far away, and one of tomorrow, where the day is over', () => {
    expect(at(meeting('9999-12-31')).slot).toBe(TODAY);
    expect(at(meeting('2026-11-18'), meeting('9990-01-01')).slot).toBe('2026-11-18');
    expect(at(meeting('2026-11-23'))).toEqual({ slot: '2026-11-23', isOpen: true });
    expect(at(meeting('2026-11-24')).isOpen).toBe(false);
  });
  it('is the last one where several of a day are open', () => {
    const slots = [TODAY, `${TODAY}.2`, `${TODAY}.10`];
    expect(at(...slots.map((slot) => meeting(slot))).slot).toBe(`${TODAY}.10`);
  });
  it('is no one-on-one, and none of another pair', () => {
    const others = [
      meeting('2026-11-18', 'open', 'one-on-one/tomas'),
      meeting('2026-11-18', 'open', 'deal-review/tomas', 'p:nora:tomas'),
    ];
    expect(at(...others).isOpen).toBe(false);
  });
  it('is a document with the same lines, and those before it', () => {
    const pair = { ...teamPair(people.tomas.teams[0] as never, 'tomas'), team: null };
    const rows = {
      ...{ meetings: [meeting('2026-11-10', 'finished'), meeting(TODAY)], lines: [] },
      ...{ commitments: [], recognitions: [], rhythms: [] },
    };
    const of = { ...pair, scope: PAIR as 'p:dana:tomas', manager: 'dana', rep: 'tomas' };
    const doc = documentOf(rows, of, TODAY, 'review');
    expect(doc.meeting.dealName).toBe(`Deal ${TODAY}`);
    expect(doc.past.map(({ dealName }) => dealName)).toEqual(['Deal 2026-11-10']);
  });
});

describe('the sessions of a person', () => {
  it('are those of the own team, and of teams that the person manages', () => {
    expect(sessionTeams({ me: people.tomas }).map(({ id }) => id)).toEqual(['north']);
    expect(sessionTeams({ me: people.dana }).map(({ id }) => id)).toEqual(['north']);
    // An administrator knows all teams, and is in none of them.
    const teams = [{ id: 'south', name: 'South', manager: 'nora', parent: null }];
    const user = { ...people.dana.user, role: 'admin' as const };
    expect(sessionTeams({ me: { ...people.dana, user, teams } })).toEqual([]);
    expect(sessionTeams({ me: null })).toEqual([]);
  });
  it('have lines of those who wrote them', () => {
    const [team] = people.dana.teams;
    if (!team) throw new Error('no team');
    const fields = { author: 'aisha', voice: 'rep' };
    expect(speakerOf({ fields } as never, teamPair(team, 'dana'))).toBe('aisha');
  });
});

describe('a shared gap', () => {
  const rows = (gaps: Record<string, Record<string, number>>) =>
    ({
      profiles: Object.entries(gaps).flatMap(([member, own]) =>
        items('profile', [
          row('profile', member, `p:dana:${member}`, {
            ...{ refKey: '', member, focus: null, agreedBy: null, gaps: own, strengths: [] },
            ...{ author: member, editedBy: null, at: 1 },
          }),
        ]),
      ),
    }) as unknown as CoachingRows;
  it('is one of several people, the most frequent first, and says nobody’s name', () => {
    const found = sharedGaps(
      rows({
        a: { value: 2, closing: 1, planning: 1 },
        b: { value: 1, closing: 0 },
        c: { value: 1, planning: 3 },
      }),
      ['a', 'b', 'c', 'd'],
    );
    expect(found).toEqual([
      { skill: 'value', people: 3, of: 4 },
      { skill: 'planning', people: 2, of: 4 },
    ]);
  });
  it('is none where nobody shares one', () => {
    expect(sharedGaps(rows({ a: { value: 2 } }), ['a', 'b'])).toEqual([]);
  });
});
