import { Temporal } from 'temporal-polyfill';
import { civil, civilDate, withoutEra, type YearContext } from './calendars.ts';
import { isKnown, readClock, wordsOf } from './clock.ts';
import { type DateReading, isOn, type PageOrders, readFigures } from './figures.ts';
import { type NamedDate, readNamed } from './named.ts';
import {
  calendarOf,
  type DateOrder,
  daysFromToday,
  plain,
  relativeDays,
  type Weekdays,
  weekdayNames,
} from './names.ts';
import { clean } from './text.ts';

export interface DateFormat {
  /**
   * BCP 47 tag of the formats that the CRM uses for this person, or null without evidence of it.
   * The language of a page is none.
   */
  locale: string | null;
  /** BCP 47 tag of the page’s words; without it that of `locale`. */
  language?: string | null;
  /** The order of day, month and year that the CRM's settings or a person's answer name. */
  order?: DateOrder | null;
  /** The orders that the page's own dates prove. */
  orders?: PageOrders;
  /** ISO dates of the text's own element. */
  stamps?: readonly string[];
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

/**
 * `sure` is false where the year or the order of day and month is not certain; `either` lists the
 * dates that it can be, where they are known.
 */
export interface ReadDate {
  date: string;
  sure: boolean;
  either?: readonly DateReading[];
}
/** A date with the text in which its time is. */
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

export function today(format: Pick<DateFormat, 'now' | 'timeZone'>): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(format.now)
    .toZonedDateTimeISO(format.timeZone)
    .toPlainDate();
}

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

/** “yesterday, 14:30”: the words, and the time where there is one. */
const WORDS_AND_TIME = /^(.*?)(?:,?\s+(?:(?:at|um|a las?)\s+)?(\d{1,2}[:.]\d.*))?$/su;

function readRelative(
  text: string,
  locale: string | null,
  todayDate: Temporal.PlainDate,
): Read | null {
  const [, before = '', time = ''] = WORDS_AND_TIME.exec(text) ?? [];
  const words = plain(before);
  const days = relativeDays(locale).get(words) ?? daysFromToday(words, locale);
  if (days !== undefined) return { date: todayDate.add({ days }).toString(), sure: true, time };
  const { n, unit = '' } = AGO.exec(words)?.groups ?? {};
  const units = UNITS.get(unit);
  if (n === undefined || units === undefined || !/ ago$|^vor |^hace /.test(words)) return null;
  // Pages round weeks and months.
  const sure = units === 'days';
  return { date: todayDate.subtract({ [units]: Number(n) }).toString(), sure, time };
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

/** The languages of a page: of its words, and of its formats where evidence shows them. */
function tagsOf({ locale, language = locale }: DateFormat): (string | null)[] {
  return language === locale ? [language] : [language, locale].filter((tag) => tag !== null);
}

/** “14:30 22.11.2026” with the time behind the date. */
function dateFirst(text: string): string {
  const [, time, rest] = /^(\d{1,2}:\d{2}(?::\d{2})?[^\d/]*)\s(\d.*)$/.exec(text) ?? [];
  return time === undefined ? text : `${rest} ${time.trim()}`;
}

function read(written: string, format: DateFormat): Read | null {
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
