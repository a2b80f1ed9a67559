import { saidLately } from '../checks.ts';
import type { Signal } from '../signal.ts';
import { namesPattern } from '../words.ts';

/** 31. A competitor is named in a note or a subject: one that the organisation listed, or in general words. */
export const competitorMentioned: Signal = {
  id: 'competitorMentioned',
  number: 31,
  kind: 'skill',
  skill: 'value',
  topic: 'competition',
  limit: 45,
  unit: 'days',
  needs: ['notes', 'activities'],
  contact: true,
  check(facts, limit) {
    const names = namesPattern(facts.competitors);
    const named = names ? saidLately(facts, names, 0.6, limit) : null;
    return named && named !== 'unsure' ? named : saidLately(facts, 'competitor', 0.5, limit);
  },
};
