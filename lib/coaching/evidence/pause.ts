import { dayOf, type Now, today } from '../days.ts';
import type { TextPiece } from '../facts.ts';
import { pattern } from '../patterns.ts';
import { isUntrue, startsSupposed } from './certainty.ts';
import { datesIn } from './dates.ts';
import { anyOf } from './phrases.ts';
import { whole } from './shorthand.ts';
import { sentencesIn, shown } from './statement.ts';
import { NO_PAUSE, PAUSE, UNTIL } from './words/pause.ts';

/** An agreed time without contact, with the civil date at which it ends. */
export interface Pause {
  until: string;
  sentence: string;
  /** When it was written, Unix ms. */
  at: number;
}

const pauses = new RegExp(anyOf(PAUSE).source, 'giu');
const until = new RegExp(`${anyOf(UNTIL).source}\\s*$`, 'iu');
const unless = anyOf(NO_PAUSE);
const UNTIL_THEN = /\b(?:until|till|bis|hasta) (?:then|dann|dahin|entonces|esa fecha)\b/i;
/** Words for the end of the pause that are a part of the date itself: “until January”. */
const STARTS = pattern('iu')`
  ^(?:in|im|en|until|till|after|bis|nach|ab|am|zum|hasta|tras|después|desde|the|el|al|del
  |before|vor|antes|anfang|mitte|ende|early|late|mid|principios|mediados|finales)\b`;
/** “They are not on holiday”: the absence itself is denied. “Not before 5 Dec” is none of these. */
const PRESENT = pattern('iu')`
  (?:\b(?:not|kein(?:e|en)?|nicht|no (?:está|están|hay|cierran?))|n't)\s+
  (?:(?:on|im|in|de|en|auf)\s+)?
  (?:holiday|vacation|leave|away|closed|urlaub|ferien|betriebsferien|vacaciones|cerrad|verreist
  |abwesend)`;

function endIn(sentence: string, written: string): string | null {
  const words = [...sentence.matchAll(pauses)];
  if (words.length === 0 || unless.test(sentence) || PRESENT.test(sentence)) return null;
  if (startsSupposed(sentence) || isUntrue(sentence)) return null;
  const dates = datesIn(sentence, written);
  const isThen = UNTIL_THEN.test(sentence);
  const ends = dates.filter(
    ({ from, to, date }) =>
      date >= written &&
      (isThen || until.test(sentence.slice(0, from)) || STARTS.test(sentence.slice(from, to))),
  );
  return ends.reduce<string | null>(
    (latest, { date }) => (latest === null || date > latest ? date : latest),
    null,
  );
}

/** The latest agreed pause of texts that is not over; null without a sure one. */
export function pauseUntil(texts: readonly TextPiece[], now: Now): Pause | null {
  for (const piece of texts) {
    const written = dayOf(piece.at, now.timeZone);
    for (const sentence of sentencesIn(piece)) {
      const end = endIn(whole(sentence), written);
      if (end !== null) {
        // A later pause replaces an earlier one, also when the later one is over.
        return end < today(now) ? null : { until: end, sentence: shown(sentence), at: piece.at };
      }
    }
  }
  return null;
}
