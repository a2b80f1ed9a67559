import type { Temporal } from 'temporal-polyfill';
import type { Read } from './dateFormat.ts';
import { daysFromToday, plain, relativeDays } from './names.ts';

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

/** “yesterday, 14:30”: the words, and the time where there is one. */
const WORDS_AND_TIME = /^(.*?)(?:,?\s+(?:(?:at|um|a las?)\s+)?(\d{1,2}[:.]\d.*))?$/su;

/** A day relative to today: “yesterday”, “in 3 days”, with the time where there is one. */
export function readRelative(
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
