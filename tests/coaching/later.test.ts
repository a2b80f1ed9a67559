// *Later* returns on a day on which the person works.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, type Now, today } from '../../lib/coaching/days.ts';
import { laterDays } from '../../lib/coaching/later.ts';
import { LONGEST_LATER } from '../../lib/coaching/outcomes.ts';
import { nextWorkingDay, workCalendar } from '../../lib/coaching/workdays.ts';
import type { Activity } from '../../lib/model/index.ts';

const DAY = 86_400_000;
const at = (day: string): Now => ({
  ms: Date.parse(`${day}T12:00:00Z`),
  timeZone: 'Europe/London',
});
const week = [1, 2, 3, 4, 5];
const plain = { workdays: week, holidays: {}, away: {} };
const meeting = (due: string): Activity => ({
  ...{ id: 'm', kind: 'meeting', subject: '', state: 'open', at: null, due, contactId: null },
});
const offered = (day: string, days = {}, activities: Activity[] = []) =>
  laterDays(activities, at(day), workCalendar({ ...plain, ...days })).map(({ id, until }) => [
    id,
    until,
  ]);

describe('the days of *Later*, with working days', () => {
  it('are Monday and not Saturday, on a Friday', () => {
    expect(offered('2026-11-27')).toEqual([['monday', '2026-11-30']]);
  });
  it('skip a holiday and an absence, and then name the day', () => {
    expect(offered('2026-12-24', { holidays: { '2026-12-25': 'Christmas Day' } })).toEqual([
      ['monday', '2026-12-28'],
    ]);
    expect(offered('2026-12-23', { holidays: { '2026-12-24': '', '2026-12-28': '' } })).toEqual([
      ['workday', '2026-12-25'],
      ['laterMonday', '2027-01-04'],
    ]);
    expect(offered('2026-11-24', { away: { '2026-11-25': '2026-12-02' } })).toEqual([
      ['workday', '2026-12-03'],
      ['laterMonday', '2026-12-07'],
    ]);
  });
  it('follow a meeting on the next working day, and its label names the meeting', () => {
    const list = laterDays([meeting('2026-12-04')], at('2026-11-24'), workCalendar(plain));
    expect(list.at(-1)).toEqual({
      ...{ id: 'afterMeeting', until: '2026-12-07', named: '2026-12-04' },
    });
  });
  it('have no Monday where nobody works on one', () => {
    expect(offered('2026-11-24', { workdays: [2, 3, 4] })).toEqual([['tomorrow', '2026-11-25']]);
  });
  it('are tomorrow for somebody who is away for longer than a question waits', () => {
    expect(offered('2026-11-24', { away: { '2026-11-20': '2027-06-01' } })).toEqual([
      ['tomorrow', '2026-11-25'],
    ]);
  });
  it('are ahead, working days, no day twice, the earliest of their kind, in any calendar', () => {
    const date = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-01-01', days));
    const calendars = fc.record({
      workdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      holidays: fc
        .uniqueArray(date, { maxLength: 30 })
        .map((dates) => Object.fromEntries(dates.map((day) => [day, 'holiday']))),
      away: fc
        .array(fc.tuple(date, fc.integer({ min: 0, max: 40 })), { maxLength: 4 })
        .map((list) => Object.fromEntries(list.map(([from, n]) => [from, addDays(from, n)]))),
    });
    const zones = fc.constantFrom('Europe/Berlin', 'Pacific/Auckland', 'America/St_Johns');
    fc.assert(
      fc.property(
        ...[calendars, fc.integer({ min: 0, max: 300 }), zones, fc.array(date, { maxLength: 3 })],
        (days, offset, timeZone, meetings) => {
          const now = { ms: Date.UTC(2026, 0, 5, 23, 30) + offset * DAY, timeZone };
          const day = today(now);
          const calendar = workCalendar(days);
          const list = laterDays(meetings.map(meeting), now, calendar);
          expect(list.length).toBeGreaterThan(0);
          expect(new Set(list.map(({ until }) => until)).size).toBe(list.length);
          for (const { id, until, named } of list) {
            expect(until > day && daysBetween(day, until) <= LONGEST_LATER).toBe(true);
            // Only beyond the longest wait is there no working day to offer.
            const first = daysBetween(day, nextWorkingDay(calendar, day));
            expect(calendar.isWorkingDay(until) || first > LONGEST_LATER).toBe(true);
            if (id === 'monday' || id === 'laterMonday')
              expect(new Date(`${until}T00:00:00Z`).getUTCDay()).toBe(1);
            if (id === 'workday') expect(calendar.workingDays(day, until)).toBe(1);
            expect(named !== null).toBe(!['tomorrow', 'monday'].includes(id));
          }
        },
      ),
      { seed: 171_128, numRuns: 1000 },
    );
  });
});
