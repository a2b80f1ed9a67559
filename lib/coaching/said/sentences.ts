import { cut } from '../../model/cut.ts';
import { pattern } from '../patterns.ts';

/** Words before which a full stop ends no sentence. */
const ABBREVIATION = pattern('iu')`
  (?:^|[\s(])
  (?:dr|prof|mr|mrs|ms|hr|fr|sr|sra|srta|ing|dipl|st|nr|ca|bzw|approx|aprox|inkl|zzgl
  |tel|lt|ltg|evtl|max|min|vs|etc|tlf|dpto|gte|mtto|[a-z])\.$`;
const MONTH_FOLLOWS =
  /^\s+(?:jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez|dec|oct|may|mar|kw)/iu;
/** Longest sentence that is read, in characters: the rest of a text without full stops is left. */
const LONGEST = 600;

/** The sentences of a text. A date (“3. Dezember”) or a title (“Dr. Kessler”) ends none. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(/[.!?…]+(?=\s|$)|\n+/g)) {
    const before = text.slice(start, index + mark.length);
    const rest = text.slice(index + mark.length);
    const isDate =
      /\d\.\s?\d{1,2}\.$/.test(before) ||
      (/\d\.$/.test(before) && (MONTH_FOLLOWS.test(rest) || /^\s+\p{Ll}/u.test(rest)));
    if (isDate || (mark === '.' && ABBREVIATION.test(before))) continue;
    sentences.push(before);
    start = index + mark.length;
  }
  sentences.push(text.slice(start));
  return sentences
    .map((sentence) => sentence.trim().slice(0, LONGEST))
    .filter((sentence) => sentence !== '');
}

/** The same sentence with straight apostrophes, so that positions in it stay valid. */
export const plain = (sentence: string) => sentence.replace(/[’‘]/g, "'");

const BOUNDARY = pattern('giu')`
  [,;:()–—]|\s-\s
  |(?<![\p{L}])
  (?:but|however|although|aber|sondern|jedoch|obwohl|pero|sino|aunque)
  (?![\p{L}])`;

/** Start and end of the clause around a position. */
export function clauseAt(
  sentence: string,
  from: number,
  to = from,
): { start: number; end: number } {
  let start = 0;
  for (const { index, 0: mark } of sentence.matchAll(BOUNDARY)) {
    if (index + mark.length <= from) start = index + mark.length;
    else if (index >= to) return { start, end: index };
  }
  return { start, end: sentence.length };
}

/** The clauses of a sentence, in order. */
export function clausesOf(sentence: string): string[] {
  return sentence
    .split(BOUNDARY)
    .map((clause) => clause?.trim() ?? '')
    .filter((clause) => clause !== '');
}

/** Longest sentence shown as evidence, in characters. */
const SHOWN = 160;

/** The sentence in a length that can be shown. */
export function shown(sentence: string): string {
  return sentence.length > SHOWN ? `${cut(sentence, SHOWN - 1)}…` : sentence;
}
