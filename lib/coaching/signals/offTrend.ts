import { type Signal, say } from '../signal.ts';

/** Fewest whole weeks, besides the last one, from which a person's own range is computed. */
const ENOUGH = 6;

/**
 * 54. Triggered when the activities of the last whole week are below the person's own range: mean −
 * 2 standard deviations of the weeks before (the lower limit of a control chart, Shewhart). Nobody
 * is compared with another person.
 */
export const offTrend: Signal = {
  id: 'offTrend',
  number: 54,
  kind: 'human',
  skill: null,
  topic: 'rep',
  about: 'person',
  side: 'rep',
  limit: 2,
  unit: 'sd',
  needs: ['owner', 'activities'],
  unless: ['otherDealOfRep'],
  check({ rep }, limit) {
    if (!rep || rep.weeks.length < ENOUGH + 1) return 'unknown';
    const [last = 0, ...before] = rep.weeks;
    const mean = before.reduce((sum, count) => sum + count, 0) / before.length;
    const sd = Math.sqrt(
      before.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (before.length - 1),
    );
    const floor = mean - limit * sd;
    if (mean < 3 || last >= floor) return null;
    return {
      severity: 0.5,
      fingerprintInputs: { week: last, mean: Math.round(mean * 10) / 10 },
      evidence: [
        { fact: 'activities', values: [say.count(last)] },
        { fact: 'usual', values: [say.count(Math.round(mean)), say.count(before.length)] },
      ],
      source: 'snapshot',
      values: [say.count(last), say.count(Math.round(mean))],
    };
  },
};
