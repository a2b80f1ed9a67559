import { Temporal } from 'temporal-polyfill';

/**
 * The moment of a civil date and time in a zone. A time that a change to summer time leaves out is
 * as much later; of one that occurs twice it is the first. A zone that this device does not know is
 * read as the other one: rows come from devices with newer zones.
 */
export function instantOf(date: string, time: string, timeZone: string, other: string): number {
  const local = Temporal.PlainDateTime.from(`${date}T${time}`);
  const zoned = (zone: string) => local.toZonedDateTime(zone).epochMilliseconds;
  return isZone(timeZone) ? zoned(timeZone) : zoned(isZone(other) ? other : 'UTC');
}

const known = new Map<string, boolean>();

export function isZone(timeZone: string): boolean {
  const cached = known.get(timeZone);
  if (cached !== undefined) return cached;
  let isKnown = true;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
  } catch {
    isKnown = false;
  }
  known.set(timeZone, isKnown);
  return isKnown;
}

/** The civil date and time of a moment in a zone, `YYYY-MM-DDTHH:MM`. */
export function localTime(ms: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(ms))
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute', roundingMode: 'trunc' });
}
