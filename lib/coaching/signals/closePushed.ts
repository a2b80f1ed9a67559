import { known } from '../../model/index.ts';
import { steps } from '../moves.ts';
import { reopenedAt } from '../closing.ts';
import { daysBetween } from '../days.ts';
import { paceOf } from '../pace.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** Share of the pace from which one push counts like two. */
const LONG = 0.5;

/** 6. Fires when the close date was moved to a later day twice, or once by half of the pace. */
export const closePushed: Signal = {
  id: 'closePushed',
  number: 6,
  kind: 'process',
  skill: 'qualification',
  topic: 'closeDate',
  limit: 2,
  unit: 'times',
  needs: ['closeDateHistory'],
  variants: { once: ['because'] },
  check(facts, limit) {
    const { fields, closeDateMoves } = facts;
    if (!closeDateMoves) return 'unknown';
    const pushes = steps(closeDateMoves.list).filter((move) => move.to > move.from);
    const first = pushes[0];
    const pace = paceOf(facts).days;
    const isLong = reopenedAt(facts) === null && pushes.some(({ from, to }) => daysBetween(from, to) >= pace * LONG);
    if (!first || (pushes.length < limit && !isLong)) return null;
    const dates = [first.from, ...pushes.map((move) => move.to)];
    const current = known(fields.closeDate) ?? dates.at(-1) ?? '';
    return {
      severity: Math.min(1, lateness(pushes.length, limit) + 0.2),
      fingerprintInputs: { pushes: pushes.length, closeDate: current },
      evidence: [{ fact: 'closeDate', values: dates.slice(-4).map(say.date) }],
      source: closeDateMoves.source,
      values: [say.count(pushes.length), say.date(current)],
      ...(pushes.length === 1 && { as: 'once' }),
    };
  },
};
