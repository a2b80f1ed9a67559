// A rep's own calls: which are finished, and how they came out.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalledDeal,
  calibrationOf,
  type FinishedCall,
  finishedCalls,
  quarterOf,
  STATED,
} from '../../lib/coaching/calibration.ts';
import type { ForecastCall } from '../../lib/model/index.ts';

type Call = ForecastCall['call'];
const calls = Object.keys(STATED) as Call[];
const now = { ms: Date.parse('2026-11-22T12:00:00Z'), timeZone: 'Europe/London' };
const ms = (day: string) => Date.parse(`${day}T12:00:00Z`);

/** Random numbers of a fixed seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('the calibration of a rep', () => {
  it('of known shares is recovered within binomial error', () => {
    fc.assert(
      fc.property(
        fc.record({
          commit: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
          bestCase: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
          pipeline: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
          notThisPeriod: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (shares, seed) => {
          const next = random(seed);
          const of = 400;
          const finished = calls.flatMap((call) =>
            Array.from({ length: of }, (): FinishedCall => ({ call, won: next() < shares[call] })),
          );
          const { lines, brier, n } = calibrationOf(finished);
          expect(n).toBe(of * calls.length);
          let expected = 0;
          let variance = 0;
          for (const { call, won, low, high, stated } of lines) {
            const share = shares[call];
            const error = Math.sqrt((share * (1 - share)) / of);
            // Five standard errors: one in a million by chance.
            expect(Math.abs(won / of - share)).toBeLessThan(5 * error);
            expect(low).toBeLessThanOrEqual(won / of);
            expect(high).toBeGreaterThanOrEqual(won / of);
            const [hit, miss] = [(1 - stated) ** 2, stated ** 2];
            expected += (share * hit + (1 - share) * miss) / calls.length;
            variance += (share * (1 - share) * (hit - miss) ** 2) / (of * calls.length ** 2);
          }
          expect(Math.abs((brier ?? 1) - expected)).toBeLessThan(5 * Math.sqrt(variance) + 1e-9);
        },
      ),
      { seed: 17, numRuns: 200 },
    );
  });
  it('has intervals that contain the true share about 95 times in 100', () => {
    const next = random(17);
    let inside = 0;
    const runs = 2000;
    for (let run = 0; run < runs; run++) {
      const share = 0.1 + 0.8 * next();
      const finished = Array.from({ length: 40 }, (): FinishedCall => {
        return { call: 'commit', won: next() < share };
      });
      const [line] = calibrationOf(finished).lines;
      if (line && line.low <= share && line.high >= share) inside += 1;
    }
    expect(inside / runs).toBeGreaterThan(0.93);
    expect(inside / runs).toBeLessThan(0.97);
  });
  it('is best for a rep whose deals come as called', () => {
    const sure = [
      { call: 'commit', won: true },
      { call: 'notThisPeriod', won: false },
    ] as const;
    const wrong = sure.map(({ call, won }) => ({ call, won: !won }));
    expect(calibrationOf(sure).brier).toBeLessThan(calibrationOf(wrong).brier ?? 0);
    expect(calibrationOf([])).toEqual({ n: 0, brier: null, lines: [] });
  });
});

describe('a call is finished', () => {
  const call = (period: string, more: Partial<ForecastCall> = {}) => ({
    refKey: 'k',
    period,
    call: 'commit' as const,
    at: ms('2026-07-02'),
    ...more,
  });
  const finished = (period: string, deal: CalledDeal | undefined, more = {}) =>
    finishedCalls([call(period, more)], () => deal, now).map(({ won }) => won);
  const deal = (status: CalledDeal['status'], day: string | null): CalledDeal => ({
    status,
    closedAt: day === null ? null : ms(day),
  });
  it.each([
    ['won in its quarter', '2026-Q3', deal('won', '2026-09-30'), [true]],
    ['lost in its quarter', '2026-Q4', deal('lost', '2026-10-02'), [false]],
    ['won a quarter later', '2026-Q3', deal('won', '2026-10-01'), [false]],
    ['open after its quarter', '2026-Q3', deal('open', null), [false]],
    ['open in its quarter', '2026-Q4', deal('open', null), []],
    ['of which nothing is known', '2026-Q3', deal(null, null), []],
    ['that the device does not know', '2026-Q3', undefined, []],
  ])('for a deal %s', (_, period, known, result) => {
    expect(finished(period, known)).toEqual(result);
  });
  it('only if it was made before the end', () => {
    expect(finished('2026-Q3', deal('won', '2026-09-30'), { at: ms('2026-10-01') })).toEqual([]);
  });
  it('in calendar quarters', () => {
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
      '2026-Q1',
      '2026-Q1',
      '2026-Q2',
      '2026-Q4',
    ]);
  });
});
