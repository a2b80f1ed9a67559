import { isCalendarDate } from './values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Fields that hold a day. A day of the CRM's own that is none was not seen. */
const DAYS: Readonly<Record<string, { field: string; or: string | null; guess: boolean }>> = {
  commitment: { field: 'due', or: '1970-01-01', guess: true },
  prompt: { field: 'expires', or: null, guess: true },
  dealSnapshot: { field: 'closeDate', or: null, guess: false },
};
export const collectionsWithDays = Object.keys(DAYS);

const two = (value: number) => String(value).padStart(2, '0');

/**
 * The day that was meant by one that is in no calendar: a year of two figures is of this century
 * (0026 is 2026), a month or day that is too high is the last one (2026-02-31 is 2026-02-28).
 * Null where that leads to no day from 1970 on.
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
 * Fields of 0.1.0, which looked at a day's form alone, with a day that rows may hold today: the
 * nearest, else none, and 1970-01-01 where there has to be one. Null where there is nothing to mend.
 */
export function withRealDay(collection: string, fields: Fields): Record<string, unknown> | null {
  const rule = DAYS[collection];
  const value = rule === undefined ? undefined : fields[rule.field];
  if (rule === undefined || typeof value !== 'string' || isCalendarDate(value)) return null;
  const day = (rule.guess ? nearestDay(value) : null) ?? rule.or;
  return { ...fields, [rule.field]: day };
}
