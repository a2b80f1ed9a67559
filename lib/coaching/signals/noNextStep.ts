import { isEmpty, known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

/**
 * 13. Fires when the deal has no next step. The field must be seen empty: an unseen field is not
 * missing.
 */
export const noNextStep: Signal = {
  id: 'noNextStep',
  number: 13,
  kind: 'process',
  skill: 'planning',
  topic: 'nextStep',
  limit: 0,
  unit: 'none',
  needs: ['nextStep'],
  unless: ['newRecord'],
  check({ fields, position }) {
    if (fields.nextStep.state === 'unseen') return 'unknown';
    if (!isEmpty(fields.nextStep) || fields.nextStep.state !== 'empty') return null;
    const stage = known(fields.stage) ?? '';
    return {
      severity: 0.5 + 0.2 * (position ?? 0.5),
      fingerprintInputs: { nextStep: null, stage },
      evidence: [
        { fact: 'nextStep', values: [] },
        ...(stage ? [{ fact: 'stage' as const, values: [say.text(stage)] }] : []),
      ],
      source: fields.nextStep.source,
    };
  },
};
