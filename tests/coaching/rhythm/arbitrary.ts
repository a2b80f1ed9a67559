import fc from 'fast-check';
import { addDays } from '../../../lib/coaching/days.ts';
import { mondayOf } from '../../../lib/coaching/rhythm/periods.ts';
import type { Arranged, Rhythm } from '../../../lib/coaching/rhythm/rhythm.ts';
import { type CalendarDays, workCalendar } from '../../../lib/coaching/workdays.ts';
import { cadences } from '../../../lib/model/index.ts';

/** Every zone of this device, and some with unusual changes. */
export const zones: readonly string[] = Intl.supportedValuesOf('timeZone');
/** Half hours, southern summers, midnight changes, Ramadan, a day that does not exist. */
export const unusual = [
  ...['Australia/Lord_Howe', 'America/Santiago', 'Africa/Casablanca', 'Africa/Cairo'],
  ...['Asia/Kathmandu', 'Pacific/Apia', 'Pacific/Kiritimati', 'America/St_Johns', 'UTC'],
  ...['Europe/London', 'Europe/Berlin', 'America/New_York', 'Asia/Beirut', 'America/Havana'],
] as const;

/** 2 January 2011 to 31 December 2029. */
const FIRST = Date.UTC(2011, 0, 2);
const LAST = Date.UTC(2029, 11, 31);
export const instant = fc.integer({ min: FIRST, max: LAST });
const twoDigits = (value: number) => String(value).padStart(2, '0');
export const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${twoDigits(hour)}:${twoDigits(minute)}`);

export const rhythm = (timeZone: fc.Arbitrary<string>): fc.Arbitrary<Rhythm> =>
  fc.record({
    every: fc.constantFrom(...cadences),
    weekday: fc.integer({ min: 1, max: 7 }),
    time,
    minutes: fc.constantFrom(30, 45, 60),
    timeZone,
    phase: fc.integer({ min: 0, max: 1 }),
  });

const within = (today: string, days: number) =>
  fc.integer({ min: -days, max: days }).map((offset) => addDays(today, offset));

/** Days off around a date: holidays, and absences of both people. */
export const daysOff = (today: string): fc.Arbitrary<CalendarDays> =>
  fc.record({
    workdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    holidays: fc
      .array(within(today, 60), { maxLength: 8 })
      .map((dates) => Object.fromEntries(dates.map((date) => [date, 'Holiday']))),
    away: fc
      .array(fc.tuple(within(today, 60), fc.integer({ min: 0, max: 25 })), { maxLength: 4 })
      .map((ranges) => Object.fromEntries(ranges.map(([from, n]) => [from, addDays(from, n)]))),
  });

/** What people decided about one-on-ones around a date. */
export const arranged = (today: string): fc.Arbitrary<Arranged[]> =>
  fc.uniqueArray(
    fc.record({
      slot: fc
        .tuple(within(today, 70), fc.option(fc.integer({ min: 1, max: 3 })))
        .map(([date, number]) => mondayOf(date) + (number === null ? '' : `.${number}`)),
      to: fc.option(fc.tuple(within(today, 70), time).map(([date, clock]) => `${date}T${clock}`)),
      state: fc.constantFrom('open', 'skipped', 'finished'),
    }),
    { maxLength: 12, selector: ({ slot }) => slot },
  );

export const isFreeIn = (days: CalendarDays) => workCalendar(days).isWorkingDay;
