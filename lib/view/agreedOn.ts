import type { LinePart } from '../model/index.ts';
import type { OneOnOneDocument } from './oneOnOneDocument.ts';

/** Parts in which people talk about the deal that the rep picked. */
const DEAL_PARTS: readonly LinePart[] = ['goal', 'reality', 'options', 'will'];

/**
 * The deal that an agreement belongs to, on whose panel it then is: of a review always, of a
 * one-on-one where it was made in the step about the deal. Null for one that is about no deal.
 * @param part of the line that it was made of; null without a line.
 */
export function dealOfAgreement(
  { format, meeting }: Pick<OneOnOneDocument, 'format' | 'meeting'>,
  part: LinePart | null,
): string | null {
  const isAboutDeal = format === 'review' || (part !== null && DEAL_PARTS.includes(part));
  return isAboutDeal ? meeting.deal : null;
}
