import { known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

/** A forecast that promises, by the CRM's own category or by its probability, %. */
const COMMIT = /commit|best case|festgelegt|zusage|comprom/i;
const LIKELY = 80;
/** What counts as grave, as in the health label. */
const GRAVE = 0.7;

/** 39. The deal is forecast as safe while two grave warnings stand on it. */
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
  check({ fields }, limit, raised) {
    const forecast = known(fields.forecast);
    const probability = known(fields.probability);
    if (forecast === undefined && probability === undefined) return 'unknown';
    const promised = forecast !== undefined ? COMMIT.test(forecast) : (probability ?? 0) >= LIKELY;
    const grave = raised.filter((item) => item.kind !== 'praise' && item.severity >= GRAVE);
    if (!promised || grave.length < limit) return null;
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
      source:
        fields.forecast.state === 'seen'
          ? fields.forecast.source
          : fields.probability.state === 'seen'
            ? fields.probability.source
            : 'api',
      words: [say.count(grave.length)],
    };
  },
};
