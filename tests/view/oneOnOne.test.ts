// When one-on-ones take place, in which order they stand, and what their document and history show.
import { describe, expect, it } from 'vitest';
import type { TriggeredSignal } from '../../lib/coaching/index.ts';
import type { Me } from '../../lib/model/index.ts';
import type { Item, OneOnOneRows, PairRows } from '../../lib/store/index.ts';
import type { People } from '../../lib/view/audience.ts';
import {
  inDateOrder,
  isToday,
  type Pair,
  type Plan,
  pairsOf,
  planOf,
} from '../../lib/view/oneOnOne.ts';
import {
  documentOf,
  historyOf,
  praiseOffers,
  voiceOfNext,
} from '../../lib/view/oneOnOneDocument.ts';
import { people } from '../commands/device.ts';
import { PAIR } from '../commands/samples.ts';

const none: PairRows = { rhythms: [], meetings: [], managers: [] };
const noDays = { calendars: [], away: [] };
const now = { ms: Date.parse('2026-11-23T09:00:00Z'), timeZone: 'Europe/London' };
const who = (me: Me | null, more: Partial<People> = {}): People => ({
  ...{ me, user: me?.user.id ?? 'local', names: new Map(), teamOf: new Map() },
  ...more,
});
let count = 0;
const row = (scope: string, fields: object) => ({
  ...{ id: `r${count++}`, scope, rev: 1, version: 1, pending: false, deleted: false },
  fields: { author: 'dana', editedBy: null, at: 1, ...fields } as Record<string, unknown>,
});
const meeting = (slot: string, fields: object = {}, scope = PAIR, rep = 'tomas') =>
  row(scope, {
    ...{ refKey: `one-on-one/${rep}/${slot}`, state: 'open', to: null, began: null },
    ...{ step: 'opening', deal: null, dealName: '', became: {}, sure: {} },
    ...fields,
  }) as Item<'oneOnOne'>;
const line = (slot: string, part: string, fields: object = {}, scope = PAIR) =>
  row(scope, {
    ...{ refKey: `one-on-one/tomas/${slot}`, part, voice: 'rep', text: part, done: false },
    ...{ commitment: null, createdAt: count, editedAt: null, conflicts: [] },
    ...fields,
  }) as Item<'oneOnOneLine'>;
const rows = (more: Partial<OneOnOneRows> = {}): OneOnOneRows => ({
  ...{ meetings: [], lines: [], commitments: [], recognitions: [], rhythms: [] },
  ...more,
});
const commitment = (id: string, fields: object) => ({
  ...(row(PAIR, {
    ...{ refKey: 'k', text: id, owner: 'tomas', due: '2026-11-20', state: 'open' },
    ...{ settledAt: null, ...fields },
  }) as Item<'commitment'>),
  id,
});
const away = (member: string, ranges: Record<string, string>, scope = 'u:x') =>
  row(scope, { refKey: '', member, ranges }) as Item<'away'>;
const pairs = (me: Me, rows = none) => pairsOf(who(me), rows);
const names = (list: readonly Pair[]) => list.map(({ scope, other }) => `${scope} ${other}`);

describe('the pairs of a person', () => {
  it('are the own manager and each report', () => {
    expect(names(pairs(people.dana))).toEqual(['p:dana:tomas tomas']);
    expect(names(pairs(people.tomas))).toEqual(['p:dana:tomas dana']);
  });
  it('are both for a manager who is the rep of another', () => {
    const boss = { ...people.dana.user, id: 'boss' };
    expect(names(pairs({ ...people.dana, manager: boss }))).toEqual([
      'p:boss:dana boss',
      'p:dana:tomas tomas',
    ]);
  });
  it('never contain the person twice, also where a manager is in the own team', () => {
    const me = { ...people.dana, manager: people.dana.user };
    expect(names(pairs({ ...me, reports: [people.dana.user, ...me.reports] }))).toEqual([
      'p:dana:tomas tomas',
    ]);
  });
  it('are none signed out, and none in a team without a manager', () => {
    expect(pairsOf(who(null), none)).toEqual([]);
    expect(pairs({ ...people.tomas, manager: null })).toEqual([]);
  });
  it('keep the one with a former manager for the rep alone, without a date', () => {
    const old = { ...none, meetings: [meeting('2026-11-02', {}, 'p:old:tomas')] };
    const found = pairs(people.tomas, old);
    expect(found.map(({ other, isFormer }) => [other, isFormer])).toEqual([
      ['dana', false],
      ['old', true],
    ]);
    expect(
      planOf(found[1] as Pair, { rows: old, who: who(people.tomas), calendars: noDays, now }).next,
    ).toBeNull();
    // A manager whose rep left has nothing to read any more.
    const left = { ...none, meetings: [meeting('2026-11-02', {}, 'p:dana:gone', 'gone')] };
    expect(names(pairs(people.dana, left))).toEqual(['p:dana:tomas tomas']);
  });
});

describe('the order of one-on-ones', () => {
  const plan = (other: string, ms: number | null, more: Partial<Pair> = {}) =>
    ({
      pair: { other, isFormer: false, isManager: true, ...more },
      next: ms === null ? null : { ms },
    }) as Plan;
  const byName = (a: Pair, b: Pair) => (a.other < b.other ? -1 : 1);
  const tomorrow = now.ms + 86_400_000;
  it('is that of their days, then those without one, and last a former manager', () => {
    const former = plan('adam', null, { isFormer: true });
    const plans = [former, plan('bea', null), plan('carl', tomorrow), plan('tom', now.ms + 1)];
    const order = inDateOrder([...plans, plan('abe', tomorrow)], byName);
    expect(order.map(({ pair }) => pair.other)).toEqual(['tom', 'abe', 'carl', 'bea', 'adam']);
  });
  it('has one of today at the top, also after its hour', () => {
    const late = plan('tom', now.ms - 3_600_000);
    expect(inDateOrder([plan('carl', tomorrow), late], byName)[0]).toBe(late);
    const places = [late, plan('carl', tomorrow), plan('bea', null)];
    expect(places.map((one) => isToday(one, now))).toEqual([true, false, false]);
  });
});

describe('what the rep wrote with a former manager', () => {
  const slot = '2026-11-23';
  const nora = 'p:nora:tomas';
  const before = { ...none, managers: ['nora', 'dana'] };
  const [present, former] = pairs(people.tomas, before) as [Pair, Pair];
  const kinds = (pair: Pair, more: Partial<OneOnOneRows>) => {
    const doc = documentOf(rows(more), pair, slot);
    const texts = (part: 'private' | 'useful') => doc.lines(part).map(({ fields }) => fields.text);
    return { private: texts('private'), useful: texts('useful'), doc };
  };
  it('is found again, also where nothing but private lines is left', () => {
    expect(names([present, former])).toEqual([`${PAIR} dana`, `${nora} nora`]);
    // What a manager wrote about a rep names the manager: it is no pair of its own.
    const own = { ...none, managers: ['dana'] };
    expect(names(pairs(people.dana, own))).toEqual(['p:dana:tomas tomas']);
  });
  it('stays with that pair in the week in which the manager changes', () => {
    const own = (part: string, manager: string) =>
      line(slot, part, { text: `${part} ${manager}`, manager }, 'u:tomas');
    const lines = ['nora', 'dana'].flatMap((name) => [own('private', name), own('useful', name)]);
    expect(kinds(present, { lines })).toMatchObject({
      ...{ private: ['private dana'], useful: ['useful dana'] },
    });
    expect(kinds(former, { lines })).toMatchObject({
      ...{ private: ['private nora'], useful: ['useful nora'] },
    });
    const found = (pair: Pair) => historyOf(rows({ lines }), pair).map(({ text }) => text);
    expect(found(former)).toEqual(['private nora', 'useful nora']);
  });
  it('has its commitments where they were agreed, and open ones in the next talk', () => {
    const oneOnOne = `one-on-one/tomas/${slot}`;
    const handed = commitment('handed', { oneOnOne, manager: 'nora', owner: 'nora' });
    const own = commitment('own', { oneOnOne, manager: 'dana' });
    const commitments = [handed, own];
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
    const { doc } = kinds(present, { commitments });
    expect([ids(doc.agreed), ids(doc.earlier)]).toEqual([['own'], ['handed']]);
    expect(ids(kinds(former, { commitments }).doc.agreed)).toEqual(['handed']);
    expect(historyOf(rows({ commitments }), former).map(({ author }) => author)).toEqual(['nora']);
  });
  it('keeps the voices of those who said it', () => {
    const lines = [line(slot, 'options', { voice: 'manager', author: 'tomas' }, nora)];
    const { doc } = kinds(former, { lines });
    expect(doc.lines('options').map(({ fields }) => fields.voice)).toEqual(['manager']);
    expect(former.manager).toBe('nora');
    expect(kinds(present, { lines }).doc.lines('options')).toEqual([]);
  });
});

const [asManager] = pairs(people.dana) as [Pair];
const [asRep] = pairs(people.tomas) as [Pair];
const plan = (
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

describe('the plan of a pair', () => {
  it('is weekly without any configuration, and the same for both', () => {
    const [manager, rep] = [plan(asManager), plan(asRep)];
    expect(manager.rhythm).toEqual(rep.rhythm);
    expect(manager.next).toEqual(rep.next);
    expect(manager.isChosen).toBe(false);
    // Tomas is the second of his team, in the order of their ids.
    expect(manager.next).toMatchObject({ date: '2026-11-25', time: '10:00', why: 'usual' });
  });
  it('follows the absences of the rep for both, also at a weekend', () => {
    const calendars = { ...noDays, away: [away('tomas', { '2026-11-25': '2026-11-27' })] };
    for (const pair of [asManager, asRep])
      expect(plan(pair, none, calendars).next).toMatchObject({
        date: '2026-11-24',
        why: 'shifted',
      });
  });
  it('follows the absences of the manager for both, where the team reads them', () => {
    const shared = away('dana', { '2026-11-25': '2026-11-27' }, 't:north');
    const calendars = { ...noDays, away: [shared] };
    for (const pair of [asManager, asRep])
      expect(plan(pair, none, calendars).next).toMatchObject({
        date: '2026-11-24',
        why: 'shifted',
      });
    expect('instead' in plan(asManager, none, calendars)).toBe(false);
    // Another team’s manager has no say in this pair.
    const other = { ...noDays, away: [away('nora', { '2026-11-23': '2026-11-29' }, 't:north')] };
    expect(plan(asRep, none, other).next?.date).toBe('2026-11-25');
  });
  it('asks the manager where the rep’s device does not know an absence yet', () => {
    const calendars = { ...noDays, away: [away('dana', { '2026-11-25': '2026-11-25' })] };
    const found = plan(asManager, none, calendars);
    expect(found.next?.date).toBe('2026-11-25');
    expect(found.instead).toBe('2026-11-26');
    const long = { ...noDays, away: [away('dana', { '2026-11-23': '2026-12-06' })] };
    expect(plan(asManager, none, long).instead).toBe('2026-12-07');
    expect('instead' in plan(asManager)).toBe(false);
  });
  it('is never one of a year that is far away', () => {
    const far = meeting('9999-12-27', { to: '2026-11-24T10:00' });
    expect(plan(asManager, { ...none, meetings: [far] }).next?.slot).toBe('2026-11-23');
  });
  it('is of its own pair alone', () => {
    const rows = {
      ...none,
      meetings: [meeting('2026-11-23', { state: 'skipped' }, 'p:dana:x', 'x')],
    };
    expect(plan(asManager, rows).next?.slot).toBe('2026-11-23');
  });
});

describe('a one-on-one as a document', () => {
  it('carries over what was prepared for one that nobody held', () => {
    const lines = [
      line('2026-11-09', 'open', { text: 'Held with this' }),
      line('2026-11-16', 'open', { text: 'Skipped' }),
      line('2026-11-16', 'worth', { text: 'Still true' }),
      line('2026-11-23', 'open', { text: 'Today' }),
    ];
    const meetings = [
      meeting('2026-11-09', { state: 'finished', began: 5 }),
      meeting('2026-11-16', { state: 'skipped' }),
    ];
    const found = documentOf(rows({ lines, meetings }), asRep, '2026-11-23');
    expect(found.before.open?.fields.text).toBe('Today');
    expect(found.before.worth?.fields.text).toBe('Still true');
    expect(found.before.better).toBeNull();
    expect(found.past.map(({ slot }) => slot)).toEqual(['2026-11-09']);
  });
  it('counts one that was begun as held, and carries private lines over one that was not', () => {
    const lines = [
      line('2026-11-09', 'private', { text: 'Held with this' }, 'u:dana'),
      line('2026-11-16', 'private', { text: 'Skipped' }, 'u:dana'),
    ];
    const meetings = [
      meeting('2026-11-09', { state: 'open', began: 5 }),
      meeting('2026-11-16', { state: 'skipped' }),
    ];
    const found = documentOf(rows({ lines, meetings }), asManager, '2026-11-23');
    expect(found.past.map(({ slot }) => slot)).toEqual(['2026-11-09']);
    expect(found.lines('private').map(({ fields }) => fields.text)).toEqual(['Skipped']);
  });
  it('has open topics until they are done', () => {
    const lines = [
      line('2026-11-09', 'item', { text: 'Old and open' }),
      line('2026-11-09', 'item', { text: 'Old and done', done: true }),
      line('2026-11-23', 'item', { text: 'Done today', done: true }),
      line('2026-11-30', 'item', { text: 'Next week' }),
    ];
    const found = documentOf(rows({ lines }), asManager, '2026-11-23');
    expect(found.items.map(({ fields }) => fields.text)).toEqual(['Old and open', 'Done today']);
  });
  it('shows the private lines of one person alone', () => {
    const lines = [
      line('2026-11-23', 'private', { text: 'Dana’s' }, 'u:dana'),
      line('2026-11-23', 'private', { text: 'Tomas’s' }, 'u:tomas'),
    ];
    const texts = (pair: Pair) =>
      documentOf(rows({ lines }), pair, '2026-11-23')
        .lines('private')
        .map(({ fields }) => fields.text);
    expect(texts(asManager)).toEqual(['Dana’s']);
    expect(texts(asRep)).toEqual(['Tomas’s']);
    const found = (pair: Pair) => historyOf(rows({ lines }), pair).map(({ text }) => text);
    expect(found(asManager)).toEqual(['Dana’s']);
  });
  it('is searched without the commitments of other talks and of deals', () => {
    const commitments = [
      commitment('here', { oneOnOne: 'one-on-one/tomas/2026-11-23' }),
      commitment('review', { oneOnOne: 'deal-review/tomas/2026-11-23' }),
      commitment('deal', {}),
    ];
    expect(historyOf(rows({ commitments }), asManager).map(({ id }) => id)).toEqual(['here']);
  });
  it('looks back on commitments of both, the manager’s first', () => {
    const commitments = [
      commitment('rep', {}),
      commitment('boss', { owner: 'dana', due: '2026-12-24' }),
      commitment('long ago', { state: 'kept', settledAt: 3 }),
      commitment('since', { state: 'kept', settledAt: 9 }),
      commitment('today', { oneOnOne: 'one-on-one/tomas/2026-11-23' }),
    ];
    const meetings = [meeting('2026-11-16', { state: 'finished', began: 5 })];
    const found = documentOf(rows({ commitments, meetings }), asManager, '2026-11-23');
    expect(found.earlier.map(({ id }) => id)).toEqual(['boss', 'rep', 'since']);
    expect(found.agreed.map(({ id }) => id)).toEqual(['today']);
  });
  it('of a hundred commitments it names ten, half of each, and how many more there are', () => {
    const commitments = Array.from({ length: 100 }, (_, at) =>
      commitment(`c${String(at).padStart(3, '0')}`, { owner: at < 60 ? 'dana' : 'tomas' }),
    );
    const { earlier, moreEarlier } = documentOf(rows({ commitments }), asManager, '2026-11-23');
    expect(earlier.map(({ fields }) => fields.owner)).toEqual([
      ...Array<string>(5).fill('dana'),
      ...Array<string>(5).fill('tomas'),
    ]);
    expect(moreEarlier).toBe(90);
  });
  it('has the talk before it, with what was agreed there and what became of it', () => {
    const key = 'one-on-one/tomas/2026-11-16';
    const commitments = [
      commitment('before', { oneOnOne: key, at: 4, state: 'kept', settledAt: 3 }),
      commitment('elsewhere', { oneOnOne: 'one-on-one/tomas/2026-11-09' }),
    ];
    const meetings = [
      meeting('2026-11-09', { state: 'finished', began: 3 }),
      meeting('2026-11-16', { state: 'finished', began: 5, gap: 'value' }),
    ];
    const { last } = documentOf(rows({ commitments, meetings }), asManager, '2026-11-23');
    expect(last).toMatchObject({ slot: '2026-11-16', gap: 'value', moreAgreed: 0 });
    expect(last?.agreed.map(({ id }) => id)).toEqual(['before']);
    expect(documentOf(rows(), asManager, '2026-11-23').last).toBeNull();
  });
  it('knows the part of a line that both read, and of no private one', () => {
    const lines = [line('2026-11-23', 'will', {}), line('2026-11-23', 'private', {}, 'u:dana')];
    const { partOf } = documentOf(rows({ lines }), asManager, '2026-11-23');
    expect(lines.map(({ id }) => partOf(id))).toEqual(['will', null]);
  });
  it('knows nothing of another pair', () => {
    const other = 'p:old:tomas';
    const found = documentOf(
      rows({
        lines: [line('2026-11-23', 'goal', {}, other)],
        commitments: [{ ...commitment('c', {}), scope: other }],
      }),
      asRep,
      '2026-11-23',
    );
    expect([found.lines('goal'), found.earlier]).toEqual([[], []]);
  });
});

describe('options', () => {
  const of = (...voices: ('rep' | 'manager')[]) =>
    voices.map((voice) => line('2026-11-23', 'options', { voice }));
  it.each([
    [of(), true, 'rep'],
    [of('rep'), true, 'rep'],
    [of('rep', 'rep'), true, 'manager'],
    [of('rep', 'rep'), false, 'rep'],
    [of('rep', 'rep', 'manager'), true, 'rep'],
  ] as const)(
    'two of the rep come before one of the manager: case %#',
    (lines, isManager, voice) => {
      expect(voiceOfNext(lines, isManager)).toBe(voice);
    },
  );
});

describe('what went well', () => {
  const deal = (key: string, rep: string, kind: 'praise' | 'process', severity = 0.5) => ({
    ...{ key, name: key, role: { roles: [], rep, known: true } },
    coaching: { triggered: [{ signal: 's', kind, severity } as TriggeredSignal] },
  });
  const doc = (more: Partial<OneOnOneRows> = {}) => documentOf(rows(more), asManager, '2026-11-23');
  it('is offered three times at most, of the rep’s deals and kept commitments', () => {
    const deals = [
      deal('low', 'tomas', 'praise', 0.1),
      deal('mid', 'tomas', 'praise', 0.4),
      deal('high', 'tomas', 'praise', 0.9),
      deal('other', 'aisha', 'praise', 1),
      deal('warning', 'tomas', 'process', 1),
    ];
    const kept = [commitment('kept', { state: 'kept', settledAt: 9 })];
    const ids = (list: ReturnType<typeof praiseOffers>) => list.map(({ id }) => id.split(' ')[0]);
    expect(ids(praiseOffers(deals, doc(), 'tomas'))).toEqual(['high', 'mid', 'low']);
    const withKept = praiseOffers(deals, doc({ commitments: kept }), 'tomas');
    expect(ids(withKept)).toEqual(['high', 'mid', 'kept']);
    expect(praiseOffers([], doc(), 'tomas')).toEqual([]);
  });
  it('is no commitment that was dropped in this one-on-one', () => {
    const commitments = [commitment('c', { state: 'dropped', settledAt: 9 })];
    expect(praiseOffers([], doc({ commitments }), 'tomas')).toEqual([]);
  });
});
