import { known } from '../../model/index.ts';
import { closedSince, isEarlyNo } from '../closing.ts';
import { dayOf, daysSince } from '../days.ts';
import { paceOf, startOf } from '../pace.ts';
import { type Signal, say } from '../signal.ts';

/** 60. Triggered on a deal that was lost in the last 14 days. */
export const lossReview: Signal = {
  id: 'lossReview',
  number: 60,
  kind: 'human',
  skill: 'resilience',
  topic: 'loss',
  about: 'deal',
  side: 'manager',
  limit: 14,
  unit: 'days',
  needs: ['status'],
  closed: true,
  check(facts, limit) {
    const { fields, now } = facts;
    if (fields.status.state !== 'seen') return 'unknown';
    if (known(fields.status) !== 'lost') return null;
    const at = closedSince(facts);
    if (at === null) return 'unknown';
    if (daysSince(at, now) > limit) return null;
    // An early no with its reason is praised (signal 61).
    if (isEarlyNo(facts, startOf(facts), paceOf(facts).days)) return null;
    const day = dayOf(at, now.timeZone);
    return {
      severity: 0.6,
      fingerprintInputs: { lost: day },
      evidence: [{ fact: 'status', values: [say.text(known(fields.stage) ?? ''), say.date(day)] }],
      source: fields.status.source,
      values: [say.date(day)],
    };
  },
};
