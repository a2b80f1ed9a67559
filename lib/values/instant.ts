import { Temporal } from 'temporal-polyfill';
import { readClock } from './clock.ts';
import { read } from './date.ts';
import { type DateFormat, tagsOf } from './dateFormat.ts';
import type { DateOrder } from './names.ts';

/** ISO 8601 with a time, as APIs write it: the date, the time, `z` or an offset. */
const ISO = new RegExp(
  [
    '^(?<date>\\d{4}-\\d{2}-\\d{2})[t ]',
    '(?<time>\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?)\\s*',
    '(?:(?<utc>z)|(?<hours>[+-]\\d{2})(?::?(?<minutes>\\d{2}))?)?$',
  ].join(''),
  'i',
);

function parseIso(groups: Record<string, string | undefined>, format: DateFormat): number | null {
  const { date, time, utc, hours, minutes = '00' } = groups;
  const isUtc = utc !== undefined || (hours === undefined && format.assumeUtc === true);
  const local = `${date}T${time?.replace(',', '.')}`;
  try {
    if (isUtc) return Temporal.Instant.from(`${local}Z`).epochMilliseconds;
    if (hours !== undefined)
      return Temporal.Instant.from(`${local}${hours}:${minutes}`).epochMilliseconds;
    return Temporal.PlainDateTime.from(local).toZonedDateTime(format.timeZone).epochMilliseconds;
  } catch {
    return null; // no such day or hour
  }
}

const NOON_HOUR = 12;

/** A moment, sure or not, with the moments that it can be where its date has several readings. */
export interface ReadInstant {
  ms: number;
  sure: boolean;
  either?: readonly { order: DateOrder | null; ms: number }[];
}

/** Reads a moment; a day without a time is noon in the format's zone. */
export function readInstant(text: string, format: DateFormat): ReadInstant | null {
  const iso = ISO.exec(text.trim())?.groups;
  if (iso) {
    const ms = parseIso(iso, format);
    return ms === null ? null : { ms, sure: true };
  }
  const found = read(text, format);
  if (!found) return null;
  const clock = readClock(found.time, tagsOf(format));
  // Figures beside the date that are no time of a known form.
  if (clock === 'unclear' || (clock === null && /\d/.test(found.time))) return null;
  const at = (date: string) => {
    const day = Temporal.PlainDate.from(date);
    // A day without a time is noon, so that no zone moves it to another day.
    const plainTime = new Temporal.PlainTime(clock?.hour ?? NOON_HOUR, clock?.minute ?? 0);
    if (clock?.offset !== undefined)
      return (
        day.toZonedDateTime({ timeZone: 'UTC', plainTime }).epochMilliseconds -
        clock.offset * 60_000
      );
    const timeZone = clock && format.assumeUtc ? 'UTC' : format.timeZone;
    return day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
  };
  const either = found.either?.map(({ order, date }) => ({ order, ms: at(date) }));
  return { ms: at(found.date), sure: found.sure, ...(either ? { either } : {}) };
}

/** Parses a moment to Unix milliseconds; a day without a time is noon in the format's zone. */
export function parseInstant(text: string, format: DateFormat): number | null {
  return readInstant(text, format)?.ms ?? null;
}
