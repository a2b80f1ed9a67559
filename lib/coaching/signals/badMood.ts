import { mentionedLately } from '../checks.ts';
import type { Signal } from '../signal.ts';

/**
 * 35. Fires when a note or a subject of the last three weeks contains words of anger or
 * disappointment.
 */
export const badMood: Signal = {
  id: 'badMood',
  number: 35,
  kind: 'human',
  skill: 'resilience',
  topic: 'mood',
  limit: 21,
  unit: 'days',
  needs: ['notes', 'activities'],
  contact: true,
  check: (facts, limit) => mentionedLately(facts, 'negative', 0.6, limit),
};
