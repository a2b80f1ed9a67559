import { type Signal, say } from '../signal.ts';

/** Fewest open deals from which a pattern is computed. */
const ENOUGH = 5;

/**
 * 53. Triggered when one warning is triggered on more than 20% of a rep's open deals with
 * questions. It is asked instead of the warning on most of these deals (repDay.ts).
 */
export const repPattern: Signal = {
  id: 'repPattern',
  number: 53,
  kind: 'skill',
  skill: 'qualification',
  topic: 'rep',
  about: 'pattern',
  side: 'manager',
  limit: 20,
  unit: 'percent',
  needs: ['owner'],
  unless: ['otherDealOfRep'],
  check({ rep, fields }, limit) {
    if (!rep || rep.today.open < ENOUGH) return 'unknown';
    const [pattern] = rep.patterns;
    if (!pattern || pattern.share <= limit) return null;
    const { signal, count, of } = pattern;
    return {
      severity: Math.min(0.65, 0.35 + count / of / 2.5),
      fingerprintInputs: { pattern: signal },
      evidence: [{ fact: 'deals', values: [say.signal(signal), say.count(count), say.count(of)] }],
      source: fields.owner.state === 'seen' ? fields.owner.source : 'snapshot',
      values: [say.signal(signal), say.count(count), say.count(of)],
    };
  },
};
