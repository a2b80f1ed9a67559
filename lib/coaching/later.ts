import type { Activity } from '../model/index.ts';
import { addDays, dayOf, daysBetween, type Now, nextMonday, today } from './days.ts';
import { LONGEST_LATER } from './outcomes.ts';

/** A day that *Later* offers. */
export interface LaterDay {
  id: 'tomorrow' | 'monday' | 'afterMeeting';
  /** The civil day on which the question returns. */
  until: string;
  /** The civil day of the meeting, for `afterMeeting`. */
  meeting: string | null;
}

/**
 * The days that *Later* offers: tomorrow, next Monday, and the day after the next meeting where
 * one is known ahead; no day twice.
 */
export function laterDays(activities: readonly Activity[], now: Now): LaterDay[] {
  const day = today(now);
  const meetings = activities
    .filter((item) => item.kind === 'meeting' && item.state === 'open')
    .map(({ at, due }) => (at === null ? due : dayOf(at, now.timeZone)))
    .filter((date) => date !== null)
    .filter((date) => daysBetween(day, date) >= 0 && daysBetween(day, date) < LONGEST_LATER)
    .sort();
  const [meeting = null] = meetings;
  const offered: LaterDay[] = [
    { id: 'tomorrow', until: addDays(day, 1), meeting: null },
    { id: 'monday', until: nextMonday(day), meeting: null },
    ...(meeting === null
      ? []
      : [{ id: 'afterMeeting' as const, until: addDays(meeting, 1), meeting }]),
  ];
  const isFirst = ({ until }: LaterDay, index: number) =>
    offered.findIndex((other) => other.until === until) === index;
  return offered.filter(isFirst);
}
