import { known } from '../../model/index.ts';
import { mention, wordLists } from '../mentions.ts';
import { type Signal, say } from '../signal.ts';
import { stageInputOf } from '../stages.ts';

/**
 * 33. Fires from the middle of the pipeline on when no text mentions the price. It needs three
 * texts, because fewer show nothing.
 */
export const priceUndiscussed: Signal = {
  id: 'priceUndiscussed',
  number: 33,
  kind: 'human',
  skill: 'value',
  topic: 'price',
  limit: 0.5,
  unit: 'none',
  needs: ['activities', 'stage', 'stages'],
  check({ texts, fields, position }, limit) {
    const stage = known(fields.stage);
    if (
      texts === null ||
      position === null ||
      stage === undefined ||
      fields.activities.state !== 'seen' ||
      texts.length < 3
    )
      return 'unknown';
    if (position < limit || mention(texts, wordLists.price, 0)) return null;
    return {
      severity: 0.35 + 0.25 * position,
      fingerprintInputs: { stage: stageInputOf(fields) },
      evidence: [
        { fact: 'activities', values: [say.count(texts.length)] },
        { fact: 'stage', values: [say.text(stage)] },
      ],
      source: fields.activities.source,
      values: [say.text(stage)],
    };
  },
};
