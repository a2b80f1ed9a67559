import { evaluateStatement, latestStatement } from '../checks.ts';
import type { Signal } from '../signal.ts';

/**
 * 49. Praise. Triggered when a note or a subject of the last 14 days shows a wish to buy
 * (evidence/buying.ts).
 */
export const buyingIntent: Signal = {
  id: 'buyingIntent',
  number: 49,
  kind: 'praise',
  skill: 'closing',
  topic: 'intent',
  about: 'deal',
  side: 'rep',
  limit: 14,
  unit: 'days',
  needs: ['notes', 'activities'],
  check: (facts, limit) =>
    // No praise while a recent text says that the price is not discussed: that needs a question.
    latestStatement(facts, 'gap.price', limit)
      ? null
      : evaluateStatement(facts, 'buying', 0.5, limit),
};
