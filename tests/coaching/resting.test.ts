// Which warnings a manager is offered to rest, and what resting does.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coach, signals } from '../../lib/coaching/index.ts';
import { notAsked } from '../../lib/coaching/notAsked.ts';
import {
  type ClosedDeal,
  corrected,
  ENOUGH_CLOSED,
  lowerEnd,
  quantile,
  restableOf,
  warningsOfDeals,
} from '../../lib/coaching/resting.ts';
import { flaggedSince } from '../../lib/model/index.ts';
import { day, facts } from '../helpers/deals.ts';

const SEED = 20_261_128;
/** Deals with and without one warning, the first of each won. */
function deals(
  [flaggedWon, flagged]: [number, number],
  [otherWon, other]: [number, number],
  signal = 'quiet',
): ClosedDeal[] {
  const group = (name: string, won: number, n: number, list: string[]) =>
    Array.from({ length: n }, (_, index) => ({
      ...{ key: `${name}${index}`, won: index < won, flagged: list },
    }));
  return [...group('f', flaggedWon, flagged, [signal]), ...group('o', otherWon, other, [])];
}
const offered = (list: ClosedDeal[], answered = {}) =>
  restableOf(list, answered).map(({ signal }) => signal);

describe('a warning is offered to rest', () => {
  it('where its deals win clearly more, with the figures', () => {
    expect(restableOf(deals([45, 50], [20, 60]), {})).toEqual([
      { signal: 'quiet', flagged: 50, flaggedWon: 45, other: 60, otherWon: 20 },
    ]);
  });
  it.each([
    ['they win less', deals([20, 50], [45, 60])],
    ['they win as often', deals([25, 50], [30, 60])],
    ['the difference may be chance', deals([30, 50], [26, 60])],
    ['39 have it', deals([39, 39], [5, 60])],
    ['39 do not have it', deals([50, 50], [2, 39])],
    ['it is praise', deals([45, 50], [20, 60], 'win')],
    ['it is about the rep', deals([45, 50], [20, 60], 'losses')],
    ['nothing is known here of such a warning', deals([45, 50], [20, 60], 'written:x')],
  ])('not where %s', (_, list) => expect(offered(list)).toEqual([]));
  it('leaves out the deals on which its question was worked with, and no others', () => {
    const list = deals([45, 50], [20, 60]);
    const won = new Set(Array.from({ length: 11 }, (_, index) => `f${index}`));
    expect(offered(list, { quiet: won })).toEqual([]);
    expect(offered(list, { noPower: won })).toEqual(['quiet']);
  });
  it('has a correction over all warnings', () => {
    expect(quantile(0.025)).toBeCloseTo(1.96, 3);
    expect(quantile(0.0005)).toBeCloseTo(3.2905, 2);
    expect(corrected()).toBeCloseTo(quantile(0.025 / warningsOfDeals().length), 9);
    // 95% alone would show this one.
    const [one, other] = [
      { k: 32, n: 50 },
      { k: 24, n: 60 },
    ];
    expect(lowerEnd(one, other, 1.96)).toBeGreaterThan(0);
    expect(lowerEnd(one, other, corrected())).toBeLessThan(0);
  });

  const group = fc
    .integer({ min: 0, max: 120 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  const property = (check: (one: [number, number], other: [number, number]) => void) =>
    fc.assert(fc.property(group, group, check), { seed: SEED, numRuns: 400 });
  it('never with fewer than forty deals on a side, and never where they do not win more', () =>
    property((one, other) => {
      if (offered(deals(one, other)).length === 0) return;
      expect(Math.min(one[1], other[1])).toBeGreaterThanOrEqual(ENOUGH_CLOSED);
      expect(one[0] / one[1]).toBeGreaterThan(other[0] / other[1]);
    }));
  it('more surely with each win of a flagged deal, and less with each other win', () =>
    property((one, other) => {
      const before = offered(deals(one, other)).length;
      const [k, n] = one;
      if (k < n) expect(offered(deals([k + 1, n], other)).length).toBeGreaterThanOrEqual(before);
      const [l, m] = other;
      if (l < m) expect(offered(deals(one, [l + 1, m])).length).toBeLessThanOrEqual(before);
    }));
  it('whatever the order of the deals, and one warning does not change another', () =>
    property((one, other) => {
      const list = deals(one, other);
      const found = restableOf(list, {});
      expect(restableOf([...list].reverse(), {})).toEqual(found);
      const both = list.map((deal, index) =>
        index % 3 === 0 ? { ...deal, flagged: [...deal.flagged, 'noPower'] } : deal,
      );
      expect(restableOf(both, {}).filter(({ signal }) => signal === 'quiet')).toEqual(found);
    }));
  it('hardly ever where warnings say nothing', () => {
    // Each deal has each warning and is won by a coin, so that an offer is an error.
    let offers = 0;
    let state = SEED;
    const coin = () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state / 2 ** 31;
    };
    const ids = signals.map(({ id }) => id);
    for (let run = 0; run < 100; run++) {
      const list = Array.from({ length: 120 }, (_, index) => ({
        ...{ key: `d${index}`, won: coin() < 0.4 },
        flagged: ids.filter(() => coin() < 0.5),
      }));
      if (restableOf(list, {}).length > 0) offers += 1;
    }
    expect(offers).toBeLessThanOrEqual(8);
  });
});

describe('the warnings of a deal while it was open', () => {
  const summary = (status: 'open' | 'won' | null, triggered: string[], flagged?: string[]) => ({
    ...{ status, triggered },
    ...(flagged && { flagged }),
  });
  it('are kept when it closes, and are unknown where it was never seen open', () => {
    expect(flaggedSince(null, summary('open', ['quiet']))).toEqual(['quiet']);
    expect(flaggedSince(summary('open', ['quiet']), summary('won', []))).toEqual(['quiet']);
    const known = summary('open', ['noPower'], ['quiet']);
    expect(flaggedSince(known, summary('won', []))).toEqual(['noPower', 'quiet']);
    expect(flaggedSince(summary('won', [], ['quiet']), summary('won', []))).toEqual(['quiet']);
    expect(flaggedSince(null, summary('won', []))).toBeUndefined();
    expect(flaggedSince(summary('won', ['lossReview']), summary('won', []))).toBeUndefined();
  });
});

it('a resting question is not asked, and is asked again once its pause ends', () => {
  const late = facts({ closeDate: day(-3) });
  const asked = (rested: Record<string, unknown>) =>
    coach(late, { settings: { limits: {}, off: notAsked({ off: [], rested }) } }).prompts.map(
      ({ item }) => item.signal,
    );
  expect(asked({})).toContain('closePassed');
  expect(asked({ closePassed: {} })).not.toContain('closePassed');
  expect(notAsked({ off: ['quiet'], rested: { noPower: {} } })).toEqual(['quiet', 'noPower']);
  expect(notAsked(null)).toEqual([]);
});
