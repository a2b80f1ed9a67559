import { known } from '../../model/index.ts';
import { dayOf, daysSince } from '../days.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** Fewest won deals from which the average is computed. */
const ENOUGH = 10;

/** 9. Fires when the deal is older than won deals were on average when they were won. */
export const oldDeal: Signal = {
  id: 'oldDeal',
  number: 9,
  kind: 'process',
  skill: 'qualification',
  topic: 'age',
  limit: 1,
  unit: 'times',
  needs: ['createdAt', 'history'],
  check({ fields, history, now }, limit) {
    const created = known(fields.createdAt);
    const usual = history?.cycleDays;
    if (created === undefined || fields.createdAt.state !== 'seen' || !usual || usual.n < ENOUGH)
      return 'unknown';
    const days = daysSince(created, now);
    const most = usual.value * limit;
    if (days <= most) return null;
    const day = dayOf(created, now.timeZone);
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
