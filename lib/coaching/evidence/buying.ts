import { anyOf } from './phrases.ts';
import { type Reader, reader } from './statement.ts';
import { BUYING, NO_BUYING } from './words/buying.ts';

const says = reader({ says: anyOf(BUYING), unless: anyOf(NO_BUYING) });

/** The start of a note about what we want ourselves. */
const OUR_WISH = /^(?:(?:we|i) (?:want|would)|(?:wir|ich) (?:wollen|will|möchten?)|queremos)\b/i;

/** The buyer wants to buy, start or sign. What we sent to the buyer says nothing about them. */
export const buying: Reader = (sentence, piece) => {
  const hit = says(sentence, piece);
  if (hit && piece.by === 'us' && OUR_WISH.test(sentence)) return { ...hit, sure: false };
  const isOurMessage = piece.from === 'activity' && piece.by === 'us';
  const asks = /^(?:we|i|wir|ich)\b/i.test(sentence) && piece.by === 'us';
  return hit && isOurMessage && asks ? { ...hit, sure: false } : hit;
};
