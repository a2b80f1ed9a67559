import type { ForecastCall } from '../model/index.ts';
import { dayOf, type Now, today } from './days.ts';
import { wilson } from './learning.ts';

// How a rep's own calls came out. Only that rep sees it.

type Call = ForecastCall['call'];

/**
 * The share of won deals that each call states: a commit holds in nine of ten, a best case is
 * better than even. Fixed, so that a rep's calls of two quarters can be compared.
 */
export const STATED: Readonly<Record<Call, number>> = {
  commit: 0.9,
  bestCase: 0.6,
  pipeline: 0.3,
  notThisPeriod: 0.05,
};
const calls = Object.keys(STATED) as Call[];

/** A call whose quarter is over or whose deal has closed. */
export interface FinishedCall {
  call: Call;
  won: boolean;
}

/** How one call came out: the share of won deals, with its 95% interval. */
export interface Reliability {
  call: Call;
  stated: number;
  n: number;
  won: number;
  low: number;
  high: number;
}

export interface Calibration {
  n: number;
  /** Mean squared distance between what was stated and what happened; null without a call. */
  brier: number | null;
  /** Calls that were made, the surest first. */
  lines: readonly Reliability[];
}

export function calibrationOf(finished: readonly FinishedCall[]): Calibration {
  const n = finished.length;
  const squares = finished.map(({ call, won }) => (STATED[call] - (won ? 1 : 0)) ** 2);
  return {
    n,
    brier: n === 0 ? null : squares.reduce((sum, square) => sum + square, 0) / n,
    lines: calls.flatMap((call): Reliability[] => {
      const made = finished.filter((item) => item.call === call);
      const won = made.filter((item) => item.won).length;
      if (made.length === 0) return [];
      const { low, high } = wilson(won, made.length);
      return [{ call, stated: STATED[call], n: made.length, won, low, high }];
    }),
  };
}

/** Fewest finished calls from which their result is shown. */
export const ENOUGH_CALLS = 10;

/** The calendar quarter of a civil date, such as 2026-Q4. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** What is known of a deal that was called. */
export interface CalledDeal {
  status: 'open' | 'won' | 'lost' | null;
  closedAt: number | null;
}

/**
 * The calls that are finished: those of a quarter that is over, and of deals that closed in it. A
 * call is right where the deal was won in its quarter. A deal of which nothing is known counts for
 * nothing.
 * @param dealOf the deal of a record's key; undefined where the device does not know it.
 */
export function finishedCalls(
  made: readonly Pick<ForecastCall, 'refKey' | 'period' | 'call' | 'at'>[],
  dealOf: (key: string) => CalledDeal | undefined,
  now: Now,
): FinishedCall[] {
  const current = quarterOf(today(now));
  return made.flatMap(({ refKey, period, call, at }): FinishedCall[] => {
    const deal = dealOf(refKey);
    if (!deal || deal.status === null) return [];
    const { status, closedAt } = deal;
    const isClosed = status !== 'open' && closedAt !== null;
    // A call after the end is no forecast.
    if (isClosed && at > closedAt) return [];
    const closedIn = isClosed ? quarterOf(dayOf(closedAt, now.timeZone)) : null;
    if (closedIn === period) return [{ call, won: status === 'won' }];
    const isOver = period < current || (closedIn !== null && closedIn < current);
    return isOver || (isClosed && status === 'lost') ? [{ call, won: false }] : [];
  });
}
