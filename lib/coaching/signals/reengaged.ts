import { dayOf, daysBetween, daysSince } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/** How recent the activity is that broke the silence, in days (docs/decisions/coaching-rules.md). */
const RECENT = 7;

/** 48. Praise: something happened within the last week after at least 21 days of silence. */
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
    if (fields.activities.state !== 'seen') return 'unsure';
    const days = done.map((item) => dayOf(item.at ?? 0, now.timeZone));
    for (let index = 0; index + 1 < days.length; index++) {
      const [after = '', before = ''] = [days[index], days[index + 1]];
      if (daysSince(done[index]?.at ?? 0, now) > RECENT) break;
      const silence = daysBetween(before, after);
      if (silence >= limit)
        return {
          severity: 0.5,
          rests: { after, before },
          evidence: [{ fact: 'silence', values: [say.date(before), say.date(after), say.days(silence)] }],
          source: fields.activities.source,
          words: [say.days(silence), say.text(done[index]?.subject ?? '')],
        };
    }
    return null;
  },
};
