import { known } from '../../model/index.ts';
import { daysBetween, today } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/** An early stage is one in the first half of the pipeline (docs/decisions/coaching-rules.md). */
const EARLY = 0.5;

/** 5. Fires when the close date is within 14 days while the deal is in an early stage. */
export const closesSoonEarly: Signal = {
  id: 'closesSoonEarly',
  number: 5,
  kind: 'process',
  skill: 'planning',
  topic: 'closeDate',
  limit: 14,
  unit: 'days',
  needs: ['closeDate', 'stage', 'stages'],
  unless: ['newRecord'],
  check({ fields, position, now }, limit) {
    const date = known(fields.closeDate);
    const stage = known(fields.stage);
    if (date === undefined) return fields.closeDate.state === 'empty' ? null : 'unknown';
    if (position === null || stage === undefined || fields.closeDate.state !== 'seen')
      return 'unknown';
    const days = daysBetween(today(now), date);
    if (days < 0 || days > limit || position >= EARLY) return null;
    const severity = 0.5 + 0.4 * (1 - days / Math.max(1, limit));
    return {
      severity,
      fingerprintInputs: { closeDate: date, stage },
      evidence: [
        { fact: 'closeDate', values: [say.date(date), say.days(days)] },
        { fact: 'stage', values: [say.text(stage)] },
      ],
      source: fields.closeDate.source,
      values: [say.date(date), say.text(stage)],
    };
  },
};
