import { dayOf, daysBetween, daysSince } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/** Most days since the activity that ended the silence (docs/decisions/coaching-rules.md). */
const RECENT = 7;

/** 48. Praise. Fires when the last week had an activity after at least 21 days without one. */
export const reengaged: Signal = {
  id: 'reengaged',
  number: 48,
  kind: 'praise',
  skill: 'communication',
  topic: 'reengaged',
  limit: 21,
  unit: 'days',
  needs: ['activities'],
  check({ fields, done, now }, limit) {
    if (fields.activities.state !== 'seen') return 'unknown';
    for (let index = 0; index + 1 < done.length; index++) {
      const [latest, earlier] = [done[index]?.at ?? 0, done[index + 1]?.at ?? 0];
      if (daysSince(latest, now) > RECENT) break;
      const [after, before] = [dayOf(latest, now.timeZone), dayOf(earlier, now.timeZone)];
      const silence = daysBetween(before, after);
      if (silence >= limit)
        return {
          severity: 0.5,
          fingerprintInputs: { after, before },
          evidence: [
            { fact: 'silence', values: [say.date(before), say.date(after), say.days(silence)] },
          ],
          source: fields.activities.source,
          values: [say.days(silence), say.text(done[index]?.subject ?? '')],
        };
    }
    return null;
  },
};
