import { known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

/** The CRM's own category for a safe forecast. A probability that a stage sets is no forecast. */
const COMMIT = /commit|festgelegt|zusage|comprom/i;
/** Severity of a grave warning, as in the health label. */
const GRAVE = 0.7;
/** Warnings that a committed deal cannot have, whatever their severity. */
const COUNT = ['noNextStep', 'nextStepStale', 'noOpenActivity', 'quiet', 'untouched', 'noPower'];

/**
 * 39. Triggered when the forecast category is safe and two warnings speak against it: grave ones,
 * or a missing step, silence, or nobody who decides.
 */
export const commitInDoubt: Signal = {
  id: 'commitInDoubt',
  number: 39,
  kind: 'human',
  skill: 'qualification',
  topic: 'forecast',
  about: 'deal',
  side: 'manager',
  limit: 2,
  unit: 'times',
  needs: ['forecast'],
  last: true,
  check({ fields }, limit, triggered) {
    const forecast = known(fields.forecast);
    if (forecast === undefined || fields.forecast.state !== 'seen')
      return fields.forecast.state === 'empty' ? null : 'unknown';
    const against = triggered.filter(
      (item) => item.kind !== 'praise' && (item.severity >= GRAVE || COUNT.includes(item.signal)),
    );
    if (!COMMIT.test(forecast) || against.length < limit) return null;
    return {
      severity: 0.8,
      fingerprintInputs: { forecast },
      evidence: [
        { fact: 'forecast', values: [say.text(forecast)] },
        { fact: 'usual', values: against.map((item) => say.signal(item.signal)) },
      ],
      source: fields.forecast.source,
      values: [say.count(against.length)],
    };
  },
};
