import type { Temporal } from 'temporal-polyfill';
import { civil, civilDate, withoutEra, type YearContext } from './calendars.ts';
import { isKnown, wordsOf } from './clock.ts';
import { type DateFormat, type Read, type ReadDate, tagsOf, today } from './dateFormat.ts';
import { isOn, readFigures } from './figures.ts';
import { type NamedDate, readNamed } from './named.ts';
import { calendarOf, plain, type Weekdays, weekdayNames } from './names.ts';
import { readRelative } from './relative.ts';
import { clean } from './text.ts';

/** True where the date is on one of the weekdays, or the text has no weekday. */
const fitsWeekday = (date: string, weekdays: Weekdays | null) =>
  weekdays === null || isOn(date, weekdays);

/** As far as this from today, a date without a year is this year's. */
const SAME_YEAR_DAYS = 45;

/**
 * A date without a year. Pages leave out the current year, and a weekday or a day near today shows
 * that it is; without them the year is not certain: “2 Jan”, read in December.
 */
function withoutYear(
  month: number,
  day: number,
  weekdays: Weekdays | null,
  todayDate: Temporal.PlainDate,
): Omit<Read, 'time'> | null {
  const { year } = todayDate;
  const dates = [year - 1, year, year + 1].flatMap(
    (candidate) => civil(candidate, month, day) ?? [],
  );
  const distance = (date: string) => Math.abs(todayDate.until(date, { largestUnit: 'days' }).days);
  const sorted = dates.sort((a, b) => distance(a) - distance(b));
  const fitting = weekdays === null ? [] : sorted.filter((date) => fitsWeekday(date, weekdays));
  const [date] = fitting.length > 0 ? fitting : sorted;
  if (date === undefined) return null;
  if (fitting.length === 1) return { date, sure: true };
  if (date.startsWith(`${year}-`) && distance(date) <= SAME_YEAR_DAYS && weekdays === null)
    return { date, sure: true };
  const either = sorted.slice(0, 2).map((other) => ({ order: null, date: other }));
  return { date, sure: false, either };
}

const ISO_DAY = /(?<![\d.-])\d{4}-\d{2}-\d{2}(?!\d)/g;

/** A date in figures, with its weekday, its time and the evidence of its order. */
function readInFigures(text: string, format: DateFormat, context: YearContext): Read | null {
  const { tags } = context;
  // A weekday before figures: “Tue, 24/11/2026”.
  const lead = /^[^\d]*/.exec(text)?.[0] ?? '';
  const named = tags.map((tag) => weekdayNames(tag).get(plain(lead))).find(Boolean) ?? null;
  const { locale, order = null, orders = new Map() } = format;
  const stamps = [...(format.stamps ?? []), ...(text.match(ISO_DAY) ?? [])];
  const shown = named === null ? text : text.slice(lead.length);
  const read = (weekdays: Weekdays | null) =>
    readFigures(shown, weekdays, { ...context, locale, order, orders, stamps });
  const first = read(named);
  if (first === null) return null;
  const beforeTime = /^[^\d]*/.exec(first.rest)?.[0] ?? '';
  const isIso = /^t\d/i.test(first.rest);
  const words = isIso ? [] : wordsOf(beforeTime);
  // An unknown word beside a year can be the name of its calendar.
  if (!words.every((word) => isKnown(word, tags))) return null;
  if (/^\w/.test(first.rest) && !isIso) return null;
  const behind = words.flatMap((word) => tags.map((tag) => weekdayNames(tag).get(word)));
  const weekdays = named ?? behind.find(Boolean) ?? null;
  const { readings, known, rest } = weekdays === null ? first : (read(weekdays) ?? first);
  const chosen = readings.find((reading) => reading.order === known) ?? readings[0];
  if (!chosen) return null;
  const { date } = chosen;
  const isOne = known === chosen.order || readings.every((other) => other.date === date);
  const fits = fitsWeekday(date, weekdays);
  if (isOne) return { date, sure: fits, time: rest };
  return { date, sure: false, time: rest, either: readings };
}

/** The text in which a named date has its time; empty where it has none. */
const timeIn = ({ time }: NamedDate, text: string) =>
  time === null && !/\d:\d/.test(text) ? '' : text;

function readByName(text: string, context: YearContext): Read | null {
  // “14:30:00 -0500”: the offset is read with the time.
  const dated = text.replace(/(:\d{2}\s?(?:utc|gmt)?)[+-]\d{2}:?\d{2}\b.*$/i, '$1');
  const named = context.tags.map((tag) => readNamed(dated, tag)).find((found) => found !== null);
  if (named === undefined || named === null) return null;
  const { month, day, weekdays } = named;
  if (named.year === null) {
    const read = withoutYear(month, day, weekdays, context.today);
    return read && { ...read, time: timeIn(named, text) };
  }
  // Names of months are Gregorian.
  if (context.era !== null && context.era.calendar !== 'gregory') return null;
  const isOther = (tag: string | null) => !/^(?:gregory|buddhist)$/.test(calendarOf(tag));
  if (context.tags.some(isOther) && Number(named.year) < 1900) return null;
  const date = civilDate(named.year, month, day, context);
  const time = timeIn(named, text);
  return date === null ? null : { date, sure: fitsWeekday(date, weekdays), time };
}

/** “14:30 22.11.2026” with the time behind the date. */
function dateFirst(text: string): string {
  const [, time, rest] = /^(\d{1,2}:\d{2}(?::\d{2})?[^\d/]*)\s(\d.*)$/.exec(text) ?? [];
  return time === undefined ? text : `${rest} ${time.trim()}`;
}

/** Reads a date with the text in which its time is. */
export function read(written: string, format: DateFormat): Read | null {
  const tags = tagsOf(format);
  const todayDate = today(format);
  const cleaned = dateFirst(clean(written).replace(/(\d)[\u2010-\u2015\u2212](?=\d)/g, '$1-'));
  for (const tag of tags) {
    const relative = readRelative(cleaned, tag, todayDate);
    if (relative) return relative;
  }
  const { text, era } = withoutEra(cleaned);
  const context: YearContext = { tags, era, today: todayDate };
  return readInFigures(text, format, context) ?? readByName(text, context);
}

/**
 * Reads a civil date as pages write it: ISO, `12/24/2026`, `24.12.2026`, `16 Dec`, `Dec 16, 2026`,
 * `mar, 16 de diciembre de 2026`, `Yesterday`. Null for anything else.
 */
export function parseDate(text: string, format: DateFormat): ReadDate | null {
  const found = read(text, format);
  if (found === null) return null;
  const { date, sure, either } = found;
  return { date, sure, ...(either ? { either } : {}) };
}
