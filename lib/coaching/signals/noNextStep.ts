import { isEmpty, known, wholeList } from '../../model/index.ts';
import { daysSince } from '../days.ts';
import { talksAhead } from '../planned.ts';
import { type Signal, say } from '../signal.ts';
import { stageInputOf } from '../stages.ts';
import { pauseUntil } from '../statements/statements.ts';

/** Days in which a first talk that is booked is step enough. */
const YOUNG_DAYS = 7;

/**
 * 13. Triggered when the deal has no next step, or one without a date that only waits for the
 * buyer, unless a pause is agreed. The field must be seen: an unseen field is not missing.
 */
export const noNextStep: Signal = {
  id: 'noNextStep',
  number: 13,
  kind: 'process',
  skill: 'planning',
  topic: 'nextStep',
  about: 'deal',
  side: 'both',
  limit: 0,
  unit: 'none',
  needs: ['nextStep'],
  variants: { waiting: ['because'] },
  unless: ['newRecord'],
  check(facts) {
    const { fields, position, texts, now, step: written } = facts;
    if (fields.nextStep.state === 'unseen') return 'unknown';
    const stage = known(fields.stage) ?? '';
    const severity = 0.5 + 0.2 * (position ?? 0.5);
    const step = known(fields.nextStep);
    if (step !== undefined && fields.nextStep.state === 'seen')
      return written.waits &&
        known(fields.nextStepDate) === undefined &&
        pauseUntil(texts ?? [], now) === null
        ? {
            severity,
            fingerprintInputs: { nextStep: step, stage: stageInputOf(fields) ?? '' },
            evidence: [{ fact: 'nextStep', values: [say.text(step)] }],
            source: fields.nextStep.source,
            values: [say.text(step)],
            as: 'waiting',
          }
        : null;
    if (!isEmpty(fields.nextStep) || fields.nextStep.state !== 'empty') return null;
    const created = known(fields.createdAt);
    const isYoung = created !== undefined && daysSince(created, now) <= YOUNG_DAYS;
    if (isYoung && talksAhead(facts).length > 0) return null;
    // Where none of the visible activities is open, signal 15 asks about it.
    const activities = wholeList(fields.activities)?.value ?? [];
    if (activities.length > 0 && activities.every(({ state }) => state === 'done')) return null;
    return {
      severity,
      fingerprintInputs: { nextStep: null, stage: stageInputOf(fields) ?? '' },
      evidence: [
        { fact: 'nextStep', values: [] },
        ...(stage ? [{ fact: 'stage' as const, values: [say.text(stage)] }] : []),
      ],
      source: fields.nextStep.source,
    };
  },
};
