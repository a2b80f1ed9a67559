import { known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

/**
 * 38. Fires when the deal has no amount or an amount of zero, because its value is then unknown.
 */
export const amountBlank: Signal = {
  id: 'amountBlank',
  number: 38,
  kind: 'process',
  skill: 'value',
  topic: 'amount',
  limit: 0,
  unit: 'none',
  needs: ['amount'],
  check({ fields, position }) {
    if (fields.amount.state === 'unseen') return 'unknown';
    const amount = known(fields.amount);
    if (amount !== undefined && amount.amount !== 0) return null;
    return {
      severity: 0.4 + 0.3 * (position ?? 0.3),
      fingerprintInputs: { amount: amount?.amount ?? null },
      evidence: [{ fact: 'amount', values: amount === undefined ? [] : [say.money(amount)] }],
      source: fields.amount.source,
    };
  },
};
