import { isEmpty, known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

/** 57. Triggered from the middle of the pipeline on when the deal has no close date. */
export const noCloseDate: Signal = {
  id: 'noCloseDate',
  number: 57,
  kind: 'process',
  skill: 'closing',
  topic: 'closeDate',
  about: 'deal',
  side: 'manager',
  limit: 0.5,
  unit: 'none',
  needs: ['closeDate', 'stage', 'stages'],
  unless: ['newRecord'],
  check({ fields, position }, limit) {
    const stage = known(fields.stage);
    if (fields.closeDate.state === 'unseen' || position === null || stage === undefined)
      return 'unknown';
    if (!isEmpty(fields.closeDate) || fields.closeDate.state !== 'empty' || position < limit)
      return null;
    return {
      severity: 0.4 + 0.3 * position,
      fingerprintInputs: { closeDate: null, stage },
      evidence: [
        { fact: 'closeDate', values: [] },
        { fact: 'stage', values: [say.text(stage)] },
      ],
      source: fields.closeDate.source,
      values: [say.text(stage)],
    };
  },
};
