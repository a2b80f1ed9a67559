import { evaluateStatement } from '../checks.ts';
import type { Signal } from '../signal.ts';

/**
 * 35. Triggered when a message of the last three weeks contains hard words, or a note reports them.
 * How somebody seemed to feel does not count.
 */
export const badMood: Signal = {
  id: 'badMood',
  number: 35,
  kind: 'human',
  skill: 'resilience',
  topic: 'mood',
  about: 'deal',
  side: 'rep',
  limit: 21,
  unit: 'days',
  needs: ['notes', 'activities'],
  contact: true,
  check: (facts, limit) => evaluateStatement(facts, 'hardWords', 0.6, limit),
};
