import { known } from '../../model/index.ts';
import { dayOf, daysBetween } from '../days.ts';
import { daysOf, paceOf, type Share } from '../pace.ts';
import { type Signal, say } from '../signal.ts';

/** Days without a question after the creation: the size of a deal is found out, not known. */
const YOUNG: Share = { share: 0.2, least: 3, most: 14 };
const YOUNG_DAYS = 14;

/**
 * 38. Triggered when the deal has no amount or an amount of zero after its first two weeks, or
 * after a fifth of its pace where that is shorter.
 */
export const amountBlank: Signal = {
  id: 'amountBlank',
  number: 38,
  kind: 'process',
  skill: 'value',
  topic: 'amount',
  about: 'deal',
  side: 'manager',
  limit: 0,
  unit: 'none',
  needs: ['amount'],
  check(facts) {
    const { fields, position, day, now } = facts;
    if (fields.amount.state === 'unseen') return 'unknown';
    const amount = known(fields.amount);
    if (amount !== undefined && amount.amount !== 0) return null;
    const created = known(fields.createdAt);
    const age = created === undefined ? null : daysBetween(dayOf(created, now.timeZone), day);
    if (age !== null && age < (daysOf(YOUNG, paceOf(facts)) ?? YOUNG_DAYS)) return null;
    return {
      severity: 0.4 + 0.3 * (position ?? 0.3),
      fingerprintInputs: { amount: amount?.amount ?? null },
      evidence: [{ fact: 'amount', values: amount === undefined ? [] : [say.money(amount)] }],
      source: fields.amount.source,
    };
  },
};
