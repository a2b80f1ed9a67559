import { type DealFields, known, type Source } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

/** A forecast is safe by the CRM's own category, or from this probability on, %. */
const COMMIT = /commit|best case|festgelegt|zusage|comprom/i;
const LIKELY = 80;
/** Severity of a grave warning, as in the health label. */
const GRAVE = 0.7;

function sourceOf({ forecast, probability }: DealFields): Source {
  if (forecast.state === 'seen') return forecast.source;
  return probability.state === 'seen' ? probability.source : 'api';
}

/** 39. Fires when the deal is forecast as safe and two grave warnings are triggered on it. */
export const commitInDoubt: Signal = {
  id: 'commitInDoubt',
  number: 39,
  kind: 'human',
  skill: 'qualification',
  topic: 'forecast',
  limit: 2,
  unit: 'times',
  needs: ['probability'],
  last: true,
  check({ fields }, limit, triggered) {
    const forecast = known(fields.forecast);
    const probability = known(fields.probability);
    if (forecast === undefined && probability === undefined) return 'unknown';
    const isCommitted =
      forecast !== undefined ? COMMIT.test(forecast) : (probability ?? 0) >= LIKELY;
    const grave = triggered.filter((item) => item.kind !== 'praise' && item.severity >= GRAVE);
    if (!isCommitted || grave.length < limit) return null;
    return {
      severity: 0.8,
      fingerprintInputs: { forecast: forecast ?? probability ?? null },
      evidence: [
        {
          fact: 'forecast',
          values: [forecast !== undefined ? say.text(forecast) : say.percent(probability ?? 0)],
        },
        { fact: 'usual', values: grave.map((item) => say.signal(item.signal)) },
      ],
      source: sourceOf(fields),
      values: [say.count(grave.length)],
    };
  },
};
