// Rows and people of one-on-ones, for tests of their view.
import type { Me } from '../../lib/model/index.ts';
import type { Item, OneOnOneRows, PairRows } from '../../lib/store/index.ts';
import type { People } from '../../lib/view/audience.ts';
import { type Pair, pairsOf, planOf } from '../../lib/view/oneOnOne.ts';
import { people } from '../commands/device.ts';
import { PAIR } from '../commands/samples.ts';

export const none: PairRows = { rhythms: [], meetings: [], managers: [] };
export const noDays = { calendars: [], away: [] };
export const now = { ms: Date.parse('2026-11-23T09:00:00Z'), timeZone: 'Europe/London' };
export const who = (me: Me | null, more: Partial<People> = {}): People => ({
  ...{ me, user: me?.user.id ?? 'local', names: new Map(), teamOf: new Map() },
  ...more,
});
let count = 0;
export const row = (scope: string, fields: object) => ({
  ...{ id: `r${count++}`, scope, rev: 1, version: 1, pending: false, deleted: false },
  fields: { author: 'dana', editedBy: null, at: 1, ...fields } as Record<string, unknown>,
});
export const meeting = (slot: string, fields: object = {}, scope = PAIR, rep = 'tomas') =>
  row(scope, {
    ...{ refKey: `one-on-one/${rep}/${slot}`, state: 'open', to: null, began: null },
    ...{ step: 'opening', deal: null, dealName: '', became: {}, sure: {} },
    ...fields,
  }) as Item<'oneOnOne'>;
export const line = (slot: string, part: string, fields: object = {}, scope = PAIR) =>
  row(scope, {
    ...{ refKey: `one-on-one/tomas/${slot}`, part, voice: 'rep', text: part, done: false },
    ...{ commitment: null, createdAt: count, editedAt: null, conflicts: [] },
    ...fields,
  }) as Item<'oneOnOneLine'>;
export const rows = (more: Partial<OneOnOneRows> = {}): OneOnOneRows => ({
  ...{ meetings: [], lines: [], commitments: [], recognitions: [], rhythms: [] },
  ...more,
});
export const commitment = (id: string, fields: object) => ({
  ...(row(PAIR, {
    ...{ refKey: 'k', text: id, owner: 'tomas', due: '2026-11-20', state: 'open' },
    ...{ settledAt: null, ...fields },
  }) as Item<'commitment'>),
  id,
});
export const away = (member: string, ranges: Record<string, string>, scope = 'u:x') =>
  row(scope, { refKey: '', member, ranges }) as Item<'away'>;
export const pairs = (me: Me, rows = none) => pairsOf(who(me), rows);
export const names = (list: readonly Pair[]) => list.map(({ scope, other }) => `${scope} ${other}`);

export const [asManager] = pairs(people.dana) as [Pair];
export const [asRep] = pairs(people.tomas) as [Pair];
export const plan = (
  pair: Pair,
  rows = none,
  calendars: Parameters<typeof planOf>[1]['calendars'] = noDays,
) =>
  planOf(pair, {
    ...{ rows, calendars, now },
    who: who(pair.isManager ? people.dana : people.tomas, {
      teamOf: new Map([
        ['aisha', 'north'],
        ['tomas', 'north'],
      ]),
    }),
  });
