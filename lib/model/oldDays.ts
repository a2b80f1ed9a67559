import { isCalendarDate } from './values.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Fields that contain a day. `or` replaces an invalid one, after a guess where `guess` is set: an
 * invalid day of the CRM counts as unseen.
 */
const DAYS: Readonly<Record<string, { field: string; or: string | null; guess: boolean }>> = {
  commitment: { field: 'due', or: '1970-01-01', guess: true },
  prompt: { field: 'expires', or: null, guess: true },
  dealSnapshot: { field: 'closeDate', or: null, guess: false },
};
export const collectionsWithDays = Object.keys(DAYS);

const two = (value: number) => String(value).padStart(2, '0');

/**
 * The day that an invalid one probably meant: a year of two digits is in this century (0026 is
 * 2026), a month or day that is too high becomes the last one (2026-02-31 is 2026-02-28). Null
 * where the result is not a day from 1970 on.
 */
function nearestDay(text: string): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const y = Number(year) + (Number(year) < 100 ? 2000 : 0);
  const m = Math.min(Math.max(Number(month), 1), 12);
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
  const nearest = `${y}-${two(m)}-${two(Math.min(Math.max(Number(day), 1), last))}`;
  return year !== '' && isCalendarDate(nearest) ? nearest : null;
}

/**
 * Fields of 0.1.0, which checked only a day's format, with a valid day: the nearest one, else none,
 * and 1970-01-01 where the field is required. Null where the fields need no repair.
 */
export function withRealDay(collection: string, fields: Fields): Record<string, unknown> | null {
  const rule = DAYS[collection];
  const value = rule === undefined ? undefined : fields[rule.field];
  if (rule === undefined || typeof value !== 'string' || isCalendarDate(value)) return null;
  const day = (rule.guess ? nearestDay(value) : null) ?? rule.or;
  return { ...fields, [rule.field]: day };
}
