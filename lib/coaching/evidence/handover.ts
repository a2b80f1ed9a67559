import { anyOf } from './phrases.ts';
import { type Reader, reader } from './statement.ts';
import { HANDOVER, NO_HANDOVER } from './words/handover.ts';

const says = reader({ says: anyOf(HANDOVER), unless: anyOf(NO_HANDOVER) });

/** We took the deal over from somebody. The buyer's words mean a change on their own side. */
export const handover: Reader = (sentence, piece) =>
  piece.by === 'us' ? says(sentence, piece) : null;
