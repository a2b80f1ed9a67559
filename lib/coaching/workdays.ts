import { addDays, dayNumber, daysBetween } from './days.ts';

/** Days off, as they are stored: see `orgCalendar` and `away`. */
export interface CalendarDays {
  /** ISO weekdays, 1 is Monday; empty: every day is a working day. */
  workdays: readonly number[];
  /** Names of the holidays, by civil date. */
  holidays: Readonly<Record<string, string>>;
  /** The last day of each absence, by its first day. */
  away: Readonly<Record<string, string>>;
}

/** Evidence of days off, in the form of signal.ts, whose types depend on this file. */
interface DaysOffEvidence {
  fact: 'daysOff' | 'daysCounted';
  values: ({ type: 'days'; value: number } | { type: 'text'; value: string })[];
}

/**
 * The working days of one person. Engine, cadence and series use this one, so that a day off is a
 * day off everywhere. Dates are civil dates: no time zone moves them.
 */
export interface WorkCalendar {
  isWorkingDay(date: string): boolean;
  isAway(date: string): boolean;
  /** Working days after the earlier date, up to and including the later one. */
  workingDays(a: string, b: string): number;
  /** Days in the same range that are no working days. */
  daysOff(a: string, b: string): number;
  /**
   * The working days as days of usual weeks, which thresholds in days mean: a week of working days
   * is seven days.
   */
  countedDays(a: string, b: string): number;
  /** The date itself on a working day, else the next working day. */
  workingDayFrom(date: string): string;
  /** Counted days after a due date. What is due on a day off is due on the next working day. */
  overdueDays(due: string, day: string): number;
  /** The days off since a date that were not counted, for “Why this?”. */
  evidence(since: string, day: string): DaysOffEvidence[];
}

const WEEK = 7;
/** Days in which a working day is looked for: longer than any absence, then the date itself. */
const HORIZON = 800;
/** The most names of holidays that an explanation lists. */
const MOST_NAMES = 3;

// Day 0 was a Thursday, the fourth day of the ISO week.
const isoWeekday = (day: number) => ((((day + 3) % WEEK) + WEEK) % WEEK) + 1;

/** Days of one ISO weekday in (from, to], as day numbers. */
function weekdaysIn(weekday: number, from: number, to: number): number {
  // The day number of a weekday is a multiple of seven plus this.
  const rest = weekday - 4;
  return Math.floor((to - rest) / WEEK) - Math.floor((from - rest) / WEEK);
}

/** The count of numbers of a sorted list that are at most `most`. */
function countUpTo(sorted: readonly number[], most: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Every day of the absences, as day numbers. */
function awayDays(away: CalendarDays['away']): Set<number> {
  const days = new Set<number>();
  for (const [from, to] of Object.entries(away))
    for (let day = dayNumber(from); day <= dayNumber(to); day++) days.add(day);
  return days;
}

const inOrder = (a: string, b: string): [string, string] => (a <= b ? [a, b] : [b, a]);

export function workCalendar({ workdays, holidays, away }: CalendarDays): WorkCalendar {
  const week = new Set(workdays.length === 0 ? [1, 2, 3, 4, 5, 6, 7] : workdays);
  const absences = awayDays(away);
  const dates = Object.keys(holidays).sort();
  const isInWeek = (day: number) => week.has(isoWeekday(day));
  // Days off that the week does not have anyway, so that they count once.
  const off = new Set([...dates.map(dayNumber), ...absences].filter(isInWeek));
  const sorted = [...off].sort((a, b) => a - b);

  const isWorking = (day: number) => isInWeek(day) && !off.has(day);
  const workingDays = (a: string, b: string) => {
    const [from, to] = inOrder(a, b).map(dayNumber) as [number, number];
    let days = 0;
    for (const weekday of week) days += weekdaysIn(weekday, from, to);
    return days - (countUpTo(sorted, to) - countUpTo(sorted, from));
  };
  const daysOff = (a: string, b: string) => Math.abs(daysBetween(a, b)) - workingDays(a, b);
  const countedDays = (a: string, b: string) => {
    const days = workingDays(a, b);
    return WEEK * Math.floor(days / week.size) + (days % week.size);
  };
  const workingDayFrom = (date: string) => {
    const first = dayNumber(date);
    for (let days = 0; days < HORIZON; days++)
      if (isWorking(first + days)) return addDays(date, days);
    return date;
  };
  return {
    isWorkingDay: (date) => isWorking(dayNumber(date)),
    isAway: (date) => absences.has(dayNumber(date)),
    workingDays,
    daysOff,
    countedDays,
    workingDayFrom,
    overdueDays(due, day) {
      const last = workingDayFrom(due);
      return last < day ? countedDays(last, day) : 0;
    },
    evidence(since, day) {
      const off = daysOff(since, day);
      if (off === 0) return [];
      const names = dates
        .filter((date) => date > since && date <= day && isInWeek(dayNumber(date)))
        .map((date) => ({ type: 'text' as const, value: holidays[date] ?? '' }));
      return [
        {
          fact: 'daysOff',
          values: [{ type: 'days', value: off }, ...names.slice(0, MOST_NAMES)],
        },
        { fact: 'daysCounted', values: [{ type: 'days', value: countedDays(since, day) }] },
      ];
    },
  };
}

/** The first working day after a date. */
export function nextWorkingDay(calendar: WorkCalendar, date: string): string {
  return calendar.workingDayFrom(addDays(date, 1));
}
