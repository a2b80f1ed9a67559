import { known } from '../../model/index.ts';
import { dayOf } from '../days.ts';
import { type Signal, say } from '../signal.ts';

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
    const open = known(fields.stages)
      ?.filter((item) => item.kind === 'open')
      .map((item) => item.name);
    const stage = known(fields.stage);
    if (!stageMoves || !open || stage === undefined) return 'unknown';
    const place = (name: string | null) => (name === null ? -1 : open.indexOf(name));
    const back = stageMoves.list
      .filter((move) => place(move.to) >= 0 && place(move.from) > place(move.to))
      .at(-1);
    if (!back?.from || !back.to) return null;
    // A deal that reached its earlier stage again is not asked about.
    if (place(stage) >= place(back.from)) return null;
    return {
      severity: 0.65,
      fingerprintInputs: { from: back.from, to: back.to, at: dayOf(back.at, now.timeZone) },
      evidence: [
        { fact: 'stage', values: [say.text(back.from), say.text(back.to)] },
        { fact: 'stageSince', values: [say.date(dayOf(back.at, now.timeZone))] },
      ],
      source: stageMoves.source,
      values: [say.text(back.from), say.text(back.to)],
    };
  },
};
