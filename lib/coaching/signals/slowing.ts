import { known } from '../../model/index.ts';
import { DAY_MS } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/** Fewest activities in the four weeks before for a comparison. */
const ENOUGH = 4;
const WEEKS_4 = 28 * DAY_MS;

/**
 * 42. Fires when activity in the last four weeks is down by half or more from the four weeks
 * before.
 */
export const slowing: Signal = {
  id: 'slowing',
  number: 42,
  kind: 'process',
  skill: 'communication',
  topic: 'silence',
  limit: 50,
  unit: 'percent',
  needs: ['activities'],
  check({ fields, done, now }, limit) {
    if (known(fields.activities) === undefined || fields.activities.state !== 'seen')
      return 'unknown';
    const ages = done.map((item) => now.ms - (item.at ?? 0));
    const recent = ages.filter((age) => age < WEEKS_4).length;
    const before = ages.filter((age) => age >= WEEKS_4 && age < 2 * WEEKS_4).length;
    if (before < ENOUGH) return null;
    const down = Math.round((1 - recent / before) * 100);
    if (down < limit) return null;
    return {
      severity: Math.min(0.75, 0.4 + ((down - limit) / 100) * 0.6),
      // The counts change from day to day; the last activity does not.
      fingerprintInputs: { last: done[0]?.id ?? done[0]?.at ?? null },
      evidence: [{ fact: 'activities', values: [say.count(before), say.count(recent)] }],
      source: fields.activities.source,
      values: [say.count(before), say.count(recent)],
    };
  },
};
