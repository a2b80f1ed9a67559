import type { Temporal } from 'temporal-polyfill';
import type { Sample } from '../model/index.ts';
import { civilDate, type Era } from './calendars.ts';
import { type DateOrder, figureOrders, monthIsLast, type Weekdays } from './names.ts';

/** One of several dates that a text can be, with the order of day, month and year that gives it. */
export interface DateReading {
  /** Null where the readings differ in their year. */
  order: DateOrder | null;
  date: string;
}

/** The dates that figures can be. `rest` is the text after them. */
export interface Figures {
  readings: readonly DateReading[];
  /** The order that evidence names for these figures, or null. */
  known: DateOrder | null;
  rest: string;
}

/** An order by the sign between figures; null for a sign with which a page writes two. */
export type PageOrders = ReadonlyMap<string, DateOrder | null>;

export interface FiguresContext {
  /** BCP 47 tag of the formats that the CRM uses for this person, or null. */
  locale: string | null;
  /** The order that the CRM's settings or a person's answer name. */
  order: DateOrder | null;
  /** The orders that dates of the page show, by the sign between their figures. */
  orders: PageOrders;
  /** ISO dates that belong to the text. */
  stamps: readonly string[];
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

/** The order that all evidence agrees on; null without evidence, and where it disagrees. */
function provenOrder(sign: string, { order, orders, locale }: FiguresContext): DateOrder | null {
  const ofPage = orders.get(sign);
  if (ofPage === null) return null;
  const ofCrm = order ?? figureOrders(locale).get(sign) ?? null;
  if (ofCrm !== null && ofPage !== undefined && ofCrm !== ofPage) return null;
  return ofCrm ?? ofPage ?? null;
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
  if (c.length === 2 && [context.locale, ...context.tags].some(monthIsLast)) return null;
  const orders: DateOrder[] = c.length === 2 ? ['dmy', 'mdy', 'ymd'] : ['dmy', 'mdy'];
  const known = provenOrder(sign, context);
  const readings = orders.flatMap((order): DateReading[] => {
    const date = dateOf(order);
    return date === null ? [] : [{ order, date }];
  });
  const fits = ({ date }: DateReading) =>
    context.stamps.includes(date) || (weekdays !== null && isOn(date, weekdays));
  const fitting = readings.filter(fits);
  const kept = fitting.length > 0 ? fitting : readings;
  return kept.length === 0 ? null : { readings: kept, known, rest };
}

/** True where a date is on one of the weekdays. */
export function isOn(date: string, weekdays: Weekdays): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekdays.has(day === 0 ? 7 : day);
}

/**
 * The orders of day and month that a page's own dates prove, by the sign between the figures: a day
 * over 12, or an ISO date of the same element.
 */
export function pageOrders(
  samples: readonly (Pick<Sample, 'text'> & Partial<Sample>)[],
): PageOrders {
  const orders = new Map<string, DateOrder | null>();
  for (const { text, iso } of samples) {
    const match = /^(?:[^\d]*\s)?(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.-])/u.exec(text);
    if (!match) continue;
    const [, a = '', sign = '', b = '', c = ''] = match;
    const [first, second] = [Number(a), Number(b)];
    const [, month, day] = /^(\d{4}-\d{2}-\d{2})/.test(iso ?? '')
      ? (iso ?? '').slice(0, 10).split('-').map(Number)
      : [];
    const found: DateOrder[] = [];
    // Of a year with two digits, only a stamp or a figure over 31 tells where it is.
    const isDmy =
      month === undefined ? first > 12 && second <= 12 : first === day && second === month;
    const isMdy =
      month === undefined ? second > 12 && first <= 12 : second === day && first === month;
    if (isDmy && (first <= 31 || month !== undefined)) found.push('dmy');
    if (isMdy && second <= 31) found.push('mdy');
    const isYearFirst = c.length === 2 && second <= 12 && Number(c) <= 31;
    if (found.length !== 1 || (found[0] === 'dmy' && isYearFirst && month === undefined)) continue;
    const order = found[0] ?? null;
    orders.set(sign, orders.has(sign) && orders.get(sign) !== order ? null : order);
  }
  return orders;
}
