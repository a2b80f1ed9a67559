import { latestStatement, statementFinding } from '../checks.ts';
import type { Signal } from '../signal.ts';

/**
 * 33. Triggered when a note or a subject of the last 45 days says that the price was not discussed.
 * Missing words show nothing, because subjects are short.
 */
export const priceUndiscussed: Signal = {
  id: 'priceUndiscussed',
  number: 33,
  kind: 'human',
  skill: 'value',
  topic: 'price',
  about: 'deal',
  side: 'rep',
  limit: 45,
  unit: 'days',
  needs: ['notes', 'activities'],
  check(facts, limit) {
    if (facts.texts === null) return 'unknown';
    const statement = latestStatement(facts, 'gap.price', limit);
    return (
      statement &&
      statementFinding(
        facts,
        { ...statement, hit: statement.sentence },
        0.5 + 0.25 * (facts.position ?? 0.5),
      )
    );
  },
};
