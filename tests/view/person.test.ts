// A person’s page: which rows it shows, what the manager sees of it, and its timeline.

import { describe, expect, it } from 'vitest';
import type { CollectionName, RowOf } from '../../lib/model/index.ts';
import { type Item, items } from '../../lib/store/index.ts';
import {
  asSeenBy,
  changesOf,
  managerOf,
  type PersonSource,
  personRows,
} from '../../lib/view/person.ts';
import { now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { meOf, profileOf } from '../helpers/view.ts';

const PAIR = 'p:dana:tomas';
let made = 0;
function one<C extends CollectionName>(
  collection: C,
  scope: string,
  fields: Partial<RowOf<C>> & Record<string, unknown>,
  version = 1,
): Item<C> {
  made += 1;
  const all = { ...sampleFields[collection]?.(made), refKey: 'person/tomas', ...fields };
  const stored = { ...row(collection, `${collection}${made}`, scope, all), version };
  const [item] = items(collection, [stored]);
  if (!item) throw new Error(`no ${collection}`);
  return item;
}
const read = (part: Partial<PersonSource>): PersonSource => ({
  ...{ member: 'tomas', goals: [], focus: [], checkIns: [], ramp: [] },
  recognitions: [],
  ...{ own: [], commitments: [], profiles: [], ...part },
});

describe('the rows of a person', () => {
  it('of a goal that was shared are the current one', () => {
    const [before, shared] = [
      one('goal', 'u:tomas', { goal: 'g' }, 1),
      one('goal', PAIR, { goal: 'g' }, 2),
    ];
    expect(personRows(read({ goals: [before, shared] })).goals).toEqual([shared]);
  });
  it('are the commitments of both of the pair, each once, and of nobody else', () => {
    const mine = one('commitment', 'u:tomas', { owner: 'tomas' });
    const theirs = one('commitment', PAIR, { owner: 'dana' });
    const colleague = one('commitment', 'p:dana:mika', { owner: 'dana' });
    const { commitments } = personRows(
      read({ own: [mine], commitments: [mine, theirs, colleague] }),
    );
    expect(commitments).toEqual([mine, theirs]);
  });
});

describe('as the manager sees it', () => {
  const source = read({
    goals: [one('goal', PAIR, { goal: 'a' }), one('goal', 'u:tomas', { goal: 'b' })],
    focus: [
      one('focusEntry', PAIR, { event: 'sure' }),
      one('focusEntry', 'u:tomas', { event: 'trial', level: null }),
    ],
    own: [one('commitment', 'u:tomas', { owner: 'tomas' })],
    checkIns: [one('checkIn', PAIR, {})],
    recognitions: [
      one('recognition', PAIR, { refKey: '', text: 'In the pair' }),
      one('recognition', 'p:nora:tomas', { refKey: '', text: 'Of a former manager' }),
    ],
  });
  it('private rows are absent, and counted', () => {
    const manager = managerOf(meOf('tomas'));
    if (!manager) throw new Error('no manager');
    const seen = asSeenBy(source, manager);
    expect(seen.absent).toBe(4);
    expect(seen.rows.recognitions.map(({ fields }) => fields.text)).toEqual(['In the pair']);
    expect(seen.rows.goals.map(({ fields }) => fields.goal)).toEqual(['a']);
    expect(seen.rows.focus.map(({ fields }) => fields.event)).toEqual(['sure']);
    expect(seen.rows.commitments).toEqual([]);
    expect(seen.rows.checkIns).toHaveLength(1);
  });
  it('of a key in two scopes has the row of the pair, also where it is not the current one', () => {
    const manager = managerOf(meOf('tomas'));
    if (!manager) throw new Error('no manager');
    const fields = { ...profileOf('tomas'), refKey: '' as const };
    const [shared, own] = [
      one('profile', PAIR, { ...fields, focus: 'value' }, 1),
      one('profile', 'u:tomas', { ...fields, focus: 'closing' }, 2),
    ];
    const both = read({ profiles: [shared, own] });
    expect(personRows(both).profile?.fields.focus).toBe('closing');
    const seen = asSeenBy(both, manager);
    expect([seen.rows.profile?.fields.focus, seen.absent]).toEqual(['value', 1]);
    expect(asSeenBy(read({ profiles: [own] }), manager).rows.profile).toBeNull();
  });
  it('a former manager sees nothing, and there is no view without a manager', () => {
    const manager = managerOf(meOf('tomas'));
    if (!manager) throw new Error('no manager');
    const former = { ...manager, user: 'nora' };
    expect(asSeenBy(source, former).absent).toBe(7);
    expect(managerOf(null)).toBeNull();
    expect(managerOf(meOf('dana'))).toBeNull();
  });
});

describe('the timeline', () => {
  it('has what was agreed and what became of it, the latest first, with its readers', () => {
    const at = Date.UTC(2026, 10, 10, 12);
    const day = 86_400_000;
    const lines = changesOf(
      personRows(
        read({
          own: [
            one('commitment', PAIR, {
              ...{ owner: 'tomas', text: 'Ask Ruth', at, settledAt: at + 2 * day, state: 'kept' },
              ...{ was: '2026-11-09', due: '2026-11-12' },
            }),
          ],
          focus: [
            one('focusEntry', PAIR, { event: 'picked', at: at + day, level: null }),
            one('focusEntry', 'u:tomas', { event: 'trial', at: at + 2 * day, level: null }),
          ],
          ramp: [
            one('rampStep', PAIR, { text: 'Hears calls', done: true, at: at - day }),
            one('rampStep', PAIR, { text: 'Not yet', done: false }),
          ],
          goals: [
            one('goal', 'u:tomas', { vision: 'Lead', state: 'reached', at: at - 2 * day }),
            one('goal', PAIR, {
              ...{ goal: 'dated', vision: 'Be asked', state: 'reached', at: at + 9 * day },
              ...{ since: '2026-03-02', endedOn: '2026-06-01' },
            }),
          ],
          checkIns: [one('checkIn', PAIR, { text: 'Tired', day: '2026-11-06', at: at + 9 * day })],
          recognitions: [
            one('recognition', 't:north', { refKey: '', text: 'Asked first', at: at - 3 * day }),
          ],
        }),
      ),
      now,
    );
    expect(lines.map(({ what, text, day: on, scope }) => [on, what, text, scope])).toEqual([
      ['2026-11-12', 'kept', 'Ask Ruth', PAIR],
      ['2026-11-11', 'picked', 'value', PAIR],
      ['2026-11-10', 'commitment', 'Ask Ruth', PAIR],
      ['2026-11-09', 'ramp', 'Hears calls', PAIR],
      ['2026-11-09', 'moved', 'Ask Ruth', PAIR],
      ['2026-11-08', 'reached', 'Lead', 'u:tomas'],
      ['2026-11-07', 'recognised', 'Asked first', 't:north'],
      ['2026-11-06', 'checkIn', 'Tired', PAIR],
      ['2026-06-01', 'reached', 'Be asked', PAIR],
      ['2026-03-02', 'goal', 'Be asked', PAIR],
    ]);
  });
});
