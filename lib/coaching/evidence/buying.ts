import { anyOf } from './phrases.ts';
import { type Reader, reader } from './statement.ts';
import { BUYING, NO_BUYING } from './words/buying.ts';

const says = reader({ says: anyOf(BUYING), unless: anyOf(NO_BUYING) });

/** The buyer wants to buy, start or sign. What we sent to the buyer says nothing about them. */
export const buying: Reader = (sentence, piece) => {
  const hit = says(sentence, piece);
  const isOurMessage = piece.from === 'activity' && piece.by === 'us';
  const asks = /^(?:we|i|wir|ich)\b/i.test(sentence) && piece.by === 'us';
  return hit && isOurMessage && asks ? { ...hit, sure: false } : hit;
};
