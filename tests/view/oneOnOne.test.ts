// When one-on-ones take place, with whom, and in which order they stand.
import { describe, expect, it } from 'vitest';
import type { OneOnOneRows } from '../../lib/store/index.ts';
import {
  clashesOf,
  inDateOrder,
  isToday,
  type Pair,
  type Plan,
  pairsOf,
  planOf,
} from '../../lib/view/oneOnOne.ts';
import { documentOf, historyOf } from '../../lib/view/oneOnOneDocument.ts';
import { people } from '../commands/device.ts';
import { PAIR } from '../commands/samples.ts';
import {
  asManager,
  asRep,
  away,
  commitment,
  line,
  meeting,
  names,
  noDays,
  none,
  now,
  pairs,
  plan,
  rows,
  who,
} from '../helpers/oneOnOne.ts';

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
  it('keep the one with a rep who was removed: its rows are the manager’s own', () => {
    const moved = [
      meeting('2026-11-02', { state: 'finished', began: 5 }, 'u:dana', 'gone'),
      meeting('2026-11-09', {}, 'u:dana', 'gone'),
    ];
    const [, removed] = pairs(people.dana, { ...none, meetings: moved });
    expect(removed).toMatchObject({ other: 'gone', isFormer: true, isManager: true });
    const line1 = line(
      '2026-11-02',
      'opening',
      { text: 'Said then', refKey: 'one-on-one/gone/2026-11-02' },
      'u:dana',
    );
    const own = { ...commitment('own', {}), scope: 'u:dana' };
    const doc = documentOf(
      rows({ meetings: moved, lines: [line1], commitments: [own] }),
      removed as Pair,
      '2026-11-02',
    );
    expect(doc.lines('opening').map(({ fields }) => fields.text)).toEqual(['Said then']);
    expect(doc.earlier).toEqual([]);
    const plans = planOf(removed as Pair, {
      ...{ rows: { ...none, meetings: moved }, who: who(people.dana), calendars: noDays, now },
    });
    expect(plans.next).toBeNull();
  });
});

describe('two at once', () => {
  const plan = (other: string, ms: number | null, more: Partial<Pair> = {}) =>
    ({
      pair: { other, scope: `p:dana:${other}`, isFormer: false, ...more },
      rhythm: { minutes: 30 },
      next: ms === null ? null : { ms },
    }) as Plan;
  const MINUTE = 60_000;
  it('are named for both, where they overlap', () => {
    const found = clashesOf([
      ...[plan('ada', 0), plan('mika', 29 * MINUTE), plan('tomas', 59 * MINUTE)],
      ...[plan('none', null), plan('former', 0, { isFormer: true })],
    ]);
    expect([...found].map(([scope, { other }]) => [scope, other])).toEqual([
      ['p:dana:ada', 'mika'],
      ['p:dana:mika', 'ada'],
    ]);
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
