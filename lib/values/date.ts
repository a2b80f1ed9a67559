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
  /** IANA zone that “today” and times are meant in. */
  timeZone: string;
  /** Unix time in milliseconds. */
  now: number;
  /** True for the answers of APIs, whose times without a zone are UTC (Odoo, EspoCRM). What pages show and people type is in `timeZone`. */
  assumeUtc?: boolean;
}

/** `sure` is false when the year or the order of day and month had to be guessed. */
export interface ReadDate {
  date: string;
  sure: boolean;
}
/** A date with the text of the time that stands beside it. */
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

/** A year as written, counted from the year 1 of everybody's calendar; null where the language counts otherwise and it cannot be told. */
function fullYear(text: string, locale: string | null, day0: Temporal.PlainDate): number | null {
  const isShort = text.length <= 2;
  const year = Number(text) + (isShort ? 2000 : 0);
  const calendar = calendarOf(locale);
  if (calendar === 'gregory') return year;
  // Thai pages write either count: the one that is nearer to today.
  const other = calendar === 'buddhist' ? year - 543 + (isShort ? 500 : 0) : null;
  if (other === null) return isShort || year < 1700 ? null : year;
  return Math.abs(other - day0.year) < Math.abs(year - day0.year) ? other : year;
}

const falls = (date: string, weekdays: Weekdays | null) =>
  weekdays === null || weekdays.has(Temporal.PlainDate.from(date).dayOfWeek);

/** The year that puts the date nearest to today, on its weekday: “2 Jan”, read in December, is next year's. */
function nearest(
  month: number,
  day: number,
  weekdays: Weekdays | null,
  day0: Temporal.PlainDate,
): string | null {
  const dates = [day0.year - 1, day0.year, day0.year + 1].flatMap(
    (year) => civil(year, month, day) ?? [],
  );
  const away = (date: string) => Math.abs(day0.until(date, { largestUnit: 'days' }).days);
  const sorted = dates.sort((a, b) => away(a) - away(b));
  return sorted.find((date) => falls(date, weekdays)) ?? sorted[0] ?? null;
}

function readRelative(text: string, locale: string | null, day0: Temporal.PlainDate): Read | null {
  const [, before = '', time = ''] =
    /^(.*?)(?:,?\s+(?:(?:at|um|a las?)\s+)?(\d{1,2}[:.]\d.*))?$/su.exec(text) ?? [];
  const words = plain(before);
  const days = relativeDays(locale).get(words);
  if (days !== undefined) return { date: day0.add({ days }).toString(), sure: true, time };
  const { n, unit = '' } = AGO.exec(words)?.groups ?? {};
  const units = UNITS.get(unit);
  if (n === undefined || units === undefined || !/ ago$|^vor |^hace /.test(words)) return null;
  return { date: day0.subtract({ [units]: Number(n) }).toString(), sure: true, time };
}

/** `2026-12-24`, `2026/12/24`, `2026. 12. 24.` */
function readYearFirst(text: string, locale: string | null, day0: Temporal.PlainDate): Read | null {
  const found = /^(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?([t,\s].*)?$/is.exec(text);
  if (!found) return null;
  const [, written = '', sign, month, day, time = ''] = found;
  const year = sign === '-' ? Number(written) : fullYear(written, locale, day0);
  const date = year === null ? null : civil(year, Number(month), Number(day));
  return date === null ? null : { date, sure: true, time };
}

/** `12/24/2026`, `24.12.26`, `24. 12. 2026`: in the order that the sign and the page's language say. */
function readFigures(
  text: string,
  locale: string | null,
  weekdays: Weekdays | null,
  day0: Temporal.PlainDate,
): Read | null {
  const found = /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})\.?(?:,?\s(.*)|,)?$/s.exec(text);
  if (!found) return null;
  const [, a = '', sign = '', b = '', c = '', time = ''] = found;
  const at = (year: string, month: string, day: string) => {
    const full = fullYear(year, locale, day0);
    return full === null ? null : civil(full, Number(month), Number(day));
  };
  const orders = figureOrders(locale);
  const order = orders.get(sign);
  if (order === null && c.length === 2) return null;
  if (order === 'ymd' && c.length === 2) {
    const date = at(a, b, c);
    return date === null ? null : { date, sure: false, time };
  }
  // Points are written with the day first, wherever they are written.
  const dayFirst =
    sign === '.' ||
    (order ?? [...orders.values()].find((other) => other !== 'ymd') ?? 'dmy') === 'dmy';
  const [first, other] = dayFirst ? [at(c, b, a), at(c, a, b)] : [at(c, a, b), at(c, b, a)];
  const isOpen = first !== null && other !== null && first !== other;
  // A language that writes both orders: only a weekday tells, where it does.
  if (isOpen && order === null && falls(first, weekdays) === falls(other, weekdays)) return null;
  // 12/24/2026 on a page that claims to be British: only one order makes a date. A weekday decides as well.
  const date =
    isOpen && !falls(first, weekdays) && falls(other, weekdays) ? other : (first ?? other);
  if (date === null) return null;
  const isTold = sign === '.' || order === 'dmy' || order === 'mdy' || !isOpen || weekdays !== null;
  return { date, sure: date === first && isTold && falls(date, weekdays), time };
}

function readByName(text: string, locale: string | null, day0: Temporal.PlainDate): Read | null {
  const named = readNamed(text, locale);
  if (named === null) return null;
  const { month, day, weekdays } = named;
  const time = named.time ?? '';
  if (named.year === null) {
    const date = nearest(month, day, weekdays, day0);
    return date === null ? null : { date, sure: false, time };
  }
  const year = fullYear(named.year, locale, day0);
  const date = year === null ? null : civil(year, month, day);
  return date === null ? null : { date, sure: falls(date, weekdays), time };
}

function read(text: string, format: DateFormat): Read | null {
  const { locale } = format;
  const day0 = today(format);
  const trimmed = text.normalize('NFKC').trim();
  const relative = readRelative(trimmed, locale, day0);
  if (relative) return relative;
  // A weekday in front of figures: “Tue, 24/11/2026”.
  const lead = /^[^\d]*/.exec(trimmed)?.[0] ?? '';
  const weekdays = weekdayNames(locale).get(plain(lead)) ?? null;
  const figures = weekdays === null ? trimmed : trimmed.slice(lead.length);
  return (
    readYearFirst(figures, locale, day0) ??
    readFigures(figures, locale, weekdays, day0) ??
    readByName(trimmed, locale, day0)
  );
}

/**
 * Reads a civil date as pages write it: ISO, `12/24/2026`, `24.12.2026`, `16 Dec`, `Dec 16, 2026`, `mar, 16 de diciembre de 2026`,
 * `Yesterday`. Null for anything else.
 */
export function parseDate(text: string, format: DateFormat): ReadDate | null {
  const found = read(text, format);
  return found && { date: found.date, sure: found.sure };
}

const EXACT =
  /^(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?:(z)|([+-]\d{2})(?::?(\d{2}))?)?$/i;

/** Reads a moment to Unix milliseconds; a day without a time is noon in the format's zone. */
export function parseInstant(text: string, format: DateFormat): number | null {
  const exact = EXACT.exec(text.trim());
  if (exact) {
    const [, date, time, z, hours, minutes = '00'] = exact;
    const offset =
      hours === undefined ? (z ?? (format.assumeUtc ? 'z' : '')) : `${hours}:${minutes}`;
    try {
      return offset === ''
        ? Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(format.timeZone)
            .epochMilliseconds
        : Temporal.Instant.from(`${date}T${time}${offset}`).epochMilliseconds;
    } catch {
      return null; // no such day or hour
    }
  }
  const found = read(text, format);
  if (!found) return null;
  const [, hour, minute, half] =
    /(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([ap]\.?\s?m)?/i.exec(found.time) ?? [];
  const start = Temporal.PlainDate.from(found.date);
  // A bare day counts from noon, so that no zone moves it into the next one.
  const noon = hour === undefined;
  const hours = noon
    ? 12
    : (half ? Number(hour) % 12 : Number(hour)) + (half && /^p/i.test(half) ? 12 : 0);
  if (hours > 23 || Number(minute ?? 0) > 59) return null;
  const timeZone = format.assumeUtc && !noon ? 'UTC' : format.timeZone;
  return start.toZonedDateTime({
    timeZone,
    plainTime: new Temporal.PlainTime(hours, Number(minute ?? 0)),
  }).epochMilliseconds;
}
