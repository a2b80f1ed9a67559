import { known } from '../../model/index.ts';
import { reopenedAt } from '../closing.ts';
import { dayOf, daysSince } from '../days.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** Fewest won deals from which the average is computed. */
const ENOUGH = 5;

/**
 * 9. Triggered when the deal is 1.5 times as old as won deals were on average when they were won. A
 * reopened deal counts from its reopening.
 */
export const oldDeal: Signal = {
  id: 'oldDeal',
  number: 9,
  kind: 'process',
  skill: 'qualification',
  topic: 'age',
  about: 'deal',
  side: 'manager',
  limit: 1.5,
  unit: 'times',
  needs: ['createdAt', 'history'],
  check(facts, limit) {
    const { fields, history, now } = facts;
    const created = known(fields.createdAt);
    const usual = history?.cycleDays;
    if (created === undefined || fields.createdAt.state !== 'seen' || !usual || usual.n < ENOUGH)
      return 'unknown';
    const start = reopenedAt(facts) ?? created;
    const days = daysSince(start, now);
    const most = usual.value * limit;
    if (days <= most) return null;
    const day = dayOf(start, now.timeZone);
    return {
      severity: Math.min(0.8, lateness(days, most)),
      fingerprintInputs: { createdAt: day },
      evidence: [
        { fact: 'createdAt', values: [say.date(day), say.days(days)] },
        { fact: 'usual', values: [say.days(Math.round(usual.value)), say.count(usual.n)] },
      ],
      source: fields.createdAt.source,
      values: [say.days(days), say.days(Math.round(usual.value))],
    };
  },
};
