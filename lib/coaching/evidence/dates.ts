import { Temporal } from 'temporal-polyfill';
import { joined } from './phrases.ts';
import { MONTHS } from './words/calendar.ts';

/** A date in a text, as a civil date, with its position. */
export interface DateIn {
  date: string;
  from: number;
  to: number;
  /** `day` where day and month are written; `dayOnly` and `month` where one of them is missing. */
  precision: 'day' | 'dayOnly' | 'month';
}

const MONTH = `(?:${MONTHS.join('|')})`;
const SOURCES = [
  String.raw`(?<isoYear>20\d\d)-(?<isoMonth>\d\d)-(?<isoDay>\d\d)`,
  String.raw`
    (?<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?<month>${MONTH})
    (?:(?:\s+del?)?,?\s+(?<year>20\d\d))?`,
  String.raw`
    (?<month2>${MONTH})\s+(?<day2>\d{1,2})(?:st|nd|rd|th)?
    (?:,?\s+(?<year2>20\d\d))?(?![:.]?\d)`,
  String.raw`
    (?<day3>\d{1,2})\.\s?(?<month3>\d{1,2})\.
    (?:\s?(?<year3>20\d\d)|(?<shortYear>\d\d)(?![:\d]))?`,
  String.raw`(?<day4>\d{1,2})\/(?<month4>\d{1,2})(?:\/(?<year4>20\d\d|\d\d))?`,
  String.raw`
    (?:the\s+(?<day5>\d{1,2})(?:st|nd|rd|th)(?!\s+(?:of\s+)?${MONTH})
    |(?:am|zum|bis(?:\s+zum)?|ab(?:\s+dem)?|vom)\s+(?<day6>\d{1,2})\.(?!\s?\d|\s+${MONTH})
    |(?:el|al|del)(?:\s+d[ií]a)?\s+(?<day7>\d{1,2})(?!\s+(?:de\s+)?${MONTH})
    (?![\d:.,/]|\s*(?:%|€|h\b|euros)))`,
  String.raw`
    (?:in|im|en|until|till|before|after|bis|nach|vor|ab|hasta|desde|antes de|después de|tras|early
    |late|mid|anfang|mitte|ende|principios de|mediados de|finales de|of|de)\s+
    (?<month8>${MONTH})(?:\s+(?:de\s+)?(?<year8>20\d\d))?(?!\s*\d)`,
].map(joined);
const ANY = new RegExp(`(?<![\\p{L}\\p{N}.])(?:${SOURCES.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
const monthPatterns = MONTHS.map((names) => new RegExp(`^(?:${names})$`, 'iu'));

const monthNumber = (text: string) => monthPatterns.findIndex((names) => names.test(text)) + 1;

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
  year: string | undefined,
  written: Temporal.PlainDate,
): Temporal.PlainDate | null {
  if (year !== undefined) return civil(Number(year.length === 2 ? `20${year}` : year), month, day);
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
 * The dates of a text. A date without a year is the one nearest to the day of writing; a month
 * without a day is its first day. A date such as 3/4 could be in April or in March and is left out.
 * @param written the civil date on which the text was written.
 */
export function datesIn(text: string, written: string): DateIn[] {
  const base = Temporal.PlainDate.from(written);
  const found: DateIn[] = [];
  for (const match of text.matchAll(ANY)) {
    const g = match.groups ?? {};
    const monthName = g.month ?? g.month2;
    let date: Temporal.PlainDate | null = null;
    let precision: DateIn['precision'] = 'day';
    if (g.isoYear) date = civil(Number(g.isoYear), Number(g.isoMonth), Number(g.isoDay));
    else if (monthName)
      date = withYear(Number(g.day ?? g.day2), monthNumber(monthName), g.year ?? g.year2, base);
    else if (g.day3)
      date = withYear(Number(g.day3), Number(g.month3), g.year3 ?? g.shortYear, base);
    else if (g.day4) {
      if (Number(g.day4) > 12) date = withYear(Number(g.day4), Number(g.month4), g.year4, base);
    } else if (g.month8) {
      precision = 'month';
      date = withYear(1, monthNumber(g.month8), g.year8, base.with({ day: 1 }));
    } else {
      precision = 'dayOnly';
      date = nextWithDay(Number(g.day5 ?? g.day6 ?? g.day7), base);
    }
    if (date)
      found.push({
        date: date.toString(),
        from: match.index,
        to: match.index + match[0].length,
        precision,
      });
  }
  return found;
}

/**
 * The date of a next step: “Call Ruth on 3 Dec”. The last one counts, because a step may name the
 * day of what it prepares. Null without a day and a month.
 * @param today the civil date from which a date without a year is counted.
 */
export function stepDate(step: string, today: string): string | null {
  const dates = datesIn(step, today).filter(({ precision }) => precision === 'day');
  return dates.reduce<string | null>(
    (latest, { date }) => (latest === null || date > latest ? date : latest),
    null,
  );
}
