import { knownNames, mentionedLately } from '../checks.ts';
import { listedRivals, rivals } from '../evidence/rivals.ts';
import type { Signal } from '../signal.ts';

/**
 * 31. Fires when a note or a subject of the last 45 days contains another supplier’s offer, pilot
 * or evaluation, or a competitor that the organisation listed.
 */
export const competitorMentioned: Signal = {
  id: 'competitorMentioned',
  number: 31,
  kind: 'skill',
  skill: 'value',
  topic: 'competition',
  about: 'deal',
  side: 'rep',
  limit: 45,
  unit: 'days',
  needs: ['notes', 'activities'],
  contact: true,
  check(facts, limit) {
    const listed = listedRivals(facts.competitors);
    const found = listed ? mentionedLately(facts, listed, 0.6, limit) : null;
    return found && found !== 'unknown'
      ? found
      : mentionedLately(facts, rivals(knownNames(facts)), 0.6, limit);
  },
};
