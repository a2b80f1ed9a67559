import { known } from '../../model/index.ts';
import { latestStatement, sentenceFinding } from '../checks.ts';
import { dayOf } from '../days.ts';
import { steps } from '../moves.ts';
import { type Signal, say } from '../signal.ts';

/**
 * 36. Triggered when the amount is 15% or more below its highest value, or when a text says that
 * the buyer wants less.
 */
export const amountDown: Signal = {
  id: 'amountDown',
  number: 36,
  kind: 'skill',
  skill: 'negotiation',
  topic: 'amount',
  about: 'deal',
  side: 'manager',
  limit: 15,
  unit: 'percent',
  needs: ['amountHistory', 'amount'],
  variants: { said: ['rep', 'because'] },
  check(facts, limit) {
    const { fields, amountMoves, now } = facts;
    const said = latestStatement(facts, 'smaller');
    if (said) return sentenceFinding(facts, said, 0.65);
    const amount = known(fields.amount);
    if (!amountMoves || amount === undefined)
      return fields.amount.state === 'empty' ? null : 'unknown';
    const drops = steps(amountMoves.list).filter((move) => move.to < move.from);
    const peak = Math.max(0, ...amountMoves.list.flatMap((move) => [move.from ?? 0, move.to ?? 0]));
    const last = drops.at(-1);
    const fall = peak > 0 ? ((peak - amount.amount) / peak) * 100 : 0;
    if (!last || fall < limit) return amountMoves.isPartial ? 'unknown' : null;
    const before = { amount: peak, currency: amount.currency };
    return {
      severity: Math.min(0.9, 0.45 + fall / 100),
      fingerprintInputs: { from: peak, to: amount.amount },
      evidence: [
        {
          fact: 'amount',
          values: [say.money(before), say.money(amount), say.date(dayOf(last.at, now.timeZone))],
        },
      ],
      source: amountMoves.source,
      values: [say.percent(Math.round(fall)), say.money(before), say.money(amount)],
    };
  },
};
