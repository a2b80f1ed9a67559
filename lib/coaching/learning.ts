import type { BuyerAct, Learned } from '../model/index.ts';
import { DAY_MS } from './days.ts';

/** An act of the buyer follows a question when it comes within this many days. */
export const FOLLOWS_DAYS = 7;
/** A question affects the ranking only after this many actions. */
export const ENOUGH = 10;
/** The 97.5th percentile of the normal distribution: a 95% interval. */
const Z = 1.959964;

/**
 * Wilson's score interval for a share (E. B. Wilson, Journal of the American Statistical
 * Association 22, 1927, pp. 209–212). Unlike k/n ± it stays within 0 to 1 and is valid for small n.
 * n = 0 gives the whole range.
 */
export function wilson(k: number, n: number, z = Z): { low: number; high: number } {
  if (n <= 0) return { low: 0, high: 1 };
  const p = k / n;
  const z2 = (z * z) / n;
  const middle = p + z2 / 2;
  const halfWidth = z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n));
  return {
    low: Math.max(0, (middle - halfWidth) / (1 + z2)),
    high: Math.min(1, (middle + halfWidth) / (1 + z2)),
  };
}

export interface PromptAction {
  signal: string;
  /** The deal. */
  key: string;
  /** When the person answered it or asked their manager, Unix ms. */
  at: number;
}

export interface ObservationWindow {
  key: string;
  acts: readonly BuyerAct[];
  /** Start and end of the time in which the deal was open and visited, Unix ms. */
  from: number;
  to: number;
}

const SPAN_MS = FOLLOWS_DAYS * DAY_MS;

/** True when the buyer acted within seven days after a moment. */
const actedAfter = (acts: readonly BuyerAct[], from: number) =>
  acts.some((act) => act.at > from && act.at <= from + SPAN_MS);

/** Number of whole weeks in the windows, and how many of them contain an act of the buyer. */
function countWeeks(windows: readonly ObservationWindow[], now: number) {
  let weeks = 0;
  let active = 0;
  for (const { from, to, acts } of windows) {
    const whole = Math.max(0, Math.floor((Math.min(to, now) - from) / SPAN_MS));
    // By act and not by week: a long window has many weeks and few acts.
    const withAct = new Set<number>();
    for (const { at } of acts) {
      const week = Math.ceil((at - from) / SPAN_MS) - 1;
      if (week >= 0 && week < whole) withAct.add(week);
    }
    weeks += whole;
    active += withAct.size;
  }
  return { weeks, active };
}

/** 1 or −1 where the whole interval is above or below the base rate, else 0. */
function effectOf({ low, high }: { low: number; high: number }, base: number): -1 | 0 | 1 {
  if (low > base) return 1;
  return high < base ? -1 : 0;
}

/**
 * Compares how often an act of the buyer followed within seven days of a question that the person
 * worked with, and how often one came in any week of the same deals. Only questions whose seven
 * days are over count. It shows a sequence, not a cause: people work with questions on the deals
 * that they work on. Pure; the result stays on the device.
 */
export function learn(
  actions: readonly PromptAction[],
  windows: readonly ObservationWindow[],
  now: number,
): Record<string, Learned> {
  const byKey = new Map(windows.map((window) => [window.key, window]));
  const { weeks, active } = countWeeks(windows, now);
  const base = weeks === 0 ? 0 : active / weeks;
  const counts = new Map<string, { n: number; followed: number }>();
  for (const { key, signal, at } of actions) {
    const window = byKey.get(key);
    if (!window) continue;
    const observedUntil = Math.min(now, Math.max(window.to, window.acts.at(-1)?.at ?? 0));
    if (at + SPAN_MS > observedUntil) continue;
    const count = counts.get(signal) ?? { n: 0, followed: 0 };
    const followed = actedAfter(window.acts, at) ? 1 : 0;
    counts.set(signal, { n: count.n + 1, followed: count.followed + followed });
  }
  return Object.fromEntries(
    [...counts].map(([signal, { n, followed }]) => {
      const interval = wilson(followed, n);
      const effect = n < ENOUGH || weeks < ENOUGH ? 0 : effectOf(interval, base);
      return [signal, { n, followed, ...interval, base, weeks, effect } satisfies Learned];
    }),
  );
}
