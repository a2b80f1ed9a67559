import { browser } from '#imports';
import {
  type DisplayValue,
  dayOf,
  daysBetween,
  type Now,
  type SentencePart,
  sentenceKey,
  shortened,
  type TriggeredSignal,
  type Turned,
  today,
} from '../../lib/coaching/index.ts';
import type { Money } from '../../lib/model/index.ts';
import { language, t, tKey } from './i18n.ts';

/** Formats by their options: making one takes longer than a hundred uses. */
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function formatFor<F extends Intl.NumberFormat | Intl.DateTimeFormat>(
  kind: string,
  options: object,
  make: (language: string) => F,
): F {
  const key = `${kind} ${language()} ${JSON.stringify(options)}`;
  const found = (made.get(key) as F | undefined) ?? make(language());
  made.set(key, found);
  return found;
}

const dates = (options: Intl.DateTimeFormatOptions) =>
  formatFor('date', options, (locale) => new Intl.DateTimeFormat(locale, options));
const numbers = (options: Intl.NumberFormatOptions) =>
  formatFor('number', options, (locale) => new Intl.NumberFormat(locale, options));

/** A calendar date, without its year if that is the current one. */
export function date(value: string, now: Now): string {
  const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
  const isThisYear = value.slice(0, 4) === today(now).slice(0, 4);
  return dates({
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(Date.UTC(year, month - 1, day));
}

/** “in 4 days”, “19 days ago”, “today”. */
export function fromToday(value: string, now: Now): string {
  return inDays(daysBetween(today(now), value));
}

/** The same for a number of days from today, negative for the past. */
function inDays(days: number): string {
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(days, 'day');
}

/** The region of the browser's language, whose people write their own currency with a bare sign. */
function ownRegion(): string | undefined {
  return new Intl.Locale(browser.i18n.getUILanguage()).maximize().region;
}

/** Several dates of which one is meant: “12 Mar or 3 Dec”. */
export function eitherDate(values: readonly string[], now: Now): string {
  const list = new Intl.ListFormat(language(), { type: 'disjunction' });
  return list.format(values.map((value) => date(value, now)));
}

/**
 * An amount with its currency. Two dollars differ: “$” alone is the American one, and only for
 * people in America. A sign of an unknown currency stays as the CRM shows it.
 */
export function money(value: Money): string {
  const digits = Number.isInteger(value.amount) ? 0 : 2;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  if (value.currency === null) return `${value.sign ?? ''}${numbers(options).format(value.amount)}`;
  try {
    const format = numbers({
      ...options,
      style: 'currency',
      currency: value.currency,
    });
    const isForeign = value.currency === 'USD' && ownRegion() !== 'US';
    const parts = format.formatToParts(value.amount);
    const sign = ({ type, value: text }: Intl.NumberFormatPart) =>
      type === 'currency' && text === '$' && isForeign ? 'US$' : text;
    return parts.map(sign).join('');
  } catch {
    // The browser does not know this currency.
    return `${numbers(options).format(value.amount)} ${value.currency}`;
  }
}

/** A calendar quarter, stored as 2026-Q4. */
export function quarter(period: string): string {
  const [year = '', number = ''] = period.split('-Q');
  return t('unit.quarter', [number, year]);
}

/** The time of day for today, else the date. Empty for a number that is not a valid instant. */
export function moment(ms: number, now: Now): string {
  if (Number.isNaN(new Date(ms).getTime())) return '';
  const day = dayOf(ms, now.timeZone);
  if (day === today(now)) return dates({ timeStyle: 'short', timeZone: now.timeZone }).format(ms);
  return date(day, now);
}

/** A value of a question or its evidence in the reader's language. */
export function valueText(value: DisplayValue, now: Now): string {
  if (value.type === 'date') return date(value.value, now);
  if (value.type === 'money') return money(value.value);
  if (value.type === 'days') return t('unit.days', value.value);
  if (value.type === 'daysAgo') return inDays(-value.value);
  if (value.type === 'businessDays') return t('unit.businessDays', value.value);
  if (value.type === 'percent') return t('unit.percent', [String(value.value)]);
  if (value.type === 'count') return count(value.value);
  if (value.type === 'element') return tKey(`element.${value.value}`);
  if (value.type === 'signal') return tKey(`signals.${value.value}.name`);
  return value.value;
}

/**
 * A sentence of a shipped question. Texts inserted into it lose their own full stop, and what a
 * side is asked has only the start of a long one.
 */
export function signalText(item: Turned<TriggeredSignal>, part: SentencePart, now: Now): string {
  return tKey(
    sentenceKey(item, part),
    (item.values ?? []).map((value) => {
      const text = valueText(value, now);
      if (value.type !== 'text') return text;
      const bare = text.replace(/(?<=\p{L}{2})\.$/u, '');
      return part === 'because' ? bare : shortened(bare);
    }),
  );
}

/** A number in the person's language. */
export function count(value: number, options: Intl.NumberFormatOptions = {}): string {
  return numbers(options).format(value);
}

const MEGABYTE = 1e6;
const GIGABYTE = 1e9;

/** A size of stored data: “0.4 MB”, “75 GB”. */
export function size(bytes: number): string {
  const isLarge = bytes >= GIGABYTE;
  const value = bytes / (isLarge ? GIGABYTE : MEGABYTE);
  return count(value, {
    style: 'unit',
    unit: isLarge ? 'gigabyte' : 'megabyte',
    maximumFractionDigits: value < 10 ? 1 : 0,
  });
}

/** The first grapheme: a letter with its accents, or a whole emoji. */
function firstLetter(word: string): string {
  const segments = new Intl.Segmenter(language(), { granularity: 'grapheme' }).segment(word);
  return segments[Symbol.iterator]().next().value?.segment ?? '';
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const first = firstLetter(words[0] ?? '?');
  const last = words.length > 1 ? firstLetter(words.at(-1) ?? '') : '';
  return `${first}${last}`.toLocaleUpperCase(language());
}

export function firstName(name: string): string {
  return name.split(/\s+/)[0] ?? name;
}
