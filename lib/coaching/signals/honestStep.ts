import { known } from '../../model/index.ts';
import { closedSince, isEarlyNo } from '../closing.ts';
import { dayOf, daysSince } from '../days.ts';
import type { DealFacts } from '../facts.ts';
import { paceOf, startOf } from '../pace.ts';
import { type Finding, type Signal, say } from '../signal.ts';
import { stageInput } from '../stages.ts';
import { stepBack } from '../stepBack.ts';

function earlyNo(facts: DealFacts, limit: number): Finding | null {
  const { fields, now } = facts;
  const at = closedSince(facts);
  if (at === null || fields.status.state !== 'seen' || daysSince(at, now) > limit) return null;
  if (!isEarlyNo(facts, startOf(facts), paceOf(facts).days)) return null;
  const day = dayOf(at, now.timeZone);
  return {
    severity: 0.6,
    fingerprintInputs: { lost: day },
    evidence: [{ fact: 'status', values: [say.text(known(fields.stage) ?? ''), say.date(day)] }],
    source: fields.status.source,
    as: 'early',
  };
}

/**
 * 61. Praise. Triggered when the deal moved back in the last 14 days with a reason or a plan, or
 * was given up early with a note that says why.
 */
export const honestStep: Signal = {
  id: 'honestStep',
  number: 61,
  kind: 'praise',
  skill: 'qualification',
  topic: 'honesty',
  about: 'deal',
  side: 'manager',
  limit: 14,
  unit: 'days',
  needs: ['stage', 'stages', 'stageHistory'],
  closed: true,
  variants: { early: ['because'] },
  check(facts, limit) {
    const { fields, stageMoves, now } = facts;
    if (known(fields.status) === 'lost') return earlyNo(facts, limit);
    if (stageMoves === null || known(fields.stages) === undefined) return 'unknown';
    const back = stepBack(facts);
    if (back === 'unknown') return 'unknown';
    if (!back?.isHonest || daysSince(back.at, now) > limit) return null;
    const day = dayOf(back.at, now.timeZone);
    return {
      severity: 0.6,
      fingerprintInputs: { from: stageInput(back.from), to: stageInput(back.to), at: day },
      evidence: [
        {
          fact: 'stage',
          values: [say.text(back.from.name), say.text(back.to.name), say.date(day)],
        },
      ],
      source: stageMoves.source,
      values: [say.text(back.from.name)],
    };
  },
};
