import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayNumber } from '../../../lib/coaching/days.ts';
import { endOf, mondayOf, periodOf } from '../../../lib/coaching/rhythm/periods.ts';
import {
  type Arranged,
  civilTime,
  type Rhythm,
  slotNow,
  upcoming,
  usualRhythm,
} from '../../../lib/coaching/rhythm/rhythm.ts';
import { instantOf } from '../../../lib/coaching/rhythm/zone.ts';
import { workCalendar } from '../../../lib/coaching/workdays.ts';
import { cadences } from '../../../lib/model/index.ts';

const WEEK = [1, 2, 3, 4, 5];
/** Tuesdays at three in London. */
const tuesdays: Rhythm = {
  ...{ every: 'week', weekday: 2, time: '15:00', minutes: 30 },
  ...{ timeZone: 'Europe/London', phase: 0 },
};
const calendar = (holidays: Record<string, string>, away: Record<string, string> = {}) =>
  workCalendar({ workdays: WEEK, holidays, away }).isWorkingDay;
const working = calendar({});
const at = (text: string) => ({ ms: Date.parse(text), timeZone: 'Europe/London' });
/** Monday, 19 October 2026. */
const monday = at('2026-10-19T09:00:00Z');
const next = (
  more: Partial<Rhythm> = {},
  arranged: readonly Arranged[] = [],
  isFree = working,
  now = monday,
  most = 3,
) => {
  const found = upcoming({ rhythm: { ...tuesdays, ...more }, isFree, arranged, now }, most);
  return found.map(({ slot, date, time, why }) => `${slot} ${date} ${time} ${why}`);
};
const row = (slot: string, more: Partial<Arranged> = {}): Arranged => ({
  ...{ slot, to: null, state: 'open' },
  ...more,
});

describe('the next one-on-ones', () => {
  it.each<[string, Partial<Rhythm>, string[]]>([
    ['every week', {}, ['2026-10-20', '2026-10-27', '2026-11-03']],
    ['two weeks', { every: 'twoWeeks' }, ['2026-10-27', '2026-11-10', '2026-11-24']],
    ['other two', { every: 'twoWeeks', phase: 1 }, ['2026-10-20', '2026-11-03', '2026-11-17']],
    ['every month', { every: 'month' }, ['2026-11-03', '2026-12-01', '2027-01-05']],
    ['off', { every: 'off' }, []],
  ])('%s', (_, rhythm, dates) => {
    expect(next(rhythm).map((line) => line.split(' ')[1])).toEqual(dates);
  });
  it('keep their time of day when the clocks change', () => {
    const found = upcoming({ rhythm: tuesdays, isFree: working, arranged: [], now: monday }, 2);
    expect(found.map(({ ms }) => new Date(ms).toISOString())).toEqual([
      '2026-10-20T14:00:00.000Z',
      '2026-10-27T15:00:00.000Z',
    ]);
  });
  it('go to a later day of the week on a holiday, else to an earlier one', () => {
    expect(next({}, [], calendar({ '2026-10-20': 'Holiday' }))[0]).toBe(
      '2026-10-19 2026-10-21 15:00 shifted',
    );
    expect(next({ weekday: 5 }, [], calendar({ '2026-10-23': 'Holiday' }))[0]).toBe(
      '2026-10-19 2026-10-22 15:00 shifted',
    );
  });
  it('leave out a week without a common day, and take the second of two weeks', () => {
    const isFree = calendar({}, { '2026-10-19': '2026-10-25' });
    expect(next({}, [], isFree)[0]).toBe('2026-10-26 2026-10-27 15:00 usual');
    expect(next({ every: 'twoWeeks', phase: 1 }, [], isFree)[0]).toBe(
      '2026-10-19 2026-10-27 15:00 usual',
    );
  });
  it('follow a skip, a move and one that was held', () => {
    expect(next({}, [row('2026-10-19', { state: 'skipped' })])[0]).toContain('2026-10-27');
    expect(next({}, [row('2026-10-19', { state: 'finished' })])[0]).toContain('2026-10-27');
    expect(next({}, [row('2026-10-19', { to: '2026-10-28T09:30' })])).toEqual([
      '2026-10-26 2026-10-27 15:00 usual',
      '2026-10-19 2026-10-28 09:30 moved',
      '2026-11-02 2026-11-03 15:00 usual',
    ]);
  });
  it('are what was arranged alone while the rhythm is off', () => {
    expect(next({ every: 'off' }, [row('2026-10-19', { to: '2026-10-22T11:00' })])).toEqual([
      '2026-10-19 2026-10-22 11:00 moved',
    ]);
  });
  it('stay until the end of their day, and are gone without a trace after it', () => {
    const evening = at('2026-10-20T22:30:00Z');
    expect(next({}, [], working, evening)[0]).toContain('2026-10-20');
    const night = at('2026-10-20T23:30:00Z');
    expect(next({}, [], working, night)[0]).toContain('2026-10-27');
  });
  it('are one in a month of which one was held before the rhythm changed', () => {
    const held = [row('2026-11-09', { state: 'finished' })];
    expect(next({ every: 'month' }, held)[0]).toContain('2026-12-01');
    // A skipped week does not skip the month.
    const skipped = [row('2026-11-09', { state: 'skipped' })];
    expect(next({ every: 'month' }, skipped)[0]).toContain('2026-11-03');
  });
  it('are read in the organisation’s zone where this device does not know theirs', () => {
    const found = next({ timeZone: 'Mars/Olympus' });
    expect(found[0]).toBe('2026-10-19 2026-10-20 15:00 usual');
  });
});

describe('a one-on-one that begins now', () => {
  const slot = (arranged: readonly Arranged[], every: Rhythm['every'] = 'week') =>
    slotNow({ rhythm: { ...tuesdays, every }, arranged, now: monday });
  it('is the one of this week, also where it was moved', () => {
    expect(slot([])).toBe('2026-10-19');
    expect(slot([row('2026-10-19', { to: '2026-10-30T10:00' })])).toBe('2026-10-19');
  });
  it('is a further one after it was held or skipped', () => {
    expect(slot([row('2026-10-19', { state: 'finished' })])).toBe('2026-10-19.1');
    expect(slot([row('2026-10-19', { state: 'skipped' })])).toBe('2026-10-19.1');
    const both = [
      row('2026-10-19', { state: 'finished' }),
      row('2026-10-19.1', { state: 'finished' }),
    ];
    expect(slot(both)).toBe('2026-10-19.2');
    expect(slot([row('2026-10-05', { state: 'finished' })], 'month')).toBe('2026-10-19.1');
  });
  it('has the civil time of its zone', () => {
    const ms = Date.parse('2026-10-25T00:30:59Z');
    expect(civilTime(ms, tuesdays, 'UTC')).toBe('2026-10-25T01:30');
    expect(civilTime(ms + 3_600_000, tuesdays, 'UTC')).toBe('2026-10-25T01:30');
    expect(civilTime(ms, { ...tuesdays, timeZone: 'Mars/Olympus' }, 'Asia/Kathmandu')).toBe(
      '2026-10-25T06:15',
    );
  });
});

describe('a rhythm that nobody chose', () => {
  it('is weekly, on different times for the people of a team', () => {
    const all = Array.from({ length: 48 }, (_, place) => usualRhythm(place, WEEK, 'UTC'));
    expect(all.every(({ every, weekday }) => every === 'week' && [2, 3, 4].includes(weekday))).toBe(
      true,
    );
    expect(new Set(all.map(({ weekday, time }) => `${weekday} ${time}`)).size).toBe(48);
  });
  it.each<[number[], number]>([
    [[], 2],
    [[7, 1, 2, 3, 4], 2],
    [[6, 7], 6],
    [[3], 3],
  ])('follows the working days %j', (workdays, weekday) => {
    expect(usualRhythm(0, workdays, 'UTC').weekday).toBe(weekday);
  });
  it('is that of the first person for somebody who is in no list', () => {
    expect(usualRhythm(-1, WEEK, 'UTC')).toEqual(usualRhythm(0, WEEK, 'UTC'));
  });
});

describe('periods', () => {
  const date = fc.integer({ min: -3650, max: 7300 }).map((days) => addDays('2026-01-01', days));
  it('are whole weeks, contain their date and follow each other without a gap', () => {
    fc.assert(
      fc.property(
        date,
        fc.constantFrom(...cadences),
        fc.integer({ min: 0, max: 1 }),
        (day, every, phase) => {
          const period = periodOf(every, phase, day);
          expect(mondayOf(period.start)).toBe(period.start);
          expect(day >= period.start && day < endOf(period)).toBe(true);
          expect(periodOf(every, phase, period.start)).toEqual(period);
          expect(periodOf(every, phase, addDays(endOf(period), -1))).toEqual(period);
          expect(periodOf(every, phase, endOf(period)).start).toBe(endOf(period));
          expect(new Date(dayNumber(period.start) * 86_400_000).getUTCDay()).toBe(1);
        },
      ),
      { numRuns: 1000, seed: 7 },
    );
  });
  it('of a month are four or five weeks', () => {
    fc.assert(
      fc.property(date, (day) => {
        expect([4, 5]).toContain(periodOf('month', 0, day).weeks);
      }),
      { numRuns: 500, seed: 8 },
    );
  });
});

describe('time zones', () => {
  it('a day that a zone left out is the next one', () => {
    expect(instantOf('2011-12-30', '09:00', 'Pacific/Apia', 'UTC')).toBe(
      Date.parse('2011-12-30T19:00:00Z'),
    );
  });
});
