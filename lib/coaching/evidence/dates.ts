import type { WrittenDate } from '../../model/index.ts';
import { joinLines } from './phrases.ts';
import { MONTHS } from './words/calendar.ts';

/** A date in a text with its position. */
interface DateIn {
  date: WrittenDate;
  from: number;
  to: number;
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
  String.raw`(?:kw|cw|week|wk|woche|semana|sem\.?)\s?(?<week>[1-5]?\d)`,
].map(joinLines);
const ANY = new RegExp(`(?<![\\p{L}\\p{N}.])(?:${SOURCES.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
const monthPatterns = MONTHS.map((names) => new RegExp(`^(?:${names})$`, 'iu'));

const monthNumber = (text: string) => monthPatterns.findIndex((names) => names.test(text)) + 1;

/** A year with two digits is of this century. */
const yearOf = (text: string | undefined) =>
  text === undefined ? null : Number(text.length === 2 ? `20${text}` : text);
const numberOf = (text: string | undefined) => (text === undefined ? null : Number(text));

/** Days before each month, without a leap day. */
const BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** About the last day of a week of the year: its days differ by year, which is not known. */
function lastDayOf(week: number): WrittenDate | null {
  const days = Math.min(365, week * 7);
  const month = BEFORE_MONTH.findLastIndex((before) => before < days);
  return week < 1 || week > 53
    ? null
    : { day: days - (BEFORE_MONTH[month] ?? 0), month: month + 1, year: null };
}

/** A date such as 13/11 or 11/13: the number over 12 is the day. */
function slashDate(one: number, other: number, year: number | null): WrittenDate | null {
  if (one > 12) return { day: one, month: other, year };
  return other > 12 ? { day: other, month: one, year } : null;
}

/** The date of a match; null where its parts could be in either order. */
function dateOf(g: Record<string, string | undefined>): WrittenDate | null {
  const name = g.month ?? g.month2;
  if (g.isoYear)
    return { day: numberOf(g.isoDay), month: numberOf(g.isoMonth), year: numberOf(g.isoYear) };
  if (name)
    return {
      day: numberOf(g.day ?? g.day2),
      month: monthNumber(name),
      year: yearOf(g.year ?? g.year2),
    };
  if (g.day3)
    return { day: Number(g.day3), month: numberOf(g.month3), year: yearOf(g.year3 ?? g.shortYear) };
  if (g.day4) return slashDate(Number(g.day4), Number(g.month4), yearOf(g.year4));
  if (g.week) return lastDayOf(Number(g.week));
  if (g.month8) return { day: null, month: monthNumber(g.month8), year: yearOf(g.year8) };
  return { day: numberOf(g.day5 ?? g.day6 ?? g.day7), month: null, year: null };
}

/**
 * The dates of a text, as written. A date such as 3/4 could be in April or in March and is left
 * out.
 */
export function datesIn(text: string): DateIn[] {
  return [...text.matchAll(ANY)].flatMap((match) => {
    const date = dateOf(match.groups ?? {});
    return date ? [{ date, from: match.index, to: match.index + match[0].length }] : [];
  });
}

/** The dates of a next step that have a day and a month. */
export function stepDates(step: string): WrittenDate[] {
  return datesIn(step)
    .map(({ date }) => date)
    .filter(({ day, month }) => day !== null && month !== null);
}
