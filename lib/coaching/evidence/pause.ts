import type { WrittenDate } from '../../model/index.ts';
import { pattern } from '../patterns.ts';
import { isUntrue, startsSupposed } from './certainty.ts';
import { datesIn } from './dates.ts';
import { anyOf, lazy } from './phrases.ts';
import { NO_PAUSE, PAUSE, UNTIL } from './words/pause.ts';

const pauses = anyOf(PAUSE);
const until = lazy(() => new RegExp(`${anyOf(UNTIL).source}\\s*$`, 'iu'));
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

/** The days on which a pause that a sentence agrees on may end; empty without one. */
export function pauseEnds(sentence: string): WrittenDate[] {
  if (!pauses.test(sentence) || unless.test(sentence) || PRESENT.test(sentence)) return [];
  if (startsSupposed(sentence) || isUntrue(sentence)) return [];
  const isThen = UNTIL_THEN.test(sentence);
  return datesIn(sentence)
    .filter(
      ({ from, to }) =>
        isThen || until.test(sentence.slice(0, from)) || STARTS.test(sentence.slice(from, to)),
    )
    .map(({ date }) => date);
}
