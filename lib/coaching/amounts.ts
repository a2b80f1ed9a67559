import { type AmountChange, type DealSnapshot, emptiedIn } from '../model/index.ts';

/** Changes of the amount between visits, with the currencies. @param snapshots oldest first. */
export function amountsBetween(snapshots: readonly DealSnapshot[]): AmountChange[] {
  const moves: AmountChange[] = [];
  let last: Pick<DealSnapshot, 'amount' | 'currency'> | null = null;
  for (const snapshot of snapshots) {
    const { at, amount, currency } = snapshot;
    if (amount === null && !emptiedIn(snapshot, 'amount')) continue;
    if (last !== null && (amount !== last.amount || isOther(last.currency, currency)))
      moves.push({
        at,
        from: last.amount,
        to: amount,
        fromCurrency: last.currency,
        toCurrency: currency,
      });
    last = { amount, currency };
  }
  return moves;
}

const isOther = (one: string | null | undefined, other: string | null | undefined) =>
  typeof one === 'string' && typeof other === 'string' && one !== other;

/** True for a change of the currency, which is neither a rise nor a fall. */
export const changesCurrency = ({ fromCurrency, toCurrency }: AmountChange): boolean =>
  isOther(fromCurrency, toCurrency);

/**
 * The changes since the amount has its present currency: amounts in another one are compared with
 * nothing.
 */
export function comparableAmounts(
  moves: readonly AmountChange[],
  currency: string | null,
): readonly AmountChange[] {
  const isForeign = (code: string | null | undefined) =>
    typeof code === 'string' && code !== currency;
  const last = moves.findLastIndex(
    ({ fromCurrency, toCurrency }) => isForeign(fromCurrency) || isForeign(toCurrency),
  );
  return moves.slice(last + 1);
}
