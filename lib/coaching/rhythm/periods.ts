import type { Cadence } from '../../model/index.ts';
import { addDays, dayNumber } from '../days.ts';

/**
 * A period has one one-on-one. It is a run of whole ISO weeks in every cadence, so that its Monday
 * names it and a change of the weekday moves no one-on-one into another period.
 */
export interface Period {
  /** Its first Monday. */
  start: string;
  weeks: number;
}

const WEEK = 7;
/** Day 4 of the Unix time was a Monday. */
const FIRST_MONDAY = 4;

/** The Monday of the ISO week of a date. */
export function mondayOf(date: string): string {
  const day = dayNumber(date);
  return addDays(date, -((((day - FIRST_MONDAY) % WEEK) + WEEK) % WEEK));
}

/** The month of an ISO week is that of its Thursday. */
const monthOf = (monday: string) => addDays(monday, 3).slice(0, 7);

/** The first Monday of the weeks of a month. */
function monthStart(monday: string): string {
  let start = monday;
  while (monthOf(addDays(start, -WEEK)) === monthOf(monday)) start = addDays(start, -WEEK);
  return start;
}

function monthWeeks(start: string): number {
  let weeks = 1;
  while (monthOf(addDays(start, weeks * WEEK)) === monthOf(start)) weeks += 1;
  return weeks;
}

/**
 * The period that contains a date. Without a cadence it is a week: then only one-on-ones that
 * somebody arranged take place.
 * @param phase which of two weeks begins a period, 0 or 1.
 */
export function periodOf(every: Cadence, phase: number, date: string): Period {
  const monday = mondayOf(date);
  if (every === 'month') {
    const start = monthStart(monday);
    return { start, weeks: monthWeeks(start) };
  }
  if (every !== 'twoWeeks') return { start: monday, weeks: 1 };
  const week = (dayNumber(monday) - FIRST_MONDAY) / WEEK;
  const isSecond = (((week - phase) % 2) + 2) % 2 === 1;
  return { start: isSecond ? addDays(monday, -WEEK) : monday, weeks: 2 };
}

/** The day after a period. */
export const endOf = ({ start, weeks }: Period): string => addDays(start, weeks * WEEK);
