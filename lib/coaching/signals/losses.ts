import { dayOf } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/**
 * 55. Triggered when three deals or more were lost within 14 days. The question is about the
 * person, not about this deal.
 */
export const losses: Signal = {
  id: 'losses',
  number: 55,
  kind: 'human',
  skill: 'resilience',
  topic: 'rep',
  about: 'person',
  side: 'manager',
  limit: 3,
  unit: 'times',
  needs: ['owner', 'status'],
  unless: ['otherDealOfRep'],
  check({ rep, now }, limit) {
    if (!rep) return 'unknown';
    if (rep.losses.length < limit) return null;
    return {
      severity: 0.6,
      // The count falls by itself when old losses leave the 14 days; only a new loss is news.
      fingerprintInputs: { latest: rep.losses[0]?.name ?? null, on: rep.losses[0]?.at ?? null },
      evidence: [
        {
          fact: 'deals',
          values: rep.losses
            .slice(0, 4)
            .flatMap((deal) => [say.text(deal.name), say.date(dayOf(deal.at, now.timeZone))]),
        },
      ],
      source: 'snapshot',
      values: [say.count(rep.losses.length)],
    };
  },
};
