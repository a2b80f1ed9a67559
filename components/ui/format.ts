import { dayOf, daysBetween, type Now, type Shown, today } from '../../lib/coaching/index.ts';
import type { Money } from '../../lib/model/index.ts';
import { language, t, tKey } from './words.ts';

/** A civil date, with its year only when that is not this year. */
export function date(value: string, now: Now): string {
  const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
  const same = value.slice(0, 4) === today(now).slice(0, 4);
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', ...(same ? {} : { year: 'numeric' }), timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day));
}

/** “in 4 days”, “19 days ago”, “today”. */
export function fromToday(value: string, now: Now): string {
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(daysBetween(today(now), value), 'day');
}

export function money(value: Money): string {
  const digits = Number.isInteger(value.amount) ? 0 : 2;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  if (value.currency === null) return new Intl.NumberFormat(language(), options).format(value.amount);
  try {
    return new Intl.NumberFormat(language(), { ...options, style: 'currency', currency: value.currency, currencyDisplay: 'narrowSymbol' }).format(value.amount);
  } catch {
    return `${new Intl.NumberFormat(language(), options).format(value.amount)} ${value.currency}`; // no currency that the browser knows
  }
}

/** Time of day for today, else the date. Empty for a number that is no moment. */
export function moment(ms: number, now: Now): string {
  if (Number.isNaN(new Date(ms).getTime())) return '';
  const day = dayOf(ms, now.timeZone);
  if (day !== today(now)) return date(day, now);
  return new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit', timeZone: now.timeZone }).format(ms);
}

/** A value of an explanation in the reader's language. */
export function shown(value: Shown, now: Now): string {
  if (value.type === 'date') return date(value.value, now);
  if (value.type === 'money') return money(value.value);
  if (value.type === 'days') return t('unit.days', value.value);
  if (value.type === 'percent') return t('unit.percent', [String(value.value)]);
  if (value.type === 'count') return new Intl.NumberFormat(language()).format(value.value);
  if (value.type === 'element') return tKey(`element.${value.value}`);
  if (value.type === 'signal') return tKey(`signals.${value.value}.name`);
  return value.value;
}

const letters = new Intl.Segmenter();
/** What a reader takes for one letter: an accent or the second half of a sign outside the first plane belongs to it. */
const firstLetter = (word: string) => letters.segment(word)[Symbol.iterator]().next().value?.segment ?? '';

export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const [first = '?', last] = words.length > 1 ? [words[0], words.at(-1)] : words;
  return `${firstLetter(first)}${firstLetter(last ?? '')}`.toUpperCase();
}

export function firstName(name: string): string {
  return name.split(/\s+/)[0] ?? name;
}
