import { known } from '../../model/index.ts';
import { countedSince, daysOffEvidence } from '../counted.ts';
import { dayOf, daysSince } from '../days.ts';
import { daysOf, paceEvidence, paceOf, type Share } from '../pace.ts';
import { lateness, type Signal, say } from '../signal.ts';

const SHARE: Share = { share: 0.3, least: 30, most: 90 };
/** Where activities are visible, a silence of the buyer says more than the record. */
const MOST_BESIDE_ACTIVITIES = 0.65;

/**
 * 10. Triggered when nobody changed the record for more than 30 days, or for 30% of the pace where
 * that is longer, and no contact is planned.
 */
export const untouched: Signal = {
  id: 'untouched',
  number: 10,
  kind: 'process',
  skill: 'planning',
  topic: 'silence',
  about: 'deal',
  side: 'manager',
  limit: 30,
  unit: 'days',
  needs: ['modifiedAt'],
  unless: ['contactAhead', 'agreedPause'],
  limitOn: (facts) => daysOf(SHARE, paceOf(facts)),
  check(facts, limit) {
    const { fields, now } = facts;
    const modified = known(fields.modifiedAt);
    if (modified === undefined || fields.modifiedAt.state !== 'seen') return 'unknown';
    const days = daysSince(modified, now);
    const counted = countedSince(modified, facts);
    if (counted <= limit) return null;
    const most = fields.activities.state === 'seen' ? MOST_BESIDE_ACTIVITIES : 1;
    const day = dayOf(modified, now.timeZone);
    return {
      severity: Math.min(most, lateness(counted, limit) - 0.1),
      fingerprintInputs: { modifiedAt: day },
      evidence: [
        { fact: 'modifiedAt', values: [say.date(day), say.days(days)] },
        ...daysOffEvidence(day, facts),
        ...paceEvidence(facts),
      ],
      source: fields.modifiedAt.source,
      values: [say.days(days)],
    };
  },
};
