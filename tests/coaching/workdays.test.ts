import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, businessDaysBetween, daysBetween } from '../../lib/coaching/days.ts';
import { type CalendarDays, nextWorkingDay, workCalendar } from '../../lib/coaching/workdays.ts';

const MON_FRI = [1, 2, 3, 4, 5];
const SUN_THU = [7, 1, 2, 3, 4];
const none = { holidays: {}, away: {} };
const start = '2026-01-01';
const date = fc.integer({ min: 0, max: 1100 }).map((days) => addDays(start, days));
const workdays = fc.oneof(
  fc.constantFrom(MON_FRI, SUN_THU, [1, 2, 3, 4, 5, 6], [6, 7], []),
  fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
);
const holidays = fc
  .uniqueArray(date, { maxLength: 12 })
  .map((dates) => Object.fromEntries(dates.map((day) => [day, `holiday of ${day}`])));
const away = fc
  .array(fc.tuple(date, fc.integer({ min: 0, max: 40 })), { maxLength: 5 })
  .map((list) => Object.fromEntries(list.map(([from, days]) => [from, addDays(from, days)])));
const days: fc.Arbitrary<CalendarDays> = fc.record({ workdays, holidays, away });
const seed = { seed: 160_726, numRuns: 400 };

/** The same, one day at a time. */
function slowly({ workdays: week, holidays: named, away: ranges }: CalendarDays, day: string) {
  const iso = ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
  const isAway = Object.entries(ranges).some(([from, to]) => from <= day && day <= to);
  return (week.length === 0 || week.includes(iso)) && !(day in named) && !isAway;
}

describe('working days', () => {
  it('are those that a look at each day counts', () => {
    fc.assert(
      fc.property(days, date, fc.integer({ min: 0, max: 90 }), (stored, from, length) => {
        const calendar = workCalendar(stored);
        const each = Array.from({ length }, (_, index) => addDays(from, index + 1));
        const working = each.filter((day) => slowly(stored, day));
        expect(each.filter(calendar.isWorkingDay)).toEqual(working);
        const to = addDays(from, length);
        expect(calendar.workingDays(from, to)).toBe(working.length);
        expect(calendar.daysOff(from, to)).toBe(length - working.length);
      }),
      seed,
    );
  });
  it('add up, are the same both ways, and are never negative', () => {
    fc.assert(
      fc.property(days, fc.tuple(date, date, date), (stored, dates) => {
        const { workingDays, countedDays } = workCalendar(stored);
        const [a, b, c] = [...dates].sort() as [string, string, string];
        expect(workingDays(a, b) + workingDays(b, c)).toBe(workingDays(a, c));
        expect(workingDays(c, a)).toBe(workingDays(a, c));
        expect(workingDays(a, b)).toBeGreaterThanOrEqual(0);
        expect(workingDays(a, b)).toBeLessThanOrEqual(daysBetween(a, b));
        expect(countedDays(a, c)).toBeGreaterThanOrEqual(countedDays(a, b));
      }),
      seed,
    );
  });
  it('do not grow on a day off, neither do the days that thresholds count', () => {
    fc.assert(
      fc.property(days, date, date, (stored, a, b) => {
        const calendar = workCalendar(stored);
        const next = addDays(a < b ? b : a, 1);
        const from = a < b ? a : b;
        fc.pre(!calendar.isWorkingDay(next));
        const before = addDays(next, -1);
        expect(calendar.workingDays(from, next)).toBe(calendar.workingDays(from, before));
        expect(calendar.countedDays(from, next)).toBe(calendar.countedDays(from, before));
      }),
      seed,
    );
  });
  it('a further day off never makes more of them', () => {
    fc.assert(
      fc.property(days, date, date, date, (stored, a, b, extra) => {
        const more = { ...stored, holidays: { ...stored.holidays, [extra]: 'extra' } };
        const [few, all] = [workCalendar(more), workCalendar(stored)];
        expect(few.workingDays(a, b)).toBeLessThanOrEqual(all.workingDays(a, b));
        expect(few.countedDays(a, b)).toBeLessThanOrEqual(all.countedDays(a, b));
      }),
      seed,
    );
  });
  it('of Monday to Friday without holidays are the usual business days', () => {
    const calendar = workCalendar({ workdays: MON_FRI, ...none });
    fc.assert(
      fc.property(date, date, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        expect(calendar.workingDays(from, to)).toBe(businessDaysBetween(from, to));
      }),
      seed,
    );
  });
});

describe('the next working day', () => {
  it('is the first that works', () => {
    fc.assert(
      fc.property(days, date, (stored, day) => {
        const calendar = workCalendar(stored);
        const next = nextWorkingDay(calendar, day);
        expect(daysBetween(day, next)).toBeGreaterThanOrEqual(1);
        expect(calendar.isWorkingDay(next)).toBe(true);
        expect(calendar.workingDays(day, next)).toBe(1);
        expect(calendar.workingDayFrom(next)).toBe(next);
      }),
      seed,
    );
  });
  it.each([
    ['a Friday, with Monday to Friday', MON_FRI, '2026-11-27', '2026-11-30'],
    ['a Thursday, with Sunday to Thursday', SUN_THU, '2026-11-26', '2026-11-29'],
    ['a Saturday, with every day', [], '2026-11-28', '2026-11-29'],
  ])('after %s', (_, week, day, next) => {
    expect(nextWorkingDay(workCalendar({ workdays: week, ...none }), day)).toBe(next);
  });
  it('is the date itself where years have no working day', () => {
    const calendar = workCalendar({
      workdays: [],
      holidays: {},
      away: { '2026-01-01': '2028-12-31', '2029-01-01': '2030-01-01' },
    });
    expect(calendar.workingDayFrom('2026-01-01')).toBe('2026-01-01');
  });
});

describe('days that thresholds count', () => {
  const calendar = workCalendar({
    workdays: MON_FRI,
    holidays: { '2026-12-25': 'Christmas Day', '2026-12-26': 'On a Saturday' },
    away: { '2026-12-28': '2026-12-30' },
  });
  it.each([
    ['two weeks from Monday to Monday', '2026-11-02', '2026-11-16', 14],
    ['two weeks from Friday to Friday', '2026-11-06', '2026-11-20', 14],
    ['a weekend', '2026-11-20', '2026-11-22', 0],
    ['Christmas and three days away', '2026-12-23', '2026-12-30', 1],
  ])('%s', (_, a, b, counted) => expect(calendar.countedDays(a, b)).toBe(counted));
  it('name the holidays that would have been working days', () =>
    expect(calendar.evidence('2026-12-20', '2026-12-31')[0]?.values.slice(1)).toEqual([
      { type: 'text', value: 'Christmas Day' },
    ]));
  it('know who is away', () =>
    expect(['2026-12-27', '2026-12-28', '2026-12-30', '2026-12-31'].map(calendar.isAway)).toEqual([
      false,
      true,
      true,
      false,
    ]));
});
