import { mentionedLately } from '../checks.ts';
import { namesPattern } from '../mentions.ts';
import type { Signal } from '../signal.ts';

/**
 * 31. Fires when a note or a subject of the last 45 days mentions a competitor: one that the
 * organisation listed, or in general words.
 */
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
    const named = names ? mentionedLately(facts, names, 0.6, limit) : null;
    return named && named !== 'unknown' ? named : mentionedLately(facts, 'competitor', 0.5, limit);
  },
};
