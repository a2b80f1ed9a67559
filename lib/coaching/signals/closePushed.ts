import { known } from '../../model/index.ts';
import type { DealFacts } from '../facts.ts';
import { steps } from '../moves.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** Pushes from which they are asked about. */
const LIMIT = 2;

/** The pushes to a later day as a warning; null with fewer than the limit, or where unknown. */
export function pushesOf({ closeDateMoves }: DealFacts, limit = LIMIT) {
  const pushes = steps(closeDateMoves?.list ?? []).filter((move) => move.to > move.from);
  const first = pushes[0];
  if (pushes.length < limit || !first) return null;
  const dates = [first.from, ...pushes.map((move) => move.to)];
  return {
    count: pushes.length,
    severity: Math.min(1, lateness(pushes.length, limit) + 0.2),
    evidence: { fact: 'closeDate' as const, values: dates.slice(-4).map(say.date) },
    last: dates.at(-1) ?? '',
  };
}

/**
 * 6. Triggered when the close date was moved to a later day twice or more. Once that day has
 * passed, the question is about the passed date where `closePassed` asks it.
 */
export const closePushed: Signal = {
  id: 'closePushed',
  number: 6,
  kind: 'process',
  skill: 'qualification',
  topic: 'closeDate',
  about: 'deal',
  side: 'manager',
  limit: LIMIT,
  unit: 'times',
  needs: ['closeDateHistory'],
  variants: { once: ['because'], passed: ['rep', 'manager', 'because'] },
  check(facts, limit, triggered) {
    const { fields, closeDateMoves, day } = facts;
    if (!closeDateMoves) return 'unknown';
    const pushes = pushesOf(facts, limit);
    if (!pushes) return closeDateMoves.isPartial ? 'unknown' : null;
    const { count, severity, evidence, last } = pushes;
    const current = known(fields.closeDate) ?? last;
    const isOver = current < day;
    if (isOver && triggered.some(({ signal }) => signal === 'closePassed')) return null;
    return {
      severity,
      fingerprintInputs: { pushes: count, closeDate: current },
      evidence: [evidence],
      source: closeDateMoves.source,
      values: [say.count(count), say.date(current)],
      ...(isOver ? { as: 'passed' as const } : count === 1 && { as: 'once' as const }),
    };
  },
};
