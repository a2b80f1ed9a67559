import { type DateFormat, parseInstant } from '../values/index.ts';

const DAY_MS = 86_400_000;

/** The civil date of a moment in a zone. */
export function dayIn(ms: number, timeZone: string): string {
  // Swedish writes ISO dates.
  return new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone }).format(ms);
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
