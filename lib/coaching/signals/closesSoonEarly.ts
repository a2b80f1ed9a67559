import { known } from '../../model/index.ts';
import { decisionDatesOf } from '../checks.ts';
import { daysBetween, today } from '../days.ts';
import type { DealFacts } from '../facts.ts';
import { daysOf, paceEvidence, paceOf, type Share } from '../pace.ts';
import { type Finding, type Signal, say } from '../signal.ts';
import { stageInputOf } from '../stages.ts';

/** An early stage is one in the first half of the pipeline (docs/decisions/coaching-rules.md). */
const EARLY = 0.5;

/** The last days of a plan in which half of the stages are too many. */
const SHARE: Share = { share: 0.2, least: 5, most: 45 };

/** A text, or the next step, names a day after the close date for a step before the signature. */
function laterStep(facts: DealFacts, date: string): Finding | null {
  const { fields, day } = facts;
  if (date < day) return null;
  const step = known(fields.nextStep);
  const due = facts.step.decides ? known(fields.nextStepDate) : null;
  const written = decisionDatesOf(facts).find((said) => said.date > date);
  const found = due && step !== undefined && due > date ? { date: due, sentence: step } : written;
  if (!found) return null;
  return {
    severity: 0.8,
    fingerprintInputs: { closeDate: date, later: found.date },
    evidence: [
      { fact: 'closeDate', values: [say.date(date)] },
      { fact: 'said', values: [say.text(found.sentence), say.date(found.date)] },
    ],
    source: written ? 'typed' : 'api',
    values: [say.date(date), say.text(found.sentence)],
    as: 'said',
  };
}

/**
 * 5. Triggered when the close date is within a fifth of the pace, or within 14 days where the pace
 * is unknown, while the deal is in an early stage, or when a text or the next step names a later
 * day for a decision of the buyer.
 */
export const closesSoonEarly: Signal = {
  id: 'closesSoonEarly',
  number: 5,
  kind: 'process',
  skill: 'planning',
  topic: 'closeDate',
  about: 'deal',
  side: 'manager',
  limit: 14,
  unit: 'days',
  needs: ['closeDate', 'stage', 'stages'],
  unless: ['newRecord'],
  variants: { said: ['rep', 'because'] },
  limitOn: (facts) => daysOf(SHARE, paceOf(facts)),
  check(facts, limit) {
    const { fields, position, now } = facts;
    const date = known(fields.closeDate);
    const stage = known(fields.stage);
    if (date === undefined) return fields.closeDate.state === 'empty' ? null : 'unknown';
    const later = laterStep(facts, date);
    if (later) return later;
    if (position === null || stage === undefined || fields.closeDate.state !== 'seen')
      return 'unknown';
    const days = daysBetween(today(now), date);
    if (days < 0 || days > limit || position >= EARLY) return null;
    const severity = 0.5 + 0.4 * (1 - days / Math.max(1, limit));
    return {
      severity,
      fingerprintInputs: { closeDate: date, stage: stageInputOf(fields) },
      evidence: [
        { fact: 'closeDate', values: [say.date(date), say.days(days)] },
        { fact: 'stage', values: [say.text(stage)] },
        ...paceEvidence(facts),
      ],
      source: fields.closeDate.source,
      values: [say.date(date), say.text(stage)],
    };
  },
};
