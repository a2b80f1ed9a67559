import { known } from '../../model/index.ts';
import { dayOf, daysBetween } from '../days.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** 16. Fires when a planned task or call is in the past. A task due today is not overdue. */
export const overdueTask: Signal = {
  id: 'overdueTask',
  number: 16,
  kind: 'human',
  skill: 'planning',
  topic: 'nextStep',
  about: 'deal',
  side: 'manager',
  limit: 0,
  unit: 'days',
  needs: ['activities'],
  check({ fields, now, day }, limit) {
    const activities = known(fields.activities);
    if (activities === undefined || fields.activities.state !== 'seen') return 'unknown';
    const late = activities
      .filter((item) => item.state === 'open')
      .map((item) => ({
        item,
        due: item.due ?? (item.at === null ? null : dayOf(item.at, now.timeZone)),
      }))
      .filter(
        (entry): entry is { item: (typeof activities)[number]; due: string } =>
          entry.due !== null && entry.due < day && daysBetween(entry.due, day) > limit,
      )
      .sort((a, b) => a.due.localeCompare(b.due));
    const first = late[0];
    if (!first) return null;
    const days = daysBetween(first.due, day);
    return {
      severity: Math.max(0.45, lateness(days, 7) - 0.1),
      fingerprintInputs: {
        task: first.item.id ?? first.item.subject,
        due: first.due,
        count: late.length,
      },
      evidence: [
        {
          fact: 'overdue',
          values: [say.text(first.item.subject), say.date(first.due), say.days(days)],
        },
      ],
      source: fields.activities.source,
      values: [say.text(first.item.subject), say.date(first.due)],
    };
  },
};
