// The figures of a team's quarter: what counts, and what nobody can know.

import { describe, expect, it } from 'vitest';
import { type ClosedDeal, resultsOf } from '../../lib/view/results.ts';
import { NOON, now } from '../helpers/deals.ts';

const rep = (quota: number | null = 1000) => ({ name: 'Tomas', crmNames: ['Tomas L'], quota });
const won = (amount: number | null, currency = 'EUR'): ClosedDeal => ({
  ...{ owner: 'o', ownerName: 'Tomas L', status: 'won', closedAt: NOON },
  amount: amount === null ? null : { amount, currency },
});
const of = (deals: readonly ClosedDeal[], quota: number | null = 1000) =>
  resultsOf(deals, [rep(quota)], '2026-Q4', now);

describe('the results of a rep', () => {
  it('are the amounts of what was won, and the share of the quota', () => {
    expect(of([won(400), won(100), { ...won(900), status: 'lost' }])).toMatchObject([
      { won: 2, lost: 1, wonAmount: 500, wonWithoutAmount: 0, quota: 1000, attainment: 50 },
    ]);
  });
  it('say how many won deals have no amount, and have no attainment then', () => {
    expect(of([won(400), won(null)])).toMatchObject([
      { won: 2, currency: 'EUR', wonAmount: 400, wonWithoutAmount: 1, attainment: null },
    ]);
  });
  it('have no amount, instead of none, where no won deal has one', () => {
    expect(of([won(null)])).toMatchObject([
      { won: 1, currency: null, wonAmount: null, wonWithoutAmount: 1, attainment: null },
    ]);
  });
  it('of a lost deal without an amount change nothing', () => {
    expect(of([won(400), { ...won(null), status: 'lost' }])).toMatchObject([
      { won: 1, lost: 1, wonAmount: 400, wonWithoutAmount: 0, attainment: 40 },
    ]);
  });
  it('without a closed deal are nothing won of the quota', () => {
    expect(of([])).toMatchObject([{ won: 0, wonAmount: 0, attainment: 0 }]);
  });
  it('in two currencies have a line each, and no quota', () => {
    const lines = of([won(400), won(300, 'GBP'), won(null)]);
    expect(lines.map(({ currency, wonAmount, quota }) => [currency, wonAmount, quota])).toEqual([
      ['EUR', 400, null],
      ['GBP', 300, null],
      [null, null, null],
    ]);
  });
});
