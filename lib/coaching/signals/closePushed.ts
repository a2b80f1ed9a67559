import { known } from '../../model/index.ts';
import { steps } from '../moves.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** 6. Triggered when the close date was moved to a later day twice or more. */
export const closePushed: Signal = {
  id: 'closePushed',
  number: 6,
  kind: 'process',
  skill: 'qualification',
  topic: 'closeDate',
  about: 'deal',
  side: 'manager',
  limit: 2,
  unit: 'times',
  needs: ['closeDateHistory'],
  variants: { once: ['because'] },
  check({ fields, closeDateMoves }, limit) {
    if (!closeDateMoves) return 'unknown';
    const pushes = steps(closeDateMoves.list).filter((move) => move.to > move.from);
    const first = pushes[0];
    if (pushes.length < limit || !first) return null;
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
