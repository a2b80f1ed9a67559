import { daysAgo, evaluateStatement, statementFinding } from '../checks.ts';
import type { Signal } from '../signal.ts';
import { namedIn } from '../statements/statements.ts';

/**
 * 31. Triggered when a note or a subject of the last 45 days contains a competitor’s offer, pilot
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
    const listed = namedIn(facts.texts ?? [], facts.competitors, daysAgo(facts, limit));
    return listed
      ? statementFinding(facts, listed, 0.6)
      : evaluateStatement(facts, 'rival', 0.6, limit);
  },
};
