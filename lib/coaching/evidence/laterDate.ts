import type { TextPiece } from '../facts.ts';
import { isDenied, isSupposed, startsSupposed } from './certainty.ts';
import { datesIn } from './dates.ts';
import { anyOf } from './phrases.ts';
import { whole } from './shorthand.ts';
import { sentencesIn, shown } from './statement.ts';
import { AFTER_SIGNATURE, DECISION } from './words/decision.ts';

const decision = anyOf(DECISION);
const afterwards = anyOf(AFTER_SIGNATURE);

/** Whether a text is about a step of the buyer before the signature. */
export function isDecision(text: string): boolean {
  const sentence = whole(text);
  return decision.test(sentence) && !afterwards.test(sentence);
}

/** A step of the buyer before the signature that is later than the close date. */
export interface LaterDate {
  date: string;
  sentence: string;
  at: number;
}

/**
 * The latest text that names a day after the close date for a decision, a session or a signature.
 * @param writtenOn the civil date of a moment.
 */
export function laterDate(
  texts: readonly TextPiece[],
  closeDate: string,
  writtenOn: (at: number) => string,
  since: number,
): LaterDate | null {
  for (const piece of texts) {
    if (piece.at < since) continue;
    for (const written of sentencesIn(piece)) {
      const sentence = whole(written);
      const word = decision.exec(sentence);
      if (!word || afterwards.test(sentence) || startsSupposed(sentence)) continue;
      const later = datesIn(sentence, writtenOn(piece.at)).find(
        ({ date, from, to, precision }) =>
          date > closeDate &&
          precision !== 'dayOnly' &&
          !isSupposed(sentence, from) &&
          !isDenied(sentence, from, to),
      );
      if (later) return { date: later.date, sentence: shown(written), at: piece.at };
    }
  }
  return null;
}
