import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountsBetween, comparableAmounts } from '../../lib/coaching/amounts.ts';
import type { AmountChange, DealSnapshot } from '../../lib/model/index.ts';

const SEED = { seed: 14 };
const snapshot = (at: number, amount: number | null, currency: string | null) =>
  ({ at, amount, currency, emptied: amount === null ? ['amount'] : [] }) as unknown as DealSnapshot;
const move = (fromCurrency: string | null, toCurrency: string | null): AmountChange => ({
  at: 1,
  from: 1,
  to: 2,
  fromCurrency,
  toCurrency,
});

describe('changes of the amount between visits', () => {
  it.each([
    ['another amount', [1, 'EUR'], [2, 'EUR'], [{ from: 1, to: 2 }]],
    ['the same', [1, 'EUR'], [1, 'EUR'], []],
    ['another currency', [1, 'EUR'], [1, 'USD'], [{ fromCurrency: 'EUR', toCurrency: 'USD' }]],
    ['a currency that was not seen before', [1, null], [1, 'USD'], []],
    ['removed', [1, 'EUR'], [null, null], [{ from: 1, to: null }]],
    ['set', [null, null], [1, 'EUR'], [{ from: null, to: 1 }]],
  ] as const)('%s', (_, first, second, moves) => {
    const visits = [snapshot(1, first[0], first[1]), snapshot(2, second[0], second[1])];
    const found = amountsBetween(visits);
    expect(found).toHaveLength(moves.length);
    expect(found).toMatchObject(moves);
  });
  it('a visit that did not see the amount is none', () => {
    const unseen = { ...snapshot(2, null, null), emptied: [] };
    expect(amountsBetween([snapshot(1, 5, 'EUR'), unseen, snapshot(3, 5, 'EUR')])).toEqual([]);
  });
});

describe('amounts that can be compared', () => {
  it.each([
    ['no currency known', [move(null, null)], 'EUR', 1],
    ['the present one', [move('EUR', 'EUR'), move('EUR', 'EUR')], 'EUR', 2],
    ['a change to it', [move('USD', 'EUR')], 'EUR', 0],
    ['since the change', [move('USD', 'USD'), move('USD', 'EUR'), move('EUR', 'EUR')], 'EUR', 1],
    ['back to a former one', [move('EUR', 'USD'), move('USD', 'EUR')], 'EUR', 0],
    ['one currency, and the present is unknown', [move('EUR', 'EUR')], null, 0],
  ])('%s', (_, moves, currency, count) => {
    expect(comparableAmounts(moves, currency)).toEqual(moves.slice(moves.length - count));
  });
  it('are never in another currency, and are the latest', () => {
    const code = fc.constantFrom('EUR', 'USD', null);
    const moves = fc.array(fc.tuple(code, code).map(([from, to]) => move(from, to)));
    fc.assert(
      fc.property(moves, code, (list, currency) => {
        const found = comparableAmounts(list, currency);
        expect(list.slice(list.length - found.length)).toEqual([...found]);
        for (const { fromCurrency, toCurrency } of found)
          for (const other of [fromCurrency, toCurrency])
            expect(other === null || other === currency).toBe(true);
      }),
      SEED,
    );
  });
});
