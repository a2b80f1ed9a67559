import type { Activity } from '../../model/index.ts';
import { dayOf, daysBetween, daysSince } from '../days.ts';
import { daysOf, paceEvidence, paceOf, type Share } from '../pace.ts';
import { type Signal, say } from '../signal.ts';

/** Most days since the activity that ended the silence (docs/decisions/coaching-rules.md). */
const RECENT = 7;

/** A silence is a third of the pace, days. */
const SHARE: Share = { share: 1 / 3, least: 14, most: 90 };

/** An act in which the buyer took part: their message, a meeting, or a call. */
function isTheirs({ kind, direction }: Activity): boolean {
  return direction === 'in' || (direction !== 'out' && (kind === 'meeting' || kind === 'call'));
}

/**
 * 48. Praise. Triggered when the buyer wrote or met us in the last week after a silence of a third
 * of the pace, or of 21 days where the pace is unknown.
 */
export const reengaged: Signal = {
  id: 'reengaged',
  number: 48,
  kind: 'praise',
  skill: 'communication',
  topic: 'reengaged',
  about: 'deal',
  side: 'rep',
  limit: 21,
  unit: 'days',
  needs: ['activities'],
  byAbsence: true,
  limitOn: (facts) => daysOf(SHARE, paceOf(facts)),
  check(facts, limit) {
    const { fields, done, now } = facts;
    if (fields.activities.state !== 'seen') return 'unknown';
    for (let index = 0; index + 1 < done.length; index++) {
      const [latest, earlier] = [done[index]?.at ?? 0, done[index + 1]?.at ?? 0];
      if (daysSince(latest, now) > RECENT) break;
      const [after, before] = [dayOf(latest, now.timeZone), dayOf(earlier, now.timeZone)];
      const ending = done[index];
      if (!ending || !isTheirs(ending)) continue;
      const silence = daysBetween(before, after);
      if (silence >= limit)
        return {
          severity: 0.5,
          fingerprintInputs: { after, before },
          evidence: [
            { fact: 'silence', values: [say.date(before), say.date(after), say.days(silence)] },
            ...paceEvidence(facts),
          ],
          source: fields.activities.source,
          values: [say.days(silence), say.text(done[index]?.subject ?? '')],
        };
    }
    return null;
  },
};
