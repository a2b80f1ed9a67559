import { known } from '../../model/index.ts';
import { dayOf, daysSince } from '../days.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** 8. Longer in its stage than deals usually are. Without enough won deals to compare with, the limit is 30 days. */
export const stageStuck: Signal = {
  id: 'stageStuck',
  number: 8,
  kind: 'process',
  topic: 'stage',
  limit: 30,
  unit: 'days',
  check({ fields, stageMoves, now }, limit) {
    const stage = known(fields.stage);
    const since = known(fields.stageSince) ?? stageMoves?.list.at(-1)?.at;
    if (stage === undefined || since === undefined) return 'unsure';
    const days = daysSince(since, now);
    if (days <= limit) return null;
    const day = dayOf(since, now.timeZone);
    const source = fields.stageSince.state === 'seen' ? fields.stageSince.source : (stageMoves?.source ?? 'snapshot');
    return {
      severity: lateness(days, limit),
      rests: { stage, since: day },
      evidence: [
        { fact: 'stage', values: [say.text(stage)] },
        { fact: 'stageSince', values: [say.date(day), say.days(days)] },
      ],
      source,
      words: [say.text(stage), say.days(days)],
    };
  },
};
