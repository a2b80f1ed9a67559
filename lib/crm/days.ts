import { type DateFormat, parseDate, parseInstant } from '../values/index.ts';

const DAY_MS = 86_400_000;

/** The civil date of a moment in a zone. */
export function dayIn(ms: number, timeZone: string): string {
  // Swedish writes ISO dates.
  return new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone }).format(ms);
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIMED = /^(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(.*)$/i;

/**
 * A civil date of an API, as it is written. Some CRMs store a date as midnight, in UTC or in the
 * person's zone: a midnight as it is written stays on its day. Null for a text that is not certain.
 */
export function civilDay(text: string | null | undefined, format: DateFormat): string | null {
  if (!text) return null;
  if (ISO_DAY.test(text)) {
    const ms = Date.parse(`${text}T00:00:00Z`);
    const isDay = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
    return isDay ? text : null;
  }
  const [, date, time, rest = ''] = TIMED.exec(text.trim()) ?? [];
  if (date === undefined || time === undefined) {
    const read = parseDate(text, format);
    return read?.sure ? read.date : null;
  }
  const hasOffset = /z$|[+-]\d{2}:?\d{2}$/i.test(rest);
  if (!hasOffset || /^[0:.]+$/.test(time)) return date;
  const ms = parseInstant(text, format);
  return ms === null ? null : dayIn(ms, format.timeZone);
}

/** The day on which something is due: a moment is due on its day in the person's zone. */
export function dueDay(text: string | null | undefined, format: DateFormat): string | null {
  if (!text || !TIMED.test(text.trim())) return civilDay(text, format);
  const ms = parseInstant(text, format);
  return ms === null ? null : dayIn(ms, format.timeZone);
}

/**
 * The day that the CRM itself shows for a moment, in the person's zone there: no other zone has to
 * be known. The day of a moment is one of three, and their figures differ in every format.
 */
export function shownDay(
  shown: string | null | undefined,
  moment: string | null | undefined,
  format: DateFormat,
): string | null {
  const ms = moment ? parseInstant(moment, format) : null;
  if (!shown || ms === null) return null;
  const figures = (shown.normalize('NFKC').match(/\d+/g) ?? []).map(Number);
  const days = [-1, 0, 1].map((days) => dayIn(ms + days * DAY_MS, 'UTC'));
  const fitting = days.filter((date) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    const [a, b, c] = figures;
    const first = [a, b, c].map((figure) => (figure === year ? year % 100 : figure));
    return [year % 100, month, day].sort().join() === first.sort().join();
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
