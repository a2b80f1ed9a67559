import type { Goal } from '../model/index.ts';
import { addDays, daysBetween } from './days.ts';

// What a goal’s numbers say about its target. Only numbers of the person alone are compared.

/** A value of the metric on one day, in the unit of the goal. */
export interface Observation {
  day: string;
  value: number;
}

/**
 * Fewest observations for an own range. If the values are alike (exchangeable), the next one lies
 * beyond the best of n with a chance of 1/(n + 1): 11% for 8. With fewer, a target beyond the best
 * one would say little.
 */
export const LEAST_OBSERVATIONS = 8;
/** Days before today that the own range covers. */
export const RANGE_DAYS = 365;

/** The person’s own values: from the lowest to the highest, in the unit of the goal. */
export interface OwnRange {
  low: number;
  high: number;
  n: number;
}

/** The observations of the last year, the oldest first. */
function lastYear(observations: readonly Observation[], day: string): Observation[] {
  return observations
    .filter((item) => item.day <= day && daysBetween(item.day, day) <= RANGE_DAYS)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** The own range; `few` where there are too few observations for one. */
export function ownRange(
  observations: readonly Observation[],
  day: string,
): OwnRange | { few: number } {
  const values = lastYear(observations, day).map(({ value }) => value);
  if (values.length < LEAST_OBSERVATIONS) return { few: values.length };
  return { low: Math.min(...values), high: Math.max(...values), n: values.length };
}

export type Numbers = Pick<Goal, 'unit' | 'baseline' | 'target' | 'due'>;

/** True where higher values are better. Days are better the fewer they are, unless named so. */
export function isRising({ unit, baseline, target }: Omit<Numbers, 'due'>): boolean {
  if (baseline !== null && target !== null && baseline !== target) return target > baseline;
  return unit !== 'days' && unit !== 'won';
}

/** What the own range says about a target. */
export type Reach =
  | { kind: 'none' }
  /** Too few observations to say anything. */
  | { kind: 'few'; n: number; of: number }
  | { kind: 'within'; range: OwnRange }
  /** Beyond the own best: `step` is a first step within the range. The target is as good. */
  | { kind: 'beyond'; range: OwnRange; best: number; step: { value: number; due: string | null } };

/** The day halfway between two days; null where they are less than two weeks apart. */
function halfway(from: string, to: string): string | null {
  const days = daysBetween(from, to);
  return days < 14 ? null : addDays(from, Math.floor(days / 2));
}

/** How far a target lies from what the person has reached so far. @param day today. */
export function reachOf(goal: Numbers, observations: readonly Observation[], day: string): Reach {
  if (goal.target === null) return { kind: 'none' };
  const range = ownRange(observations, day);
  if ('few' in range) return { kind: 'few', n: range.few, of: LEAST_OBSERVATIONS };
  const best = isRising(goal) ? range.high : range.low;
  const isBeyond = isRising(goal) ? goal.target > best : goal.target < best;
  if (!isBeyond) return { kind: 'within', range };
  const due = goal.due === null ? null : halfway(day, goal.due);
  return { kind: 'beyond', range, best, step: { value: best, due } };
}

/**
 * The share of the way from baseline to target, 0 to 1; null where one of the numbers is not known,
 * or there is no way between them.
 */
export function progressOf(
  { baseline, target }: Pick<Goal, 'baseline' | 'target'>,
  current: number | null,
): number | null {
  if (baseline === null || target === null || current === null || baseline === target) return null;
  return Math.min(1, Math.max(0, (current - baseline) / (target - baseline)));
}

/** The latest value up to a day; null without one. */
export function latestOf(observations: readonly Observation[], day: string): Observation | null {
  const past = observations.filter((item) => item.day <= day);
  return past.toSorted((a, b) => (a.day < b.day ? 1 : -1))[0] ?? null;
}

/** What a person typed in, as observations. */
export function observationsOf(marks: Goal['marks']): Observation[] {
  return Object.entries(marks).map(([day, value]) => ({ day, value }));
}

/** What quick wins need to know about an own open deal. */
export interface WinDeal {
  key: string;
  name: string;
  /** The next planned meeting with the buyer. */
  meeting: { day: string; title: string } | null;
  closeDate: string | null;
}

/** A small step that can be done soon. */
export type QuickWin =
  | { kind: 'meeting'; key: string; name: string; day: string; title: string }
  | { kind: 'deal'; key: string; name: string; day: string }
  | { kind: 'mark' };

const MOST_WINS = 3;
/** A meeting or close date further away is no quick win. */
const SOON_DAYS = 14;

/**
 * Up to three quick wins: the behaviour in the next meetings, then on the deals that close next;
 * and the first number, where there is none yet.
 */
export function quickWins(
  goal: Pick<Goal, 'behaviour' | 'metric' | 'unit' | 'marks'>,
  deals: readonly WinDeal[],
  day: string,
): QuickWin[] {
  const soon = (other: string) => other >= day && daysBetween(day, other) <= SOON_DAYS;
  const byDay = <T extends { day: string; key: string }>(list: T[]) =>
    list.toSorted((a, b) => (a.day + a.key < b.day + b.key ? -1 : 1));
  const meetings = deals.flatMap(({ key, name, meeting }) =>
    meeting && soon(meeting.day) ? [{ kind: 'meeting' as const, key, name, ...meeting }] : [],
  );
  const others = deals.flatMap(({ key, name, meeting, closeDate }) =>
    closeDate !== null && soon(closeDate) && !(meeting && soon(meeting.day))
      ? [{ kind: 'deal' as const, key, name, day: closeDate }]
      : [],
  );
  const tries = goal.behaviour.trim() === '' ? [] : [...byDay(meetings), ...byDay(others)];
  const isCounted = goal.metric.trim() !== '' && goal.unit !== 'won';
  const first: QuickWin[] =
    isCounted && Object.keys(goal.marks).length === 0 ? [{ kind: 'mark' }] : [];
  return [...tries.slice(0, MOST_WINS - first.length), ...first];
}
