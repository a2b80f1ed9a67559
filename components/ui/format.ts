import {
  dayOf,
  daysBetween,
  type Now,
  type Part,
  type Shown,
  sentenceKey,
  type TriggeredSignal,
  today,
} from '../../lib/coaching/index.ts';
import type { Money } from '../../lib/model/index.ts';
import { language, t, tKey } from './i18n.ts';

/** A civil date, with its year only when that is not this year. */
export function date(value: string, now: Now): string {
  const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
  const same = value.slice(0, 4) === today(now).slice(0, 4);
  return new Intl.DateTimeFormat(language(), {
    day: 'numeric',
    month: 'short',
    ...(same ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(Date.UTC(year, month - 1, day));
}

/** “in 4 days”, “19 days ago”, “today”. */
export function fromToday(value: string, now: Now): string {
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(
    daysBetween(today(now), value),
    'day',
  );
}

export function money(value: Money): string {
  const digits = Number.isInteger(value.amount) ? 0 : 2;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  if (value.currency === null)
    return new Intl.NumberFormat(language(), options).format(value.amount);
  try {
    return new Intl.NumberFormat(language(), {
      ...options,
      style: 'currency',
      currency: value.currency,
      currencyDisplay: 'narrowSymbol',
    }).format(value.amount);
  } catch {
    return `${new Intl.NumberFormat(language(), options).format(value.amount)} ${value.currency}`; // no currency that the browser knows
  }
}

/** Time of day for today, else the date. Empty for a number that is no moment. */
export function moment(ms: number, now: Now): string {
  if (Number.isNaN(new Date(ms).getTime())) return '';
  const day = dayOf(ms, now.timeZone);
  if (day === today(now))
    return new Intl.DateTimeFormat(language(), {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: now.timeZone,
    }).format(ms);
  return date(day, now);
}

/** A value of an explanation in the reader's language. */
export function shown(value: Shown, now: Now): string {
  if (value.type === 'date') return date(value.value, now);
  if (value.type === 'money') return money(value.value);
  if (value.type === 'days') return t('unit.days', value.value);
  if (value.type === 'businessDays') return t('unit.businessDays', value.value);
  if (value.type === 'percent') return t('unit.percent', [String(value.value)]);
  if (value.type === 'count') return count(value.value);
  if (value.type === 'element') return tKey(`element.${value.value}`);
  if (value.type === 'signal') return tKey(`signals.${value.value}.name`);
  return value.value;
}

/** A sentence of a shipped question. What it quotes is inside it, so it stands there without its full stop. */
export function signalText(item: TriggeredSignal, part: Part, now: Now): string {
  return tKey(
    sentenceKey(item, part),
    (item.words ?? []).map((word) => {
      const text = shown(word, now);
      return word.type === 'text' ? text.replace(/(?<=\p{L}{2})\.$/u, '') : text;
    }),
  );
}

/** A number in the language of the person. */
export function count(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(language(), options).format(value);
}

/** What a person takes for one letter: with its accents, and an emoji whole. */
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
