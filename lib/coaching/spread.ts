import type { DealFacts } from './facts.ts';
import { type RankContext, type Ranked, score } from './rank.ts';
import type { TriggeredSignal } from './trigger.ts';

/** The questions that may be shown on a deal, and those that wait in “Also noticed”. */
export interface Spread {
  asked: readonly TriggeredSignal[];
  held: readonly TriggeredSignal[];
  /** The id of a pattern's question that is asked instead of the deal's own; it may come first. */
  standsIn: string | null;
}

const isOfDeal = ({ about }: TriggeredSignal) => about === 'deal';

/** The best question about the person: there is one a day. */
function bestOfPerson(
  candidates: readonly TriggeredSignal[],
  context: RankContext,
): TriggeredSignal | null {
  const [best] = candidates
    .filter((item) => !isOfDeal(item))
    .map((item) => score(item, context))
    .sort((a, b) => b.score - a.score || a.item.number - b.item.number);
  return best?.item ?? null;
}

/**
 * Keeps apart what is asked on this deal and what is asked elsewhere: a warning that applies to
 * many of the rep's deals stays on the few chosen ones (repDay.ts), and where the question about
 * its pattern is asked, that one stands in for it.
 */
export function spread(
  candidates: readonly TriggeredSignal[],
  { rep, key }: DealFacts,
  context: RankContext,
): Spread {
  const isElsewhere = new Set(
    rep?.patterns.filter(({ deals }) => !deals.includes(key)).map(({ signal }) => signal),
  );
  const person = bestOfPerson(candidates, context);
  const pattern = person?.about === 'pattern' ? person.fingerprintInputs.pattern : undefined;
  const standsIn =
    person && candidates.some((item) => item.signal === pattern) ? person.signal : null;
  const isHeld = (item: TriggeredSignal) =>
    isOfDeal(item)
      ? isElsewhere.has(item.signal) || (standsIn !== null && item.signal === pattern)
      : item !== person;
  return {
    asked: candidates.filter((item) => !isHeld(item)),
    held: candidates.filter(isHeld),
    standsIn,
  };
}

/** The held questions among the others, the best first. */
export function withHeld(
  rest: readonly Ranked[],
  held: readonly TriggeredSignal[],
  context: RankContext,
): readonly Ranked[] {
  if (held.length === 0) return rest;
  return [...rest, ...held.map((item) => score(item, context))].sort((a, b) => b.score - a.score);
}
