import { Temporal } from 'temporal-polyfill';
import { addDays, DAY_MS, dayOf, type Now } from '../days.ts';
import type { WorkCalendar } from '../workdays.ts';
import type { Meeting } from './moment.ts';

const HOUR_MS = 3_600_000;
/** How long a meeting without an end takes. */
const USUAL_MS = HOUR_MS;
/** The hour at which a working morning begins. */
const MORNING = 8;
const FRIDAY = 5;

/** The moment at which an hour of a civil date begins in a zone. */
export function momentAt(day: string, hour: number, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from({ hour }),
  }).epochMilliseconds;
}

/** The moment at which a clock shows a time, such as 09:30, on a civil date of a zone. */
export function momentOn(day: string, time: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from(time),
  }).epochMilliseconds;
}

/** The time that a clock of a zone shows at a moment, such as 09:30. */
export function clockAt(ms: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  return zoned.toPlainTime().toString({ smallestUnit: 'minute' });
}

/** Start and end of a meeting; null where its time is not known. */
export function spanOf(
  { start, end, day, lastDay }: Pick<Meeting, 'start' | 'end' | 'day' | 'lastDay'>,
  { timeZone }: Now,
): { start: number; end: number } | null {
  if (start !== null) return { start, end: end !== null && end >= start ? end : start + USUAL_MS };
  if (day === null) return null;
  const last = lastDay !== null && lastDay >= day ? lastDay : day;
  return { start: momentAt(day, 0, timeZone), end: momentAt(addDays(last, 1), 0, timeZone) };
}

/** Days in which a working morning is looked for. */
const MORNINGS = 14;

/**
 * The first working morning after a moment, 8:00 in the zone of `now`: of the calendar, else Monday
 * to Friday. Null where none follows while a look back is fresh.
 */
export function nextWorkingMorning(
  ms: number,
  { timeZone }: Now,
  calendar: WorkCalendar | null,
): number | null {
  const isWorking = (day: string) =>
    calendar ? calendar.isWorkingDay(day) : Temporal.PlainDate.from(day).dayOfWeek <= FRIDAY;
  let day = dayOf(ms, timeZone);
  for (let days = 0; days <= MORNINGS; days++, day = addDays(day, 1)) {
    const morning = momentAt(day, MORNING, timeZone);
    if (morning > ms && isWorking(day)) return morning;
  }
  return null;
}

/** The start of the civil day of a moment. */
export function dayStart(ms: number, { timeZone }: Now): number {
  return momentAt(dayOf(ms, timeZone), 0, timeZone);
}

export { DAY_MS, HOUR_MS };
