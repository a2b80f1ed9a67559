import { readFileSync } from 'node:fs';
import type { DisplayValue, TriggeredSignal } from '../../lib/coaching/index.ts';
import { sentenceKey, shortened } from '../../lib/coaching/index.ts';

const locale: unknown = JSON.parse(readFileSync('locales/en.json', 'utf8'));

/** The English text of a locale key. */
export const say = (key: string): string =>
  key
    .split('.')
    .reduce((tree: unknown, part) => (tree as Record<string, unknown>)[part], locale) as string;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function words(value: DisplayValue): string {
  if (value.type === 'date') {
    const [year, month, date] = value.value.split('-').map(Number);
    const text = `${date} ${MONTHS[(month ?? 1) - 1]}`;
    return year === 2026 ? text : `${text} ${year}`;
  }
  if (value.type === 'days') return `${value.value} days`;
  if (value.type === 'businessDays') return `${value.value} working days`;
  if (value.type === 'element') return say(`element.${value.value}`);
  if (value.type === 'signal') return say(`signals.${value.value}.name`);
  return String(typeof value.value === 'object' ? value.value.amount : value.value);
}

/** A question in the words that a person reads. */
export function question(item: TriggeredSignal, side: 'rep' | 'manager'): string {
  const values = item.values ?? [];
  return say(sentenceKey(item, side)).replace(/\$(\d)/g, (_, place: string) => {
    const value = values[Number(place) - 1];
    if (!value) return '';
    return value.type === 'text' ? shortened(words(value)) : words(value);
  });
}
