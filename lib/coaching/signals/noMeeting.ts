import { known } from '../../model/index.ts';
import { dayOf, daysBetween } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/** Open activities listed as evidence. */
const MOST_SHOWN = 3;

/** 17. Fires when no meeting is planned within the next 14 days. */
export const noMeeting: Signal = {
  id: 'noMeeting',
  number: 17,
  kind: 'process',
  skill: 'planning',
  topic: 'planned',
  limit: 14,
  unit: 'days',
  needs: ['activities'],
  check({ fields, position, done, now, day }, limit) {
    const activities = known(fields.activities);
    if (activities === undefined || fields.activities.state !== 'seen') return 'unknown';
    // Where nothing is planned at all, signal 15 asks, and this one would repeat it.
    const open = activities.filter((item) => item.state === 'open');
    if (open.length === 0) return null;
    const dayOfItem = ({ at, due }: (typeof open)[number]) =>
      at !== null ? dayOf(at, now.timeZone) : due;
    const ahead = open.some((item) => {
      if (item.kind !== 'meeting') return false;
      const when = dayOfItem(item);
      const days = when === null ? -1 : daysBetween(day, when);
      return days >= 0 && days <= limit;
    });
    if (ahead) return null;
    const last = done.find((item) => item.kind === 'meeting');
    const since = last?.at ? dayOf(last.at, now.timeZone) : null;
    return {
      severity: 0.35 + 0.25 * (position ?? 0.3),
      fingerprintInputs: { last: since },
      evidence: [
        {
          fact: 'openActivities',
          values: open.slice(0, MOST_SHOWN).flatMap((item) => {
            const when = dayOfItem(item);
            return [say.text(item.subject), ...(when === null ? [] : [say.date(when)])];
          }),
        },
        ...(last && since
          ? [{ fact: 'activities' as const, values: [say.text(last.subject), say.date(since)] }]
          : []),
      ],
      source: fields.activities.source,
      values: [say.days(limit)],
    };
  },
};
