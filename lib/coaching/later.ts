import type { Activity } from '../model/index.ts';
import { addDays, dayOf, daysBetween, type Now, nextMonday, today } from './days.ts';
import { LONGEST_LATER } from './outcomes.ts';
import { nextWorkingDay, type WorkCalendar } from './workdays.ts';

/** A day that *Later* offers. */
export interface LaterDay {
  /**
   * `workday`: the next working day, where that is not tomorrow. `laterMonday`: the first Monday on
   * which the person works, where that is not the next one.
   */
  id: 'tomorrow' | 'workday' | 'monday' | 'laterMonday' | 'afterMeeting';
  /** The civil day on which the question returns. */
  until: string;
  /** The civil day that its label names: that of the meeting, or `until` itself; null for none. */
  named: string | null;
}

/** Of two labels for one day the earlier one of this list is shown. */
const PRECEDENCE: readonly LaterDay['id'][] = [
  'tomorrow',
  'monday',
  'laterMonday',
  'workday',
  'afterMeeting',
];
const WEEK = 7;

function tomorrowOf(day: string, calendar: WorkCalendar | null): LaterDay {
  const tomorrow = addDays(day, 1);
  const until = calendar ? nextWorkingDay(calendar, day) : tomorrow;
  return until === tomorrow
    ? { id: 'tomorrow', until, named: null }
    : { id: 'workday', until, named: until };
}

/** The first Monday on which the person works; null where there is none in time. */
function mondayOf(day: string, calendar: WorkCalendar | null): LaterDay | null {
  const next = nextMonday(day);
  for (let until = next; daysBetween(day, until) <= LONGEST_LATER; until = addDays(until, WEEK)) {
    if (calendar && !calendar.isWorkingDay(until)) continue;
    return until === next
      ? { id: 'monday', until, named: null }
      : { id: 'laterMonday', until, named: until };
  }
  return null;
}

function afterMeetingOf(
  activities: readonly Activity[],
  now: Now,
  calendar: WorkCalendar | null,
): LaterDay | null {
  const day = today(now);
  const [meeting] = activities
    .filter((item) => item.kind === 'meeting' && item.state === 'open')
    .map(({ at, due }) => (at === null ? due : dayOf(at, now.timeZone)))
    .filter((date) => date !== null)
    .filter((date) => daysBetween(day, date) >= 0 && daysBetween(day, date) < LONGEST_LATER)
    .sort();
  if (meeting === undefined) return null;
  const until = calendar ? nextWorkingDay(calendar, meeting) : addDays(meeting, 1);
  return { id: 'afterMeeting', until, named: meeting };
}

/**
 * The days that *Later* offers: tomorrow, next Monday, and the day after the next meeting where
 * one is known ahead; no day twice. With a calendar each is a day on which the person works.
 * @param calendar of the person who chooses; null where nobody entered any days off.
 */
export function laterDays(
  activities: readonly Activity[],
  now: Now,
  calendar: WorkCalendar | null,
): LaterDay[] {
  const day = today(now);
  const offered = [
    tomorrowOf(day, calendar),
    mondayOf(day, calendar),
    afterMeetingOf(activities, now, calendar),
  ].filter(
    (item): item is LaterDay => item !== null && daysBetween(day, item.until) <= LONGEST_LATER,
  );
  const place = ({ id }: LaterDay) => PRECEDENCE.indexOf(id);
  const list = offered.filter((item) =>
    offered.every((other) => other.until !== item.until || place(other) >= place(item)),
  );
  // Somebody who is away for longer than a question can wait is asked as if there were no calendar.
  return list.length > 0 ? list : [tomorrowOf(day, null)];
}
