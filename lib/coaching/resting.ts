import type { Restable } from '../model/index.ts';
import { signals } from './catalogue.ts';
import { wilson } from './learning.ts';

/** Fewest closed deals with a warning, and without it, before its question is offered to rest. */
export const ENOUGH_CLOSED = 40;
/** The chance that any of the warnings is offered although it makes no difference. */
const ALPHA = 0.05;

/** The warnings that can rest. Praise costs nobody an answer, and the others are about people. */
export const warningsOfDeals = (): string[] =>
  signals.filter(({ kind, about }) => kind !== 'praise' && about === 'deal').map(({ id }) => id);

/** A closed deal that was seen while it was open. */
export interface ClosedDeal {
  key: string;
  won: boolean;
  /** The warnings that it had while it was open. */
  flagged: readonly string[];
}

/** Share of the normal distribution above `z`: Abramowitz and Stegun, 26.2.17. */
function above(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const sum =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

/** The z above which this share of the normal distribution lies, for a share below a half. */
export function quantile(share: number): number {
  let [low, high] = [0, 10];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (above(middle) > share) low = middle;
    else high = middle;
  }
  return low;
}

/** Bonferroni’s correction: each of the warnings gets its part of the chance. */
export const corrected = () => quantile(ALPHA / 2 / warningsOfDeals().length);

/**
 * The lower end of the interval of a difference between two shares, from the intervals of both
 * (R. G. Newcombe, Statistics in Medicine 17, 1998, pp. 873–890, method 10).
 */
export function lowerEnd(
  one: { k: number; n: number },
  other: { k: number; n: number },
  z: number,
): number {
  const [p, q] = [one.k / one.n, other.k / other.n];
  const below = p - wilson(one.k, one.n, z).low;
  const over = wilson(other.k, other.n, z).high - q;
  return p - q - Math.hypot(below, over);
}

/**
 * Warnings whose deals were won more often than the others: what they ask about may be usual here.
 * A sequence, not a cause. A deal is left out of a warning whose question was worked with on it,
 * because that may be why it was won.
 * @param answered keys of deals, by warning.
 */
export function restableOf(
  deals: readonly ClosedDeal[],
  answered: Readonly<Record<string, ReadonlySet<string>>>,
): Restable[] {
  const z = corrected();
  return warningsOfDeals().flatMap((signal) => {
    const count = { signal, flagged: 0, flaggedWon: 0, other: 0, otherWon: 0 };
    for (const { key, won, flagged } of deals) {
      if (answered[signal]?.has(key)) continue;
      if (flagged.includes(signal)) {
        count.flagged += 1;
        if (won) count.flaggedWon += 1;
      } else {
        count.other += 1;
        if (won) count.otherWon += 1;
      }
    }
    if (Math.min(count.flagged, count.other) < ENOUGH_CLOSED) return [];
    const low = lowerEnd(
      { k: count.flaggedWon, n: count.flagged },
      { k: count.otherWon, n: count.other },
      z,
    );
    return low > 0 ? [count] : [];
  });
}
