import { Temporal } from 'temporal-polyfill';
import type { WrittenDate } from '../../model/index.ts';

function civil(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** Days by which a date without a year may lie before the day on which it was written. */
const PAST_DAYS = 120;

/** The date nearest to the day of writing, up to four months before it. */
function withYear(
  day: number,
  month: number,
  written: Temporal.PlainDate,
): Temporal.PlainDate | null {
  for (const candidate of [written.year - 1, written.year, written.year + 1]) {
    const date = civil(candidate, month, day);
    if (date && written.until(date).total('days') >= -PAST_DAYS) return date;
  }
  return null;
}

/** The first day with that number on or after the day of writing. */
function nextWithDay(day: number, written: Temporal.PlainDate): Temporal.PlainDate | null {
  for (let months = 0; months < 3; months += 1) {
    const month = written.add({ months });
    const date = civil(month.year, month.month, day);
    if (date && Temporal.PlainDate.compare(date, written) >= 0) return date;
  }
  return null;
}

/**
 * The civil date that was meant; null for none. A date without a year is the one nearest to the day
 * of writing; a month without a day is its first day.
 * @param written the civil date on which the text was written.
 */
export function civilDate({ day, month, year }: WrittenDate, written: string): string | null {
  const base = Temporal.PlainDate.from(written);
  if (month === null) return day === null ? null : (nextWithDay(day, base)?.toString() ?? null);
  if (year !== null) return civil(year, month, day ?? 1)?.toString() ?? null;
  const from = day === null ? base.with({ day: 1 }) : base;
  return withYear(day ?? 1, month, from)?.toString() ?? null;
}

/** The latest of some civil dates; null without any. */
export const latest = (dates: readonly string[]): string | null =>
  dates.reduce<string | null>((last, date) => (last === null || date > last ? date : last), null);
