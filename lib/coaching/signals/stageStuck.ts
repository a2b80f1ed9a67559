import { known } from '../../model/index.ts';
import { dayOf, daysSince } from '../days.ts';
import { stageSince } from '../facts.ts';
import { lateness, type Signal, say } from '../signal.ts';
import { stageInputOf, usualDaysIn } from '../stages.ts';

/** Factor on the median of won deals, as Gong's “stalled in stage” and Dynamics 365 count it. */
const TIMES = 1.5;

/**
 * 8. Fires when the deal is in its stage for more than 1.5 times the median of won deals. Without
 * enough won deals the threshold is 30 days.
 */
export const stageStuck: Signal = {
  id: 'stageStuck',
  number: 8,
  kind: 'process',
  skill: 'qualification',
  topic: 'stage',
  limit: 30,
  unit: 'days',
  needs: ['stage', 'stageSince'],
  check(facts, limit) {
    const stage = known(facts.fields.stage);
    const since = stageSince(facts);
    if (stage === undefined || !since) return 'unknown';
    const id = known(facts.fields.stageId) ?? null;
    const usual = usualDaysIn(facts, { id, name: stage });
    const most = usual ? Math.max(1, usual.value * TIMES) : limit;
    const days = daysSince(since.at, facts.now);
    if (days <= most) return null;
    const day = dayOf(since.at, facts.now.timeZone);
    return {
      severity: lateness(days, most),
      fingerprintInputs: { stage: stageInputOf(facts.fields), since: day },
      evidence: [
        { fact: 'stage', values: [say.text(stage)] },
        { fact: 'stageSince', values: [say.date(day), say.days(days)] },
        ...(usual
          ? [
              {
                fact: 'usual' as const,
                values: [say.days(Math.round(usual.value)), say.count(usual.n)],
              },
            ]
          : []),
      ],
      source: since.source,
      values: [say.text(stage), say.days(days)],
    };
  },
};
