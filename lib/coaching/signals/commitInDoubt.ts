import { known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

/** The CRM's own category for a safe forecast. A probability that a stage sets is no forecast. */
const COMMIT = /commit|festgelegt|zusage|comprom/i;
/** Severity of a grave warning, as in the health label. */
const GRAVE = 0.7;
/** Warnings that a committed deal cannot have, whatever their severity. */
const COUNT = ['noNextStep', 'nextStepStale', 'noOpenActivity', 'quiet', 'untouched', 'noPower'];
/** Warnings that an own commit cannot have either: its date does not hold. */
const COUNT_DATES = ['noCloseDate', 'closePassed', 'closesSoonEarly', 'timeShort'];

/**
 * 39. Triggered when the forecast category, or the rep's own call, is safe and two warnings speak
 * against it: grave ones, or a missing step, silence, or nobody who decides.
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
  check({ fields, call }, limit, triggered) {
    const forecast = known(fields.forecast);
    const isOwn = call === 'commit';
    if (!isOwn && (forecast === undefined || fields.forecast.state !== 'seen'))
      return fields.forecast.state === 'empty' ? null : 'unknown';
    const counted = isOwn ? [...COUNT, ...COUNT_DATES] : COUNT;
    const against = triggered.filter(
      (item) => item.kind !== 'praise' && (item.severity >= GRAVE || counted.includes(item.signal)),
    );
    if (!(isOwn || COMMIT.test(forecast ?? '')) || against.length < limit) return null;
    return {
      severity: 0.8,
      fingerprintInputs: { forecast: isOwn ? 'own commit' : (forecast ?? null) },
      evidence: [
        ...(forecast === undefined
          ? []
          : [{ fact: 'forecast' as const, values: [say.text(forecast)] }]),
        { fact: 'usual', values: against.map((item) => say.signal(item.signal)) },
      ],
      source: isOwn || fields.forecast.state !== 'seen' ? 'typed' : fields.forecast.source,
      values: [say.count(against.length)],
    };
  },
};
