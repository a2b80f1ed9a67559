import { isKnownName, namePattern } from '../statements/names.ts';
import type { Text } from '../statements/written.ts';
import { isDenied, isSupposed } from './certainty.ts';
import { nameAfter, nameBefore, PERSON } from './names.ts';
import { allOf, anyOf } from './phrases.ts';
import { type Hit, type Reader, reader } from './statement.ts';
import {
  AFTER_COMPETITOR,
  BEFORE_COMPETITOR,
  COMPETITORS,
  NO_COMPETITOR,
  OWN_SUPPLIER,
} from './words/competitors.ts';

const before = allOf(BEFORE_COMPETITOR);
const after = allOf(AFTER_COMPETITOR);
const unless = anyOf(NO_COMPETITOR);
const own = anyOf(OWN_SUPPLIER);
const general = reader({ says: anyOf(COMPETITORS), unless });

/** The names next to words of an offer, a pilot or an evaluation. */
function namesIn(sentence: string): (Hit & { words: string })[] {
  const hit = (name: string | null, from: number, to: number) => {
    if (name === null || PERSON.test(name)) return [];
    const sure =
      !unless.test(sentence) && !isDenied(sentence, from, to) && !isSupposed(sentence, from);
    return [{ from, to, words: name, sure }];
  };
  return [
    ...[...before(sentence)].flatMap(({ index, 0: words }) => {
      const to = index + words.length;
      return hit(nameAfter(sentence, to), index, to);
    }),
    ...[...after(sentence)].flatMap(({ index, 0: words }) =>
      hit(nameBefore(sentence, index), index, index + words.length),
    ),
  ];
}

/** Everything in a sentence that may be a competitor: its names, then other words. */
export function competitorsIn(sentence: string, piece: Text) {
  const isOurs = piece.by === 'us' && (own.test(sentence) || sentence.endsWith('?'));
  const judged = <T extends Hit>(hit: T): T => (isOurs ? { ...hit, sure: false } : hit);
  const other = general(sentence, piece);
  return { names: namesIn(sentence).map(judged), other: other && judged(other) };
}

/**
 * A competitor's offer, pilot or evaluation.
 * @param known names of the account, its people and ours: none of them is a competitor.
 */
export function competitors(known: readonly string[]): Reader {
  return (sentence, piece) => {
    const { names, other } = competitorsIn(sentence, piece);
    return names.find(({ words }) => !isKnownName(words, known)) ?? other;
  };
}

/**
 * Competitors that the organisation listed by name; null for none. Special characters in a name are
 * escaped.
 */
export function listedCompetitors(names: readonly string[]): Reader | null {
  const says = namePattern(names);
  return says && reader({ says, unless });
}
