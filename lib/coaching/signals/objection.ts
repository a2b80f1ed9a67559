import { mentionedLately } from '../checks.ts';
import type { Signal } from '../signal.ts';

/** 34. Words of doubt about money, time or law in a note or a subject. */
export const objection: Signal = {
  id: 'objection',
  number: 34,
  kind: 'skill',
  skill: 'negotiation',
  topic: 'objection',
  limit: 30,
  unit: 'days',
  needs: ['notes', 'activities'],
  check: (facts, limit) => mentionedLately(facts, 'objection', 0.55, limit),
};
