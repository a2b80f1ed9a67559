import { isEmpty, known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

/** 13. The deal has no next step, and it is known that it has none. */
export const noNextStep: Signal = {
  id: 'noNextStep',
  number: 13,
  kind: 'process',
  skill: 'planning',
  topic: 'nextStep',
  limit: 0,
  unit: 'none',
  needs: ['nextStep'],
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
