import type { StoredStatement, WrittenDate } from '../../model/index.ts';
import { shown } from '../statements/sentences.ts';
import type { Text } from '../statements/written.ts';
import { isDenied, isSupposed, startsSupposed } from './certainty.ts';
import { datesIn } from './dates.ts';
import { anyOf } from './phrases.ts';
import { whole } from './shorthand.ts';
import { sentencesIn } from './statement.ts';
import { AFTER_SIGNATURE, DECISION } from './words/decision.ts';

const decision = anyOf(DECISION);
const afterwards = anyOf(AFTER_SIGNATURE);

/** Whether a text is about a step of the buyer before the signature. */
export function isDecision(text: string): boolean {
  const sentence = whole(text);
  return decision.test(sentence) && !afterwards.test(sentence);
}

/** The days that a sentence names for a decision, a session or a signature. */
function daysIn(sentence: string): WrittenDate[] {
  if (!isDecision(sentence) || startsSupposed(sentence)) return [];
  return datesIn(sentence)
    .filter(
      ({ date, from, to }) =>
        date.month !== null && !isSupposed(sentence, from) && !isDenied(sentence, from, to),
    )
    .map(({ date }) => date);
}

/** The sentences of a text that name a day for a step of the buyer before the signature. */
export function decisionsIn(text: Text): StoredStatement[] {
  return sentencesIn(text).flatMap(({ written, read }) => {
    const ends = daysIn(read);
    return ends.length === 0
      ? []
      : [{ kind: 'decision' as const, sentence: shown(written), hit: null, ends }];
  });
}
