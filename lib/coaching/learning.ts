import type { BuyerAct, Learned } from '../model/index.ts';
import { DAY_MS } from './days.ts';

/** Within this many days an act of the buyer is taken to follow a question. */
export const FOLLOWS_DAYS = 7;
/** Times a question must have been worked with before it may move the order. */
export const ENOUGH = 10;
/** The 97.5th percentile of the normal distribution: a 95% interval. */
const Z = 1.959964;

/**
 * Wilson's score interval for a share (E. B. Wilson, Journal of the American Statistical Association 22, 1927, pp. 209–212).
 * Unlike k/n ± it never leaves 0 to 1 and holds for small n. n = 0 gives the whole range.
 */
export function wilson(k: number, n: number, z = Z): { low: number; high: number } {
  if (n <= 0) return { low: 0, high: 1 };
  const p = k / n;
  const z2 = (z * z) / n;
  const middle = p + z2 / 2;
  const half = z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n));
  return {
    low: Math.max(0, (middle - half) / (1 + z2)),
    high: Math.min(1, (middle + half) / (1 + z2)),
  };
}

export interface PromptAction {
  signal: string;
  /** The deal. */
  key: string;
  /** When it was answered or put to the manager, Unix ms. */
  at: number;
}

export interface ObservationWindow {
  key: string;
  acts: readonly BuyerAct[];
  /** From when to when the deal was open and looked at, Unix ms. */
  from: number;
  to: number;
}

/**
 * How often a buyer's act followed within seven days of a question that the person worked with, against how often one came in any week
 * of the same deals. Only questions whose seven days are over count. This shows what came after, not what it came from: people work
 * with questions on the deals that they work on. Pure, and meant to stay on the device.
 */
export function learn(
  actions: readonly PromptAction[],
  windows: readonly ObservationWindow[],
  now: number,
): Record<string, Learned> {
  const span = FOLLOWS_DAYS * DAY_MS;
  const byKey = new Map(windows.map((window) => [window.key, window]));
  let weeks = 0;
  let active = 0;
  for (const window of windows) {
    for (let from = window.from; from + span <= Math.min(window.to, now); from += span) {
      weeks += 1;
      if (window.acts.some((act) => act.at > from && act.at <= from + span)) active += 1;
    }
  }
  const base = weeks === 0 ? 0 : active / weeks;
  const counts = new Map<string, { n: number; followed: number }>();
  for (const item of actions) {
    const window = byKey.get(item.key);
    if (!window || item.at + span > Math.min(now, Math.max(window.to, window.acts.at(-1)?.at ?? 0)))
      continue;
    const count = counts.get(item.signal) ?? { n: 0, followed: 0 };
    counts.set(item.signal, {
      n: count.n + 1,
      followed:
        count.followed +
        (window.acts.some((act) => act.at > item.at && act.at <= item.at + span) ? 1 : 0),
    });
  }
  return Object.fromEntries(
    [...counts].map(([signal, { n, followed }]) => {
      const { low, high } = wilson(followed, n);
      const effect = n < ENOUGH || weeks < ENOUGH ? 0 : low > base ? 1 : high < base ? -1 : 0;
      return [signal, { n, followed, low, high, base, weeks, effect } satisfies Learned];
    }),
  );
}
