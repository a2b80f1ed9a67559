import { known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

/** Fewest deals of one currency from which the spread is computed. */
const ENOUGH = 20;

/**
 * 37. Triggered when the amount is more than two standard deviations from the mean of this
 * organisation's deals in its currency.
 */
export const amountUnusual: Signal = {
  id: 'amountUnusual',
  number: 37,
  kind: 'process',
  skill: 'value',
  topic: 'amount',
  about: 'deal',
  side: 'manager',
  limit: 2,
  unit: 'sd',
  needs: ['amount', 'history'],
  check({ fields, history }, limit) {
    const amount = known(fields.amount);
    // An amount in an unknown currency is compared with nothing.
    const usual = amount?.currency ? history?.amounts[amount.currency] : undefined;
    if (amount === undefined) return fields.amount.state === 'empty' ? null : 'unknown';
    if (!usual || usual.n < ENOUGH || usual.sd === 0 || fields.amount.state !== 'seen')
      return 'unknown';
    const away = Math.abs(amount.amount - usual.mean) / usual.sd;
    if (away <= limit || amount.amount <= 0) return null;
    const mean = { amount: Math.round(usual.mean), currency: amount.currency };
    return {
      severity: Math.min(0.7, 0.35 + 0.1 * (away - limit)),
      fingerprintInputs: { amount: amount.amount, currency: amount.currency },
      evidence: [
        { fact: 'amount', values: [say.money(amount)] },
        { fact: 'usual', values: [say.money(mean), say.count(usual.n)] },
      ],
      source: fields.amount.source,
      values: [say.money(amount), say.money(mean)],
    };
  },
};
