import type { Text } from '../statements/written.ts';
import { anyOf } from './phrases.ts';
import { RESOLVED_WORDS } from './resolved.ts';
import { type Reader, reader } from './statement.ts';
import { HARD_WORDS, NO_HARD_WORDS, REPORTED, SEEMED } from './words/hardWords.ts';

const says = reader({ says: anyOf(HARD_WORDS), unless: anyOf(NO_HARD_WORDS) });
const reported = anyOf(REPORTED);
const seemed = anyOf(SEEMED);

/**
 * Hard words of the buyer: in a message, or reported in a note. A note about how somebody seemed is
 * unsure, because nobody's mood is inferred.
 */
export const hardWords: Reader = Object.assign(
  (sentence: string, piece: Text) => {
    const hit = says(sentence, piece);
    if (!hit || piece.by !== 'us') return hit;
    return seemed.test(sentence) && !reported.test(sentence) ? { ...hit, sure: false } : hit;
  },
  { resolved: RESOLVED_WORDS },
);
