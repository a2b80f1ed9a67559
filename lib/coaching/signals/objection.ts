import { evaluateStatement } from '../checks.ts';
import type { Signal } from '../signal.ts';

/**
 * 34. Triggered when a note or a subject of the last 30 days contains doubts about money, time or
 * law.
 */
export const objection: Signal = {
  id: 'objection',
  number: 34,
  kind: 'skill',
  skill: 'negotiation',
  topic: 'objection',
  about: 'deal',
  side: 'rep',
  limit: 30,
  unit: 'days',
  needs: ['notes', 'activities'],
  check: (facts, limit) => evaluateStatement(facts, 'objection', 0.55, limit),
};
