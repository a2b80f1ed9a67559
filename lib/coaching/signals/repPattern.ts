import { type Signal, say } from '../signal.ts';

/** Fewest open deals from which a pattern is computed. */
const ENOUGH = 5;

/**
 * 53. Fires when one warning is triggered on 30% or more of a rep's open deals, including this one.
 */
export const repPattern: Signal = {
  id: 'repPattern',
  number: 53,
  kind: 'skill',
  skill: 'qualification',
  topic: 'rep',
  limit: 30,
  unit: 'percent',
  needs: ['owner'],
  unless: ['otherDealOfRep'],
  last: true,
  check({ rep, fields }, limit, triggered) {
    if (!rep || rep.open.length < ENOUGH) return 'unknown';
    const shares = triggered
      .filter((item) => item.kind !== 'praise')
      .map((item) => ({
        signal: item.signal,
        deals: rep.open.filter((deal) => deal.triggered.includes(item.signal)).length,
      }))
      .filter((item) => item.deals >= 2 && (item.deals / rep.open.length) * 100 >= limit)
      .sort((a, b) => b.deals - a.deals || a.signal.localeCompare(b.signal));
    const first = shares[0];
    if (!first) return null;
    const share = Math.round((first.deals / rep.open.length) * 100);
    return {
      severity: Math.min(0.65, 0.35 + first.deals / rep.open.length / 2.5),
      fingerprintInputs: { pattern: first.signal },
      evidence: [
        {
          fact: 'deals',
          values: [say.signal(first.signal), say.count(first.deals), say.count(rep.open.length)],
        },
      ],
      source: fields.owner.state === 'seen' ? fields.owner.source : 'snapshot',
      values: [say.signal(first.signal), say.percent(share), say.count(rep.open.length)],
    };
  },
};
