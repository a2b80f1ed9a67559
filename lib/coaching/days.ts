import { Temporal } from 'temporal-polyfill';

/**
 * The current time as an argument: Unix ms and the IANA zone in which days are counted (the
 * organisation's; the device's when signed out).
 */
export interface Now {
  ms: number;
  timeZone: string;
}

export const DAY_MS = 86_400_000;

/** A zone's offset from UTC by UTC day, ms; null for a day on which the offset changes. */
const offsets = new Map<string, Map<number, number | null>>();

function exactOffset(ms: number, timeZone: string): number {
  return (
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6
  );
}

/**
 * The offset at a moment, cached by UTC day, because most days have one offset. A Temporal call
 * takes microseconds, and ten thousand deals make a million calls.
 */
function offsetAt(ms: number, timeZone: string): number {
  const zoneOffsets = offsets.get(timeZone) ?? new Map<number, number | null>();
  offsets.set(timeZone, zoneOffsets);
  const day = Math.floor(ms / DAY_MS);
  let offset = zoneOffsets.get(day);
  if (offset === undefined) {
    const first = exactOffset(day * DAY_MS, timeZone);
    offset = first === exactOffset((day + 1) * DAY_MS, timeZone) ? first : null;
    zoneOffsets.set(day, offset);
  }
  return offset ?? exactOffset(ms, timeZone);
}

const twoDigits = (value: number) => (value < 10 ? `0${value}` : String(value));

/** Civil dates by day number, and back: a date is written and read many times on each deal. */
const dates = new Map<number, string>();
const numbers = new Map<string, number>();
const MOST_DAYS = 20_000;

/** The civil date of a moment, YYYY-MM-DD. */
export function dayOf(ms: number, timeZone: string): string {
  const at = Math.round(ms);
  const local = at + offsetAt(at, timeZone);
  const day = Math.floor(local / DAY_MS);
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = dateAt(local, at, timeZone);
  if (dates.size >= MOST_DAYS) dates.clear();
  dates.set(day, date);
  return date;
}

function dateAt(localMs: number, at: number, timeZone: string): string {
  const local = new Date(localMs);
  const year = local.getUTCFullYear();
  if (year < 1000 || year > 9999)
    return Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toString();
  return `${year}-${twoDigits(local.getUTCMonth() + 1)}-${twoDigits(local.getUTCDate())}`;
}

export function today(now: Now): string {
  return dayOf(now.ms, now.timeZone);
}

/** Days since 1 January 1970 of a civil date. */
export function dayNumber(date: string): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const number =
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) /
    DAY_MS;
  if (numbers.size >= MOST_DAYS) numbers.clear();
  numbers.set(date, number);
  return number;
}

/**
 * Civil days from `a` to `b` (YYYY-MM-DD); negative when b is earlier. Daylight saving has no
 * effect.
 */
export function daysBetween(a: string, b: string): number {
  return dayNumber(b) - dayNumber(a);
}

/** The civil date that is `days` after `date`. */
export function addDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10);
}

// Day 0 was a Thursday, which is 3 when Monday is 0.
const weekday = (day: number) => (((day + 3) % 7) + 7) % 7;

/** The first Monday after a civil date. */
export function nextMonday(date: string): string {
  return addDays(date, 7 - weekday(dayNumber(date)));
}

/** Civil days since a moment, in the zone of `now`. */
export function daysSince(ms: number, now: Now): number {
  return daysBetween(dayOf(ms, now.timeZone), today(now));
}

/**
 * Mondays to Fridays after `a`, up to and including `b`; 0 when b is not later. Public holidays
 * count as working days, because no calendar of them is available.
 */
export function businessDaysBetween(a: string, b: string): number {
  const from = dayNumber(a);
  const to = dayNumber(b);
  if (to <= from) return 0;
  const weeks = Math.floor((to - from) / 7);
  let days = weeks * 5;
  for (let day = from + weeks * 7 + 1; day <= to; day++) if (weekday(day) < 5) days += 1;
  return days;
}

/**
 * ISO week (https://www.iso.org/iso-8601-date-and-time-format.html) as the day number of its
 * Monday, so that two weeks compare by subtraction.
 */
export function weekOf(ms: number, timeZone: string): number {
  const day = dayNumber(dayOf(ms, timeZone));
  return day - weekday(day);
}
