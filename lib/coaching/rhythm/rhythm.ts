import type { Cadence } from '../../model/index.ts';
import { addDays, dayOf, type Now } from '../days.ts';
import { endOf, mondayOf, type Period, periodOf } from './periods.ts';
import { instantOf, isZone, localTime } from './zone.ts';

/** When a pair meets. */
export interface Rhythm {
  every: Cadence;
  /** ISO weekday, 1 is Monday. */
  weekday: number;
  /** HH:MM in the rhythm's zone. */
  time: string;
  minutes: number;
  timeZone: string;
  /** Which of two weeks has the one-on-one of a rhythm of two weeks, 0 or 1. */
  phase: number;
}

/** What people decided about one one-on-one. */
export interface Arranged {
  slot: string;
  /** `YYYY-MM-DDTHH:MM`, where it was moved or arranged; null for the time of the rhythm. */
  to: string | null;
  state: 'open' | 'skipped' | 'finished';
}

/** A one-on-one that is going to take place. */
export interface Appointment {
  slot: string;
  /** Civil date and time in the rhythm's zone. */
  date: string;
  time: string;
  ms: number;
  /** `moved` by a person; `shifted` from the usual weekday because somebody is off that day. */
  why: 'usual' | 'shifted' | 'moved';
}

/** True for a date on which both people work. */
export type IsFree = (date: string) => boolean;

/** Fields of a rhythm for people who chose nothing. */
const USUAL = { every: 'week', minutes: 30, phase: 0 } as const;
const TIMES = [
  ...(['10:00', '14:00', '11:00', '15:00', '10:30', '14:30', '11:30', '15:30'] as const),
  ...(['09:00', '16:00', '09:30', '16:30', '13:00', '13:30', '12:00', '12:30'] as const),
] as const;
const WEEKDAYS = [1, 2, 3, 4, 5];

/**
 * The rhythm of a pair that chose nothing: weekly, in the middle of the working week. Up to 48
 * people of one team get different times. Those of two teams of one manager may get the same: the
 * device of a rep does not know the other team.
 * @param place of the rep among the people of the team, in the order of their ids.
 */
export function usualRhythm(place: number, workdays: readonly number[], timeZone: string): Rhythm {
  const week = (workdays.length > 0 ? workdays : WEEKDAYS).toSorted((a, b) => a - b);
  const middle = week.length > 2 ? week.slice(1, -1) : week;
  const index = Math.max(0, place);
  const time = TIMES[Math.floor(index / middle.length) % TIMES.length] ?? TIMES[0];
  return { ...USUAL, weekday: middle[index % middle.length] ?? 2, time, timeZone };
}

/** A rhythm whose zone this device knows. */
const inKnownZone = (rhythm: Rhythm, other: string): string =>
  isZone(rhythm.timeZone) ? rhythm.timeZone : other;

/** The day of a week on which both work: the usual one, else a later one, else an earlier one. */
function freeDay(monday: string, weekday: number, isFree: IsFree): string | null {
  const later = Array.from({ length: 8 - weekday }, (_, index) => weekday + index);
  const earlier = Array.from({ length: weekday - 1 }, (_, index) => weekday - 1 - index);
  const days = [...later, ...earlier].map((day) => addDays(monday, day - 1));
  return days.find(isFree) ?? null;
}

/** The planned day of a period; null where the two have no common working day in it. */
export function plannedDay(period: Period, weekday: number, isFree: IsFree): string | null {
  for (let week = 0; week < period.weeks; week++) {
    const day = freeDay(addDays(period.start, week * 7), weekday, isFree);
    if (day !== null) return day;
  }
  return null;
}

/** The Monday in a slot, without the number of a further one-on-one. */
const mondayIn = (slot: string) => slot.slice(0, 10);
const isFurther = (slot: string) => slot.length > 10;

/** Periods that are looked at: longer than any absence. */
const MOST_PERIODS = 60;
const MOST_APPOINTMENTS = 12;

interface Input {
  rhythm: Rhythm;
  isFree: IsFree;
  arranged: readonly Arranged[];
  now: Now;
}

/**
 * The next one-on-ones, the soonest first. One of today stays until the day is over: people are
 * late. One that nobody held is gone with its day, and nobody counts it. Pure.
 */
export function upcoming({ rhythm, isFree, arranged, now }: Input, most = 1): Appointment[] {
  const zone = inKnownZone(rhythm, now.timeZone);
  const today = dayOf(now.ms, zone);
  const at = (slot: string, date: string, time: string, why: Appointment['why']): Appointment => ({
    ...{ slot, date, time, why },
    ms: instantOf(date, time, zone, now.timeZone),
  });
  const moved = arranged.flatMap(({ slot, to, state }) => {
    if (state !== 'open' || to === null) return [];
    const [date = '', time = ''] = to.split('T');
    return date >= today ? [at(slot, date, time, 'moved')] : [];
  });
  const planned: Appointment[] = [];
  let period = periodOf(rhythm.every, rhythm.phase, today);
  for (let count = 0; count < MOST_PERIODS && planned.length < MOST_APPOINTMENTS; count++) {
    const day = rhythm.every === 'off' ? null : plannedDay(period, rhythm.weekday, isFree);
    if (day !== null && day >= today && !isTaken(period, arranged)) {
      const usual = addDays(mondayOf(day), rhythm.weekday - 1);
      planned.push(at(period.start, day, rhythm.time, day === usual ? 'usual' : 'shifted'));
    }
    if (planned.length >= most) break;
    period = periodOf(rhythm.every, rhythm.phase, endOf(period));
  }
  return [...moved, ...planned]
    .sort((a, b) => a.ms - b.ms || a.slot.localeCompare(b.slot))
    .slice(0, most);
}

/** True where people held, moved or skipped the one-on-one of a period. */
function isTaken(period: Period, arranged: readonly Arranged[]): boolean {
  const end = endOf(period);
  return arranged.some(({ slot, to, state }) => {
    const monday = mondayIn(slot);
    if (isFurther(slot) || monday < period.start || monday >= end) return false;
    // A skipped week does not skip the month, where the rhythm has changed since.
    if (state === 'skipped') return monday === period.start;
    return state === 'finished' || to !== null;
  });
}

/**
 * The slot of a one-on-one where none is planned: the one of this period if nobody held or skipped
 * it, else a further one in this week. Two people who begin at once get the same slot.
 */
export function slotNow({ rhythm, arranged, now }: Omit<Input, 'isFree'>): string {
  const today = dayOf(now.ms, inKnownZone(rhythm, now.timeZone));
  const period = periodOf(rhythm.every, rhythm.phase, today);
  const end = endOf(period);
  const closed = (slot: string) =>
    arranged.some((item) => item.slot === slot && item.state !== 'open');
  const inPeriod = arranged.filter(({ slot }) => {
    const monday = mondayIn(slot);
    return !isFurther(slot) && monday >= period.start && monday < end;
  });
  const open = inPeriod.find(({ state, to }) => state === 'open' && to !== null);
  if (open) return open.slot;
  const isHeld = inPeriod.some(({ state }) => state === 'finished');
  if (!isHeld && !closed(period.start)) return period.start;
  const monday = mondayOf(today);
  for (let number = 1; number < 99; number++)
    if (!closed(`${monday}.${number}`)) return `${monday}.${number}`;
  return `${monday}.99`;
}

/** `YYYY-MM-DDTHH:MM` of a moment in the zone of a rhythm. */
export function civilTime(ms: number, rhythm: Rhythm, other: string): string {
  return localTime(ms, inKnownZone(rhythm, other));
}
