import { Temporal } from 'temporal-polyfill';
import { readNamed } from './named.ts';
import {
  calendarOf,
  figureOrders,
  plain,
  relativeDays,
  type Weekdays,
  weekdayNames,
} from './names.ts';

export interface DateFormat {
  /** BCP 47 tag of the page, or null when the page does not say. */
  locale: string | null;
  /** IANA zone of “today” and of times without a zone. */
  timeZone: string;
  /** Unix time in milliseconds. */
  now: number;
  /**
   * True for API responses, whose times without a zone are UTC (Odoo, EspoCRM). Times that pages
   * show and people type are in `timeZone`.
   */
  assumeUtc?: boolean;
}

/** `sure` is false when the year or the order of day and month had to be guessed. */
export interface ReadDate {
  date: string;
  sure: boolean;
}
/** A date with the text of the time beside it. */
type Read = ReadDate & { time: string };

const UNITS = new Map(
  Object.entries({
    day: 'days',
    days: 'days',
    tag: 'days',
    tagen: 'days',
    tage: 'days',
    día: 'days',
    días: 'days',
    week: 'weeks',
    weeks: 'weeks',
    woche: 'weeks',
    wochen: 'weeks',
    semana: 'weeks',
    semanas: 'weeks',
    month: 'months',
    months: 'months',
    monat: 'months',
    monaten: 'months',
    mes: 'months',
    meses: 'months',
  }),
);
/** “3 days ago”, “vor 3 Tagen”, “hace 3 días”. */
const AGO = /^(?:(?:vor|hace) )?(?<n>\d{1,3}) (?<unit>[\p{L}]+)(?: ago)?$/u;

function civil(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

export function today(format: Pick<DateFormat, 'now' | 'timeZone'>): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(format.now)
    .toZonedDateTimeISO(format.timeZone)
    .toPlainDate();
}

/**
 * A written year as a Gregorian one; null where the language uses another calendar and the year can
 * be read in both.
 */
function fullYear(
  text: string,
  locale: string | null,
  todayDate: Temporal.PlainDate,
): number | null {
  const isShort = text.length <= 2;
  const year = Number(text) + (isShort ? 2000 : 0);
  const calendar = calendarOf(locale);
  if (calendar === 'gregory') return year;
  if (calendar !== 'buddhist') return isShort || year < 1700 ? null : year;
  // Thai pages use both calendars: the year that is nearer to today counts.
  const fromBuddhist = year - 543 + (isShort ? 500 : 0);
  const distance = (candidate: number) => Math.abs(candidate - todayDate.year);
  return distance(fromBuddhist) < distance(year) ? fromBuddhist : year;
}

/** True where the date is on one of the weekdays, or the text has no weekday. */
const fitsWeekday = (date: string, weekdays: Weekdays | null) =>
  weekdays === null || weekdays.has(Temporal.PlainDate.from(date).dayOfWeek);

/** The date nearest to today that is on its weekday: “2 Jan”, read in December, is next year's. */
function nearest(
  month: number,
  day: number,
  weekdays: Weekdays | null,
  todayDate: Temporal.PlainDate,
): string | null {
  const { year } = todayDate;
  const dates = [year - 1, year, year + 1].flatMap(
    (candidate) => civil(candidate, month, day) ?? [],
  );
  const distance = (date: string) => Math.abs(todayDate.until(date, { largestUnit: 'days' }).days);
  const sorted = dates.sort((a, b) => distance(a) - distance(b));
  return sorted.find((date) => fitsWeekday(date, weekdays)) ?? sorted[0] ?? null;
}

/** “yesterday, 14:30”: the words, and the time where there is one. */
const WORDS_AND_TIME = /^(.*?)(?:,?\s+(?:(?:at|um|a las?)\s+)?(\d{1,2}[:.]\d.*))?$/su;

function readRelative(
  text: string,
  locale: string | null,
  todayDate: Temporal.PlainDate,
): Read | null {
  const [, before = '', time = ''] = WORDS_AND_TIME.exec(text) ?? [];
  const words = plain(before);
  const days = relativeDays(locale).get(words);
  if (days !== undefined) return { date: todayDate.add({ days }).toString(), sure: true, time };
  const { n, unit = '' } = AGO.exec(words)?.groups ?? {};
  const units = UNITS.get(unit);
  if (n === undefined || units === undefined || !/ ago$|^vor |^hace /.test(words)) return null;
  return { date: todayDate.subtract({ [units]: Number(n) }).toString(), sure: true, time };
}

/** `2026-12-24`, `2026/12/24`, `2026. 12. 24.` */
function readYearFirst(
  text: string,
  locale: string | null,
  todayDate: Temporal.PlainDate,
): Read | null {
  const match = /^(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?([t,\s].*)?$/is.exec(text);
  if (!match) return null;
  const [, written = '', sign, month, day, time = ''] = match;
  const year = sign === '-' ? Number(written) : fullYear(written, locale, todayDate);
  const date = year === null ? null : civil(year, Number(month), Number(day));
  return date === null ? null : { date, sure: true, time };
}

/** Three figures with the same sign between them, and a time. */
const FIGURES = /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})\.?(?:,?\s(.*)|,)?$/s;

/** `12/24/2026`, `24.12.26`, `24. 12. 2026`: in the order of the sign and the page's language. */
function readFigures(
  text: string,
  locale: string | null,
  weekdays: Weekdays | null,
  todayDate: Temporal.PlainDate,
): Read | null {
  const match = FIGURES.exec(text);
  if (!match) return null;
  const [, first = '', sign = '', second = '', third = '', time = ''] = match;
  const dateOf = (year: string, month: string, day: string) => {
    const full = fullYear(year, locale, todayDate);
    return full === null ? null : civil(full, Number(month), Number(day));
  };
  const orders = figureOrders(locale);
  // Null where the language uses the sign for two orders, undefined where it does not use it.
  const order = orders.get(sign);
  const isShortYear = third.length === 2;
  if (order === null && isShortYear) return null;
  if (order === 'ymd' && isShortYear) {
    const date = dateOf(first, second, third);
    return date === null ? null : { date, sure: false, time };
  }

  const usualOrder = order ?? [...orders.values()].find((other) => other !== 'ymd') ?? 'dmy';
  // Dates with points have the day first in every language.
  const isDayFirst = sign === '.' || usualOrder === 'dmy';
  const asDayMonth = dateOf(third, second, first);
  const asMonthDay = dateOf(third, first, second);
  const [usual, other] = isDayFirst ? [asDayMonth, asMonthDay] : [asMonthDay, asDayMonth];

  // 12/24/2026 on a British page: only one order gives a date.
  if (usual === null || other === null || usual === other) {
    const date = usual ?? other;
    if (date === null) return null;
    return { date, sure: date === usual && fitsWeekday(date, weekdays), time };
  }
  const usualFits = fitsWeekday(usual, weekdays);
  const otherFits = fitsWeekday(other, weekdays);
  // In a language with both orders only a weekday decides.
  if (order === null && usualFits === otherFits) return null;
  if (!usualFits && otherFits) return { date: other, sure: false, time };
  const isOrderKnown = sign === '.' || order === 'dmy' || order === 'mdy' || weekdays !== null;
  return { date: usual, sure: isOrderKnown && usualFits, time };
}

function readByName(
  text: string,
  locale: string | null,
  todayDate: Temporal.PlainDate,
): Read | null {
  const named = readNamed(text, locale);
  if (named === null) return null;
  const { month, day, weekdays } = named;
  const time = named.time ?? '';
  if (named.year === null) {
    const date = nearest(month, day, weekdays, todayDate);
    return date === null ? null : { date, sure: false, time };
  }
  const year = fullYear(named.year, locale, todayDate);
  const date = year === null ? null : civil(year, month, day);
  return date === null ? null : { date, sure: fitsWeekday(date, weekdays), time };
}

function read(text: string, format: DateFormat): Read | null {
  const { locale } = format;
  const todayDate = today(format);
  const trimmed = text.normalize('NFKC').trim();
  const relative = readRelative(trimmed, locale, todayDate);
  if (relative) return relative;
  // A weekday before figures: “Tue, 24/11/2026”.
  const lead = /^[^\d]*/.exec(trimmed)?.[0] ?? '';
  const weekdays = weekdayNames(locale).get(plain(lead)) ?? null;
  const figures = weekdays === null ? trimmed : trimmed.slice(lead.length);
  return (
    readYearFirst(figures, locale, todayDate) ??
    readFigures(figures, locale, weekdays, todayDate) ??
    readByName(trimmed, locale, todayDate)
  );
}

/**
 * Reads a civil date as pages write it: ISO, `12/24/2026`, `24.12.2026`, `16 Dec`, `Dec 16, 2026`,
 * `mar, 16 de diciembre de 2026`, `Yesterday`. Null for anything else.
 */
export function parseDate(text: string, format: DateFormat): ReadDate | null {
  const found = read(text, format);
  return found && { date: found.date, sure: found.sure };
}

/** ISO 8601 with a time, as APIs write it: the date, the time, `z` or an offset. */
const ISO = new RegExp(
  [
    '^(?<date>\\d{4}-\\d{2}-\\d{2})[t ]',
    '(?<time>\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)\\s*',
    '(?:(?<utc>z)|(?<hours>[+-]\\d{2})(?::?(?<minutes>\\d{2}))?)?$',
  ].join(''),
  'i',
);

function parseIso(groups: Record<string, string | undefined>, format: DateFormat): number | null {
  const { date, time, utc, hours, minutes = '00' } = groups;
  const isUtc = utc !== undefined || (hours === undefined && format.assumeUtc === true);
  const local = `${date}T${time}`;
  try {
    if (isUtc) return Temporal.Instant.from(`${local}Z`).epochMilliseconds;
    if (hours !== undefined)
      return Temporal.Instant.from(`${local}${hours}:${minutes}`).epochMilliseconds;
    return Temporal.PlainDateTime.from(local).toZonedDateTime(format.timeZone).epochMilliseconds;
  } catch {
    return null; // no such day or hour
  }
}

/** `14:30`, `2:30:05 p. m.` */
const CLOCK = /(?<hour>\d{1,2})[:.](?<minute>\d{2})(?:[:.]\d{2})?\s*(?<meridiem>[ap]\.?\s?m)?/i;
const NOON_HOUR = 12;

function hourOfDay(hour: number, meridiem: string | undefined): number {
  if (meridiem === undefined) return hour;
  const isAfternoon = meridiem.toLowerCase().startsWith('p');
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

/** Parses a moment to Unix milliseconds; a day without a time is noon in the format's zone. */
export function parseInstant(text: string, format: DateFormat): number | null {
  const iso = ISO.exec(text.trim())?.groups;
  if (iso) return parseIso(iso, format);
  const found = read(text, format);
  if (!found) return null;
  const day = Temporal.PlainDate.from(found.date);
  const clock = CLOCK.exec(found.time)?.groups;
  // A day without a time is noon, so that no zone moves it to another day.
  if (!clock) {
    const plainTime = new Temporal.PlainTime(NOON_HOUR);
    return day.toZonedDateTime({ timeZone: format.timeZone, plainTime }).epochMilliseconds;
  }
  const hour = hourOfDay(Number(clock.hour), clock.meridiem);
  const minute = Number(clock.minute);
  if (hour > 23 || minute > 59) return null;
  return day.toZonedDateTime({
    timeZone: format.assumeUtc ? 'UTC' : format.timeZone,
    plainTime: new Temporal.PlainTime(hour, minute),
  }).epochMilliseconds;
}
