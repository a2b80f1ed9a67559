import { emptiedIn, known } from '../../model/index.ts';
import { countedSince, daysOffEvidence, overdueDays } from '../counted.ts';
import { dayOf, daysBetween, daysSince, today } from '../days.ts';
import { lateness, type Signal, say } from '../signal.ts';
import { stepDate } from '../statements/statements.ts';

/**
 * 14. Triggered when the date of the next step, in its field or its text, is in the past, or when
 * its text has not changed for 14 days.
 */
export const nextStepStale: Signal = {
  id: 'nextStepStale',
  number: 14,
  kind: 'process',
  skill: 'planning',
  topic: 'nextStep',
  about: 'deal',
  side: 'both',
  limit: 14,
  unit: 'days',
  needs: ['nextStep'],
  variants: { due: ['because'] },
  check(facts, limit) {
    const { fields, snapshots, now, step: written } = facts;
    const step = known(fields.nextStep);
    if (step === undefined || fields.nextStep.state !== 'seen')
      return fields.nextStep.state === 'empty' ? null : 'unknown';
    const { source } = fields.nextStep;
    const due = known(fields.nextStepDate) ?? stepDate(written, today(now)) ?? undefined;
    const overdue = due === undefined ? 0 : daysBetween(due, today(now));
    const counted = due === undefined ? 0 : overdueDays(due, facts, overdue);
    if (due !== undefined && counted > 0) {
      return {
        severity: Math.max(0.55, lateness(counted, 7)),
        fingerprintInputs: { nextStep: step, due },
        evidence: [
          { fact: 'nextStep', values: [say.text(step), say.date(due), say.days(overdue)] },
          ...daysOffEvidence(due, facts),
        ],
        source,
        values: [say.text(step), say.date(due)],
        as: 'due',
      };
    }
    // A next step with a future date is a plan, whatever its age.
    const other = snapshots.findLastIndex(
      (snapshot) => (snapshot.nextStep ?? step) !== step || emptiedIn(snapshot, 'nextStep'),
    );
    const since =
      due === undefined
        ? snapshots.slice(other + 1).find((snapshot) => snapshot.nextStep === step)?.at
        : undefined;
    const days = since === undefined ? 0 : daysSince(since, now);
    const age = since === undefined ? 0 : countedSince(since, facts);
    if (since === undefined || age < limit) return null;
    const day = dayOf(since, now.timeZone);
    return {
      severity: lateness(age, limit),
      fingerprintInputs: { nextStep: step, since: day },
      evidence: [{ fact: 'nextStep', values: [say.text(step), say.date(day), say.days(days)] }],
      source: 'snapshot',
      values: [say.text(step), say.date(day)],
    };
  },
};
