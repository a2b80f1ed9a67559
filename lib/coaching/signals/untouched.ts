import { known } from '../../model/index.ts';
import { dayOf, daysSince } from '../days.ts';
import { lateness, type Signal, say } from '../signal.ts';

/**
 * 10. Fires when nobody changed the record for more than 30 days
 * (docs/decisions/coaching-rules.md).
 */
export const untouched: Signal = {
  id: 'untouched',
  number: 10,
  kind: 'process',
  skill: 'planning',
  topic: 'silence',
  limit: 30,
  unit: 'days',
  needs: ['modifiedAt'],
  check({ fields, now }, limit) {
    const modified = known(fields.modifiedAt);
    if (modified === undefined || fields.modifiedAt.state !== 'seen') return 'unknown';
    const days = daysSince(modified, now);
    if (days <= limit) return null;
    const day = dayOf(modified, now.timeZone);
    return {
      severity: lateness(days, limit) - 0.1,
      fingerprintInputs: { modifiedAt: day },
      evidence: [{ fact: 'modifiedAt', values: [say.date(day), say.days(days)] }],
      source: fields.modifiedAt.source,
      values: [say.days(days)],
    };
  },
};
