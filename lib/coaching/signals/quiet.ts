import { known } from '../../model/index.ts';
import { reopenedAt } from '../closing.ts';
import { countedSince, daysOffEvidence } from '../counted.ts';
import { dayOf, daysSince } from '../days.ts';
import { daysOf, paceEvidence, paceOf, type Share } from '../pace.ts';
import { lastContact } from '../planned.ts';
import { lateness, type Signal, say } from '../signal.ts';

const SHARE: Share = { share: 0.25, least: 5, most: 45 };

/**
 * 1. Triggered when the buyer was not heard for a quarter of the pace, or for 14 days where the
 * pace is unknown. Without any activity the days count from the creation, or from a later
 * reopening.
 */
export const quiet: Signal = {
  id: 'quiet',
  number: 1,
  kind: 'process',
  skill: 'communication',
  topic: 'silence',
  about: 'deal',
  side: 'rep',
  limit: 14,
  unit: 'days',
  needs: ['activities'],
  byAbsence: true,
  variants: { unanswered: ['because'] },
  unless: ['contactAhead', 'agreedPause'],
  limitOn: (facts) => daysOf(SHARE, paceOf(facts)),
  check(facts, limit) {
    const { lastActivity, now } = facts;
    if (lastActivity.state === 'unseen') return 'unknown';
    const contact = lastContact(facts);
    const reopening = reopenedAt(facts);
    const isReopened = reopening !== null && reopening > (contact?.at ?? 0);
    const since = isReopened ? reopening : (contact?.at ?? known(facts.fields.createdAt));
    if (since === undefined) return 'unknown';
    const days = daysSince(since, now);
    const counted = countedSince(since, facts);
    if (counted < limit) return null;
    const day = dayOf(since, now.timeZone);
    const fact = contact && !isReopened ? 'lastActivity' : 'createdAt';
    return {
      severity: lateness(counted, limit),
      fingerprintInputs: { [fact]: day },
      evidence: [
        { fact, values: [say.date(day), say.days(days)] },
        ...daysOffEvidence(day, facts),
        ...paceEvidence(facts),
      ],
      source: lastActivity.source,
      values: [say.days(days)],
      ...(contact?.unanswered && !isReopened && { as: 'unanswered' }),
    };
  },
};
