import { known } from '../../model/index.ts';
import { daysBetween } from '../days.ts';
import { lateness, type Signal, say } from '../signal.ts';
import { pushesOf } from './closePushed.ts';

/**
 * 4. Triggered when the expected close date is in the past. A deal due today is not overdue. Pushes
 * of the date make it graver.
 */
export const closePassed: Signal = {
  id: 'closePassed',
  number: 4,
  kind: 'process',
  skill: 'closing',
  topic: 'closeDate',
  about: 'deal',
  side: 'both',
  limit: 0,
  unit: 'days',
  needs: ['closeDate'],
  check(facts, limit) {
    const { fields, day } = facts;
    const date = known(fields.closeDate);
    if (date === undefined || fields.closeDate.state !== 'seen')
      return fields.closeDate.state === 'empty' ? null : 'unknown';
    const days = daysBetween(date, day);
    if (days <= limit) return null;
    const pushes = pushesOf(facts);
    // A week late counts as much as two weeks without activity.
    return {
      severity: Math.max(0.6, lateness(days, 7), pushes?.severity ?? 0),
      fingerprintInputs: { closeDate: date },
      evidence: [
        { fact: 'closeDate', values: [say.date(date), say.days(days)] },
        ...(pushes ? [pushes.evidence] : []),
      ],
      source: fields.closeDate.source,
      values: [say.date(date), say.days(days)],
    };
  },
};
