// The figures of a team's quarter: what counts, and what nobody can know.

import { describe, expect, it } from 'vitest';
import { ownerKey } from '../../lib/model/index.ts';
import { type ClosedDeal, resultReps, resultsOf } from '../../lib/view/results.ts';
import { NOON, now } from '../helpers/deals.ts';

const rep = (quota: number | null = 1000) => ({
  ...{ id: 't', name: 'Tomas' },
  owners: ['o'],
  quota,
});
const won = (amount: number | null, currency = 'EUR'): ClosedDeal => ({
  ...{ owner: 'o', status: 'won', closedAt: NOON },
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

describe('whose a deal is', () => {
  const link = (userId: string, crmName: string | null, more = {}) => ({
    ...{ refKey: '' as const, crm: 'espocrm', tenant: 'acme', crmUserId: `c-${userId}`, crmName },
    ...{ userId, confirmedBy: 'dana', editedBy: null, at: 1, ...more },
  });
  const anna = { id: 'anna', name: 'Anna Berg' };
  const other = { id: 'anna2', name: 'Anna Berg' };
  const key = ownerKey({ crm: 'espocrm', tenant: 'acme' }, 'Anna Berg');
  const lines = (links: Parameters<typeof resultReps>[1], reps = [anna, other]) =>
    resultsOf(
      [{ ...won(400), owner: key }],
      resultReps(reps, links, () => 1000),
      '2026-Q4',
      now,
    ).map(({ won: count, quota }) => [count, quota]);
  it('says a confirmed link, and no name', () => {
    expect(lines([])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(lines([link('anna', 'Anna Berg')])).toEqual([
      [1, 1000],
      [null, null],
    ]);
    expect(lines([link('anna', 'Anna Berg', { confirmedBy: null })], [anna])).toEqual([
      [null, null],
    ]);
    expect(lines([link('anna', null)], [anna])).toEqual([[null, null]]);
  });
  it('nobody knows where two people have the name in one system, also outside of the team', () => {
    const both = [link('anna', 'Anna Berg'), link('anna2', 'Anna Berg')];
    expect(lines(both)).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(lines(both, [anna])).toEqual([[null, null]]);
    const elsewhere = [both[0], link('anna2', 'Anna Berg', { tenant: 'other' })];
    expect(lines(elsewhere.flatMap((one) => one ?? []))).toEqual([
      [1, 1000],
      [0, 1000],
    ]);
  });
});
