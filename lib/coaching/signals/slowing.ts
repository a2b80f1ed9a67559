import { known } from '../../model/index.ts';
import { DAY_MS } from '../days.ts';
import { daysOf, paceEvidence, paceOf, type Share } from '../pace.ts';
import { type Signal, say } from '../signal.ts';

/** A comparison needs this many activities in the earlier period. */
const MIN_EARLIER = 4;
/** Length of each of the two periods. */
const PERIOD: Share = { share: 1 / 5, least: 28, most: 90 };
const PERIOD_DAYS = 28;

/**
 * 42. Triggered when activity in the last four weeks is down by half or more from the four weeks
 * before. In a deal of more than 20 weeks the two periods are a fifth of its pace each.
 */
export const slowing: Signal = {
  id: 'slowing',
  number: 42,
  kind: 'process',
  skill: 'communication',
  topic: 'silence',
  about: 'deal',
  side: 'rep',
  limit: 50,
  unit: 'percent',
  needs: ['activities'],
  byAbsence: true,
  unless: ['contactAhead', 'agreedPause'],
  check(facts, limit) {
    const { fields, done, now } = facts;
    if (known(fields.activities) === undefined || fields.activities.state !== 'seen')
      return 'unknown';
    const period = (daysOf(PERIOD, paceOf(facts)) ?? PERIOD_DAYS) * DAY_MS;
    // `done` has only activities with a time.
    const ages = done.map((item) => now.ms - (item.at ?? 0));
    const recent = ages.filter((age) => age < period).length;
    const before = ages.filter((age) => age >= period && age < 2 * period).length;
    if (before < MIN_EARLIER) return null;
    const drop = Math.round((1 - recent / before) * 100);
    if (drop < limit) return null;
    return {
      severity: Math.min(0.75, 0.4 + ((drop - limit) / 100) * 0.6),
      // The counts change from day to day; the last activity does not.
      fingerprintInputs: { last: done[0]?.id ?? done[0]?.at ?? null },
      evidence: [
        { fact: 'activities', values: [say.count(before), say.count(recent)] },
        ...paceEvidence(facts),
      ],
      source: fields.activities.source,
      values: [say.count(before), say.count(recent)],
    };
  },
};
