import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  featureNames,
  featuresAt,
  midLifeFeatures,
  NEED_LOST,
  NEED_WON,
  probability,
  type Sample,
  winProbabilityOf,
} from '../../lib/coaching/index.ts';
import { brier, fit, predict } from '../../lib/coaching/winProbability/logistic.ts';
import { day, facts, ms } from '../helpers/deals.ts';

/** A random generator with a seed: mulberry32. */
function random(begin: number): () => number {
  let state = begin;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

describe('logistic regression', () => {
  it('finds the log odds ratio of a two by two table, which is its maximum likelihood', () => {
    const cells = [
      ...Array(30).fill([1, true]),
      ...Array(10).fill([1, false]),
      ...Array(20).fill([0, true]),
      ...Array(40).fill([0, false]),
    ] as [number, boolean][];
    const weights = fit(
      cells.map(([x]) => [x]),
      cells.map(([, won]) => won),
      0,
    );
    expect(weights[0]).toBeCloseTo(Math.log(20 / 40), 6);
    expect(weights[1]).toBeCloseTo(Math.log((30 / 10 / 20) * 40), 6);
    expect(predict(weights, [1])).toBeCloseTo(0.75, 6);
  });
  it('keeps finite weights where one feature separates everything', () => {
    const weights = fit([[-1], [-2], [1], [2]], [false, false, true, true]);
    expect(weights.every(Number.isFinite)).toBe(true);
  });
  it('computes the Brier score', () => {
    expect(brier([1, 0], [true, false])).toBe(0);
    expect(brier([0.5, 0.5], [true, false])).toBe(0.25);
  });
});

function samples(count: number, informative: boolean, begin = 7): Sample[] {
  const next = random(begin);
  return Array.from({ length: count }, (_, index) => {
    const features = featureNames.map(() => next() * 2 - 1);
    const score = informative ? -1 + 2.5 * (features[3] ?? 0) - 1.5 * (features[5] ?? 0) : -1;
    return { key: `deal-${begin}-${index}`, features, won: next() < 1 / (1 + Math.exp(-score)) };
  });
}

describe('the win probability', () => {
  it('lists the missing data', () => {
    expect(winProbabilityOf([])).toEqual({ state: 'short', won: 0, lost: 0 });
    const many = samples(60, true);
    expect(winProbabilityOf(many).state).toBe('short');
  });
  it('is shown where it beats the stage rate on deals it has not seen, in calibrated bins', () => {
    const model = winProbabilityOf(samples(900, true));
    expect(model.state).toBe('ready');
    if (model.state !== 'ready') return;
    expect(model.won).toBeGreaterThanOrEqual(NEED_WON);
    expect(model.lost).toBeGreaterThanOrEqual(NEED_LOST);
    expect(model.brier).toBeLessThan(model.base);
    for (const bin of model.bins)
      if (bin.n > 60) expect(Math.abs(bin.forecast - bin.won)).toBeLessThan(0.12);
    expect(model.bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(900);
  });
  it('is not shown where there is nothing to learn', () => {
    const states = Array.from({ length: 20 }, (_, index) => index + 1).map(
      (begin) => winProbabilityOf(samples(600, false, begin)).state,
    );
    expect(states.filter((state) => state === 'notBetter').length).toBeGreaterThanOrEqual(18);
  });
  it('is the same in every order, and accepts unknown values', () => {
    const list = samples(400, true, 11).map((sample, index) =>
      index % 5 === 0
        ? {
            ...sample,
            features: sample.features.map((value, at) => (at === index % 6 ? null : value)),
          }
        : sample,
    );
    const [one, other] = [winProbabilityOf(list), winProbabilityOf([...list].reverse())];
    expect(one.state).toBe('ready');
    if (one.state !== 'ready' || other.state !== 'ready') return;
    expect(other.brier).toBeCloseTo(one.brier, 9);
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: -50, max: 50, noNaN: true })), {
          minLength: 6,
          maxLength: 6,
        }),
        (features) => {
          const p = probability(one.model, features);
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('features', () => {
  const deal = facts({
    stage: 'Negotiation',
    createdAt: ms(-100),
    amount: { amount: 1000, currency: 'GBP' },
    closeDate: day(30),
    stageHistory: [
      { at: ms(-60), from: 'Prospecting', to: 'Qualification' },
      { at: ms(-10), from: 'Qualification', to: 'Negotiation' },
    ],
    closeDateHistory: [
      { at: ms(-70), from: day(-60), to: day(-30) },
      { at: ms(-20), from: day(-30), to: day(30) },
    ],
    amountHistory: [{ at: ms(-15), from: 100, to: 1000 }],
    activities: [
      {
        id: 'a',
        kind: 'call',
        subject: 'x',
        state: 'done',
        at: ms(-5),
        due: null,
        contactId: null,
      },
    ],
  });
  it('contain nothing from after their time', () => {
    const [position, amount, age, pushes, , activity] = featuresAt(deal, ms(-50));
    expect(position).toBeCloseTo(1 / 3);
    expect(amount).toBeCloseTo(Math.log10(101));
    expect(age).toBeCloseTo(0.5);
    expect(pushes).toBe(1);
    expect(activity).toBe(0);
    expect(featuresAt(deal, ms(0)).slice(0, 4)).toEqual([1, Math.log10(1001), 1, 2]);
  });
  it('of a closed deal are those of the middle of its life', () => {
    const closed = facts({
      stage: 'Won',
      status: 'won',
      createdAt: ms(-100),
      stageSince: ms(-20),
      closeDate: day(-20),
    });
    expect(midLifeFeatures(closed)?.[2]).toBeCloseTo(0.4);
    expect(
      midLifeFeatures(facts({ status: 'won', stage: 'Won', createdAt: undefined })),
    ).toBeNull();
  });
});
