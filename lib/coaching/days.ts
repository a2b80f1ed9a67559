import { Temporal } from 'temporal-polyfill';

/** Now, as an argument: Unix ms and the IANA zone that days are counted in (the organisation's; the device's when signed out). */
export interface Now {
  ms: number;
  timeZone: string;
}

export const DAY_MS = 86_400_000;

/** What a zone's clocks are ahead of UTC on each UTC day, ms; null for the days on which they are changed. */
const offsets = new Map<string, Map<number, number | null>>();

function exactOffset(ms: number, timeZone: string): number {
  return (
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6
  );
}

/** Asking Temporal costs microseconds, a day of ten thousand deals asks a million times: most UTC days have one offset from end to end. */
function offsetAt(ms: number, timeZone: string): number {
  const known = offsets.get(timeZone) ?? new Map<number, number | null>();
  offsets.set(timeZone, known);
  const day = Math.floor(ms / DAY_MS);
  let offset = known.get(day);
  if (offset === undefined) {
    const first = exactOffset(day * DAY_MS, timeZone);
    offset = first === exactOffset((day + 1) * DAY_MS, timeZone) ? first : null;
    known.set(day, offset);
  }
  return offset ?? exactOffset(ms, timeZone);
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

/** The civil date of a moment, YYYY-MM-DD. */
export function dayOf(ms: number, timeZone: string): string {
  const at = Math.round(ms);
  const local = new Date(at + offsetAt(at, timeZone));
  const year = local.getUTCFullYear();
  if (year < 1000 || year > 9999)
    return Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toString();
  return `${year}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`;
}

export function today(now: Now): string {
  return dayOf(now.ms, now.timeZone);
}

/** Days since 1 January 1970 of a civil date. */
export function dayNumber(date: string): number {
  return (
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) /
    DAY_MS
  );
}

/** Civil days from `a` to `b` (YYYY-MM-DD); negative when b is earlier. Daylight saving cannot change it. */
export function daysBetween(a: string, b: string): number {
  return dayNumber(b) - dayNumber(a);
}

/** Civil days since a moment, in the zone of `now`. */
export function daysSince(ms: number, now: Now): number {
  return daysBetween(dayOf(ms, now.timeZone), today(now));
}

/** Mondays to Fridays after `a` up to and with `b`; 0 when b is not later. Public holidays count as working days: no calendar says which apply. */
export function businessDaysBetween(a: string, b: string): number {
  const from = dayNumber(a);
  const to = dayNumber(b);
  if (to <= from) return 0;
  // Day 0 was a Thursday: with Monday as 0 that is 3.
  const weekday = (day: number) => (((day + 3) % 7) + 7) % 7;
  const weeks = Math.floor((to - from) / 7);
  let days = weeks * 5;
  for (let day = from + weeks * 7 + 1; day <= to; day++) if (weekday(day) < 5) days += 1;
  return days;
}

/** ISO week (https://www.iso.org/iso-8601-date-and-time-format.html) as its Monday's day number: weeks of one series compare by subtraction. */
export function weekOf(ms: number, timeZone: string): number {
  const day = dayNumber(dayOf(ms, timeZone));
  return day - ((((day + 3) % 7) + 7) % 7);
}
