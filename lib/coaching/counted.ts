import { DAY_MS, dayOf, daysSince } from './days.ts';
import type { DealFacts } from './facts.ts';
import type { Evidence } from './signal.ts';

// Waiting in days that count. Without a calendar every civil day does (docs/decisions/calendar.md).
// The calendar itself is loaded only where somebody entered days off.

/** Days since a moment that count. */
export function countedSince(ms: number, { now, day, calendar }: DealFacts): number {
  return calendar ? calendar.countedDays(dayOf(ms, now.timeZone), day) : daysSince(ms, now);
}

/** Time between two moments without the days off in between, ms. */
export function workedMs(from: number, to: number, { now, calendar }: DealFacts): number {
  const off = calendar?.daysOff(dayOf(from, now.timeZone), dayOf(to, now.timeZone)) ?? 0;
  return Math.max(0, to - from - off * DAY_MS);
}

/**
 * Days after a due date that count.
 * @param civil all days since then; 0 or less when it is not past.
 */
export function overdueDays(due: string, { day, calendar }: DealFacts, civil: number): number {
  return calendar ? calendar.overdueDays(due, day) : civil;
}

/** The days off since a date that were not counted, for “Why this?”. */
export function daysOffEvidence(since: string, { day, calendar }: DealFacts): Evidence[] {
  return calendar?.evidence(since, day) ?? [];
}
