import { Temporal } from 'temporal-polyfill';

/** Now, as an argument: Unix ms and the IANA zone that days are counted in (the organisation's; the device's when signed out). */
export interface Now {
  ms: number;
  timeZone: string;
}

export function dayOf(ms: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(ms)).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

export function today(now: Now): string {
  return dayOf(now.ms, now.timeZone);
}

/** Civil days from `a` to `b` (YYYY-MM-DD); negative when b is earlier. Daylight saving cannot change it. */
export function daysBetween(a: string, b: string): number {
  return Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b), { largestUnit: 'days' }).days;
}

/** Civil days since a moment, in the zone of `now`. */
export function daysSince(ms: number, now: Now): number {
  return daysBetween(dayOf(ms, now.timeZone), today(now));
}

export const DAY_MS = 86_400_000;
