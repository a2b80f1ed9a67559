import { known } from '../../model/index.ts';
import { dayOf } from '../days.ts';
import { type Signal, say } from '../signal.ts';
import { isRegained } from '../stageSteps.ts';
import { currentStage, stageInput, toOf } from '../stages.ts';

/** 11. Fires when the deal is in an earlier stage than it once reached. */
export const stageBack: Signal = {
  id: 'stageBack',
  number: 11,
  kind: 'process',
  skill: 'qualification',
  topic: 'stage',
  limit: 1,
  unit: 'none',
  needs: ['stageHistory', 'stages', 'stage'],
  check({ fields, stageMoves, now }) {
    if (!stageMoves || known(fields.stages) === undefined || currentStage(fields) === null)
      return 'unknown';
    const { list } = stageMoves;
    const isUnsure = stageMoves.isUnsure || list.some((step) => step.direction === null);
    // A won deal that was opened again did not go back from an open stage.
    const back = list.findLast((step) => step.direction === 'back' && step.before !== null);
    if (!back?.before?.name || !back.to) return isUnsure ? 'unknown' : null;
    // A deal that reached its earlier stage again is not asked about.
    const isBackThere = isRegained(fields, back);
    if (isBackThere === null) return 'unknown';
    if (isBackThere) return null;
    const from = back.before.name;
    return {
      severity: 0.65,
      fingerprintInputs: {
        from: stageInput(back.before),
        to: stageInput(toOf(back)),
        at: dayOf(back.at, now.timeZone),
      },
      evidence: [
        { fact: 'stage', values: [say.text(from), say.text(back.to)] },
        { fact: 'stageSince', values: [say.date(dayOf(back.at, now.timeZone))] },
      ],
      source: stageMoves.source,
      values: [say.text(from), say.text(back.to)],
    };
  },
};
