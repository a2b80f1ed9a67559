import type { RampStep } from '../model/index.ts';
import { addDays, daysBetween } from './days.ts';

/** Weeks of the milestones that a new plan starts with. */
export const STARTING_WEEKS = [1, 2, 4, 8] as const;

/** The last day of a week of the plan. The first week begins on the first day. */
export function endOfWeek(firstDay: string, week: number): string {
  return addDays(firstDay, Math.max(1, week) * 7 - 1);
}

/** The week of the plan on a day, from 1; null before the first day. */
export function weekOn(firstDay: string, day: string): number | null {
  const days = daysBetween(firstDay, day);
  return days < 0 ? null : Math.floor(days / 7) + 1;
}

/** The milestones by week, without removed ones. */
export function milestonesOf<T extends { fields: Pick<RampStep, 'text' | 'week' | 'step'> }>(
  steps: readonly T[],
): T[] {
  return steps
    .filter(({ fields }) => fields.text !== '' && fields.week > 0)
    .toSorted((a, b) => a.fields.week - b.fields.week || (a.fields.step < b.fields.step ? -1 : 1));
}
