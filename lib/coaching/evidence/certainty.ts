import { clauseAt } from '../statements/sentences.ts';
import { anyOf, startsWith } from './phrases.ts';
import { NEGATION, OWN_SPEECH, SUPPOSED, UNTRUE } from './words/common.ts';

const negation = anyOf(NEGATION);
const untrue = anyOf(UNTRUE);
const supposed = anyOf(SUPPOSED);
const supposedFirst = startsWith(SUPPOSED);
const ownSpeech = anyOf(OWN_SPEECH);

/** Words before and after a hit in which a negation concerns it. */
const BEFORE = 6;
const AFTER = 4;

/** Words that start another statement, or say what is left out: “approved without changes”. */
const NEXT_PART =
  /(?<![\p{L}])(?:without|that|because|and|ohne|dass|weil|und|sin|que|porque|y)(?![\p{L}])/iu;

/** Characters beside a hit that are looked at: more than those words have. */
const NEAR = 150;

const lastWords = (text: string, count: number) =>
  text.slice(-NEAR).trim().split(/\s+/).slice(-count).join(' ');
const firstWords = (text: string, count: number) =>
  text.trim().split(/\s+/).slice(0, count).join(' ');

const nextPart = (text: string) => text.slice(0, NEAR).split(NEXT_PART)[0] ?? '';

/** Whether the words at a position are denied in their clause, or by the sentence before them. */
export function isDenied(sentence: string, from: number, to: number): boolean {
  const { start, end } = clauseAt(sentence, from, to);
  return (
    negation.test(lastWords(sentence.slice(start, from), BEFORE)) ||
    negation.test(firstWords(nextPart(sentence.slice(to, end)), AFTER)) ||
    isUntrue(sentence)
  );
}

/** Whether a sentence says that something is not so: “It is not true that …”. */
export function isUntrue(sentence: string): boolean {
  return untrue.test(sentence);
}

/** Whether what a sentence says up to a position is only supposed, or our own words. */
export function isSupposed(sentence: string, from: number): boolean {
  const before = sentence.slice(0, from);
  return (
    supposed.test(sentence.slice(clauseAt(sentence, from).start, from)) ||
    untrue.test(sentence) ||
    ownSpeech.test(before)
  );
}

/** Whether a whole sentence is a condition or a guess: “If we do not talk about the price, …”. */
export function startsSupposed(sentence: string): boolean {
  return supposedFirst.test(sentence);
}

/** False for a sentence in which nothing can be denied or only supposed. */
export function mayDoubt(sentence: string): boolean {
  return [negation, untrue, supposed, ownSpeech].some((words) => words.test(sentence));
}
