import { known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';
import { mention, wordLists } from '../words.ts';

/** 33. Half way through the pipeline nothing written mentions price. Silent where fewer than three things are written at all. */
export const priceUndiscussed: Signal = {
  id: 'priceUndiscussed',
  number: 33,
  kind: 'human',
  skill: 'value',
  topic: 'price',
  limit: 0.5,
  unit: 'none',
  needs: ['activities', 'stage', 'stages'],
  check({ told, fields, position }, limit) {
    const stage = known(fields.stage);
    if (
      told === null ||
      position === null ||
      stage === undefined ||
      fields.activities.state !== 'seen' ||
      told.length < 3
    )
      return 'unsure';
    if (position < limit || mention(told, wordLists.price, 0)) return null;
    return {
      severity: 0.35 + 0.25 * position,
      rests: { stage },
      evidence: [
        { fact: 'activities', values: [say.count(told.length)] },
        { fact: 'stage', values: [say.text(stage)] },
      ],
      source: fields.activities.source,
      words: [say.text(stage)],
    };
  },
};
