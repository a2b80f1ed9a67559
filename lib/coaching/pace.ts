import { known } from '../model/index.ts';
import { reopenedAt } from './closing.ts';
import { dayOf, daysBetween } from './days.ts';
import type { DealFacts } from './facts.ts';
import { type Evidence, say } from './signal.ts';

/** The days that a deal of this kind takes, and what they rest on. */
interface Pace {
  days: number;
  /** Won deals, the deal's own first close date, or neither. */
  from: 'won' | 'plan' | 'default';
  /** Won deals behind the figure; 0 unless `from` is `won`. */
  n: number;
}

/** Won deals from which their cycle is the pace, and from which it can shorten a plan. */
const ENOUGH = 10;
const SOME = 5;
/** Limits of a pace, days. A shorter plan is a typing error, a longer one no plan. */
export const SHORTEST_PACE = 7;
export const LONGEST_PACE = 730;
/** The pace of a pipeline of which nothing is known, days. */
export const DEFAULT_PACE = 60;

const limited = (days: number) => Math.min(LONGEST_PACE, Math.max(SHORTEST_PACE, days));

/** When the deal began: at its creation, or when it was opened again. */
export function startOf(facts: DealFacts): number | null {
  return reopenedAt(facts) ?? known(facts.fields.createdAt) ?? null;
}

/** The first close date that is known from the start on: a later push does not change the plan. */
function firstCloseDate({ closeDateMoves, fields }: DealFacts, start: number): string | null {
  const current = known(fields.closeDate) ?? null;
  const moves = closeDateMoves?.list ?? [];
  // The date before the first move was known at the start, unless the move is part of the start.
  for (const { at, from, to } of moves) {
    if (at <= start) continue;
    const date = from ?? to;
    if (date !== null) return date;
  }
  return current ?? moves.at(-1)?.to ?? null;
}

function planOf(facts: DealFacts): number | null {
  const start = startOf(facts);
  const close = start === null ? null : firstCloseDate(facts, start);
  if (start === null || close === null) return null;
  const days = daysBetween(dayOf(start, facts.now.timeZone), close);
  return days > 0 ? days : null;
}

/** Computed once for each facts, because a dozen signals read it. */
const paces = new WeakMap<DealFacts, Pace>();

/**
 * The pace of a deal (docs/decisions/coaching-rules.md): the cycle of won deals, else its own first
 * plan, else a default. From few won deals the shorter of the two counts.
 */
export function paceOf(facts: DealFacts): Pace {
  const stored = paces.get(facts);
  if (stored) return stored;
  const pace = computed(facts);
  paces.set(facts, pace);
  return pace;
}

function computed(facts: DealFacts): Pace {
  const won = facts.history?.cycleDays;
  const plan = planOf(facts);
  const isWon =
    won !== null &&
    won !== undefined &&
    (won.n >= ENOUGH || (won.n >= SOME && won.value <= (plan ?? Number.POSITIVE_INFINITY)));
  if (isWon) return { days: limited(won.value), from: 'won', n: won.n };
  if (plan !== null) return { days: limited(plan), from: 'plan', n: 0 };
  return { days: DEFAULT_PACE, from: 'default', n: 0 };
}

/** Days that are a share of the pace, between a floor and a ceiling. */
export interface Share {
  share: number;
  least: number;
  most: number;
}

/** Null where nothing is known of the pace: the signal's own default days apply then. */
export function daysOf({ share, least, most }: Share, pace: Pace): number | null {
  if (pace.from === 'default') return null;
  return Math.min(most, Math.max(least, Math.round(pace.days * share)));
}

/** The source of the pace, for “Why this?”. */
export function paceEvidence(facts: DealFacts): readonly Evidence[] {
  const { days, from, n } = paceOf(facts);
  if (from === 'won')
    return [{ fact: 'paceWon', values: [say.days(Math.round(days)), say.count(n)] }];
  return from === 'plan' ? [{ fact: 'pacePlan', values: [say.days(Math.round(days))] }] : [];
}
