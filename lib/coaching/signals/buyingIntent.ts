import { mentionedLately, statedLately } from '../checks.ts';
import { buying } from '../evidence/buying.ts';
import { gapOf } from '../evidence/gaps.ts';
import type { Signal } from '../signal.ts';

/**
 * 49. Praise. Fires when a note or a subject of the last 14 days asks for a contract, a start, a
 * meeting or a reference.
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
    // A wish to sign before anybody spoke about the price is a question, not a reason for praise.
    statedLately(facts, gapOf('price'), limit) ? null : mentionedLately(facts, buying, 0.5, limit),
};
