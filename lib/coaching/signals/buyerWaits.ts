import { DAY_MS, dayOf, daysSince } from '../days.ts';
import { daysOf, paceEvidence, paceOf, type Share } from '../pace.ts';
import { isContact } from '../planned.ts';
import { lateness, type Signal, say } from '../signal.ts';

const SHARE: Share = { share: 0.05, least: 2, most: 10 };

/**
 * 58. Fires when the last contact is a message of the buyer with a question mark that has waited
 * for more than two days and a twentieth of the pace.
 */
export const buyerWaits: Signal = {
  id: 'buyerWaits',
  number: 58,
  kind: 'skill',
  skill: 'communication',
  topic: 'silence',
  about: 'deal',
  side: 'rep',
  limit: 2,
  unit: 'days',
  needs: ['activities', 'direction'],
  contact: true,
  unless: ['contactAhead'],
  limitOn: (facts) => daysOf(SHARE, paceOf(facts)),
  check(facts, limit) {
    const { fields, done, now } = facts;
    if (fields.activities.state !== 'seen') return 'unknown';
    const last = done.find(isContact);
    if (!last?.at) return null;
    if (last.direction === null || last.direction === undefined) return 'unknown';
    if (last.direction === 'out' || !last.subject.includes('?')) return null;
    if (now.ms - last.at <= limit * DAY_MS) return null;
    const days = daysSince(last.at, now);
    const day = dayOf(last.at, now.timeZone);
    return {
      severity: Math.max(0.6, lateness(days, limit)),
      fingerprintInputs: { last: last.id ?? day },
      evidence: [
        { fact: 'said', values: [say.text(last.subject), say.date(day)] },
        ...paceEvidence(facts),
      ],
      source: fields.activities.source,
      values: [say.text(last.subject), say.days(days)],
    };
  },
};
