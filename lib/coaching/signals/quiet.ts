import { known } from '../../model/index.ts';
import { dayOf, daysSince } from '../days.ts';
import { lateness, type Signal, say } from '../signal.ts';

/**
 * 1. Fires when the deal had no activity for 14 days. Without any activity the days count from its
 * creation.
 */
export const quiet: Signal = {
  id: 'quiet',
  number: 1,
  kind: 'process',
  skill: 'communication',
  topic: 'silence',
  limit: 14,
  unit: 'days',
  needs: ['activities'],
  check(facts, limit) {
    const { lastActivity, now } = facts;
    if (lastActivity.state === 'unseen') return 'unknown';
    const created = known(facts.fields.createdAt);
    const since = lastActivity.state === 'seen' ? lastActivity.value : created;
    if (since === undefined) return 'unknown';
    const days = daysSince(since, now);
    if (days < limit) return null;
    const day = dayOf(since, now.timeZone);
    const fact = lastActivity.state === 'seen' ? 'lastActivity' : 'createdAt';
    return {
      severity: lateness(days, limit),
      fingerprintInputs: { [fact]: day },
      evidence: [{ fact, values: [say.date(day), say.days(days)] }],
      source: lastActivity.source,
      values: [say.days(days)],
    };
  },
};
