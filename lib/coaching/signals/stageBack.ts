import { known } from '../../model/index.ts';
import { dayOf } from '../days.ts';
import { type Signal, say } from '../signal.ts';
import { currentStage, stageInput } from '../stages.ts';
import { stepBack } from '../stepBack.ts';

/** 11. Triggered when the deal is in an earlier stage than it once reached. */
export const stageBack: Signal = {
  id: 'stageBack',
  number: 11,
  kind: 'process',
  skill: 'qualification',
  topic: 'stage',
  about: 'deal',
  side: 'manager',
  limit: 1,
  unit: 'none',
  needs: ['stageHistory', 'stages', 'stage'],
  check(facts) {
    const { fields, stageMoves, now } = facts;
    if (!stageMoves || known(fields.stages) === undefined || currentStage(fields) === null)
      return 'unknown';
    const back = stepBack(facts);
    if (back === 'unknown') return 'unknown';
    // A step back with a reason and a date ahead is praised (signal 61).
    if (back === null || back.isHonest) return null;
    const day = dayOf(back.at, now.timeZone);
    return {
      severity: 0.75,
      fingerprintInputs: { from: stageInput(back.from), to: stageInput(back.to), at: day },
      evidence: [
        { fact: 'stage', values: [say.text(back.from.name), say.text(back.to.name)] },
        { fact: 'stageSince', values: [say.date(day)] },
      ],
      source: stageMoves.source,
      values: [say.text(back.from.name), say.text(back.to.name)],
    };
  },
};
