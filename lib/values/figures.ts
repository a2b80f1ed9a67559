import type { Temporal } from 'temporal-polyfill';
import { civilDate, type Era } from './calendars.ts';
import { type DateOrder, figureOrders, monthIsLast, type Weekdays } from './names.ts';

/** One of several dates that a text can be, with the order of day, month and year that gives it. */
export interface DateReading {
  order: DateOrder;
  date: string;
}

/** The dates that figures can be. `rest` is the text after them. */
export interface Figures {
  readings: readonly DateReading[];
  /** The order that evidence names for these figures, or null. */
  known: DateOrder | null;
  rest: string;
}

export interface FiguresContext {
  /** BCP 47 tag of the formats that the CRM uses for this person, or null. */
  locale: string | null;
  /** The order that other evidence shows. */
  order: DateOrder | null;
  tags: readonly (string | null)[];
  era: Era | null;
  today: Temporal.PlainDate;
}

const YEAR_FIRST = /^(\d{3,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)\.?(.*)$/su;
const YEAR_LAST = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{2,4})(?!\d)\.?(.*)$/su;
/** `2026年12月24日`, `2026년 12월 24일` */
const CHARACTERS = /^(\d{1,4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?(.*)$/su;

function yearFirst(text: string, context: FiguresContext): Figures | null {
  const characters = CHARACTERS.exec(text);
  const match = characters ?? YEAR_FIRST.exec(text);
  if (!match) return null;
  const parts = characters ? match.slice(1) : [match[1], ...match.slice(3)];
  const [year = '', month = '', day = '', rest = ''] = parts;
  const date = civilDate(year, Number(month), Number(day), context);
  // A year of two digits can be one of an era that the text does not name.
  if (characters && year.length < 3 && context.era === null) return null;
  const swapped = civilDate(year, Number(day), Number(month), context);
  const isOtherOrder = [context.locale, ...context.tags].some(monthIsLast);
  if (isOtherOrder && swapped !== null && swapped !== date) return null;
  return date === null ? null : { readings: [{ order: 'ymd', date }], known: 'ymd', rest };
}

/** The orders that a text of three short figures can have. */
function possibleOrders(sign: string, isShort: boolean, isSpaced: boolean): DateOrder[] {
  // Dates with points never have the month first; a year before them is followed by a space.
  if (sign === '.') return isShort && isSpaced ? ['dmy', 'ymd'] : ['dmy'];
  return isShort ? ['dmy', 'mdy', 'ymd'] : ['dmy', 'mdy'];
}

/** The dates that a text of figures can be; null for other texts. */
export function readFigures(
  text: string,
  weekdays: Weekdays | null,
  context: FiguresContext,
): Figures | null {
  const first = yearFirst(text, context);
  if (first) return first;
  const match = YEAR_LAST.exec(text);
  if (!match) return null;
  const [, a = '', sign = '', b = '', c = '', rest = ''] = match;
  const dateOf = (order: DateOrder) => {
    if (order === 'dmy') return civilDate(c, Number(b), Number(a), context);
    if (order === 'mdy') return civilDate(c, Number(a), Number(b), context);
    return civilDate(a, Number(b), Number(c), context);
  };
  const isShort = c.length === 2;
  const orders = possibleOrders(sign, isShort, /^\d+\s?\.\s/.test(text));
  const ofLocale = figureOrders(context.locale).get(sign);
  const known = context.order ?? ofLocale ?? null;
  if (known !== null && !orders.includes(known) && isShort) orders.push(known);
  const readings = orders.flatMap((order): DateReading[] => {
    const date = dateOf(order);
    return date === null ? [] : [{ order, date }];
  });
  const fitting = weekdays === null ? [] : readings.filter(({ date }) => isOn(date, weekdays));
  const kept = fitting.length > 0 ? fitting : readings;
  return kept.length === 0 ? null : { readings: kept, known, rest };
}

/** True where a date is on one of the weekdays. */
export function isOn(date: string, weekdays: Weekdays): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekdays.has(day === 0 ? 7 : day);
}
