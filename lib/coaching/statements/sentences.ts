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
const LONGEST = 400;
/**
 * Characters of a text that are read, and sentences: many times what people write, so that one
 * text costs a bounded time. Of a pasted conversation it is the newest part.
 */
const MOST_CHARS = 8000;
const MOST = 120;
/** Characters before a full stop that decide whether it ends a sentence. */
const BEFORE = 24;

/**
 * Runs of end marks and of line breaks. What follows a run is looked at afterwards: as a part of
 * the expression it would be tried again from each mark of a long run.
 */
const MARKS = /[.!?…]+|\n+/g;
const SPACE = /\s/;

/** Whether a full stop belongs to a date (“3. Dezember”) or a title (“Dr. Kessler”). */
function isInside(before: string, mark: string, after: string): boolean {
  const isDate =
    /\d\.\s?\d{1,2}\.$/.test(before) ||
    (/\d\.$/.test(before) && (MONTH_FOLLOWS.test(after) || /^\s+\p{Ll}/u.test(after)));
  return isDate || (mark === '.' && ABBREVIATION.test(before));
}

/** The first sentences of a text. A date or a title ends none. */
export function sentencesOf(whole: string): string[] {
  const text = whole.slice(0, MOST_CHARS);
  const sentences: string[] = [];
  const add = (sentence: string) => {
    const trimmed = sentence.trim().slice(0, LONGEST);
    if (trimmed !== '') sentences.push(trimmed);
  };
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(MARKS)) {
    const end = index + mark.length;
    if (!mark.startsWith('\n') && end < text.length && !SPACE.test(text.charAt(end))) continue;
    const before = text.slice(Math.max(start, end - BEFORE), end);
    if (isInside(before, mark, text.slice(end, end + BEFORE))) continue;
    add(text.slice(start, end));
    if (sentences.length === MOST) return sentences;
    start = end;
  }
  add(text.slice(start));
  return sentences;
}

/** The same sentence with straight apostrophes, so that positions in it stay valid. */
export const plain = (sentence: string) => sentence.replace(/[’‘]/g, "'");

const BOUNDARY = pattern('giu')`
  [,;:()–—]|\s-\s
  |(?<![\p{L}])
  (?:but|however|although|aber|sondern|jedoch|obwohl|pero|sino|aunque)
  (?![\p{L}])`;

/** The clause boundaries of the sentence that was asked for last: one is asked for many times. */
let lastAsked: { sentence: string; boundaries: readonly { from: number; to: number }[] } = {
  sentence: '',
  boundaries: [],
};

function boundariesOf(sentence: string) {
  if (lastAsked.sentence !== sentence) {
    const boundaries = [...sentence.matchAll(BOUNDARY)].map(({ index, 0: mark }) => ({
      from: index,
      to: index + mark.length,
    }));
    lastAsked = { sentence, boundaries };
  }
  return lastAsked.boundaries;
}

/** Start and end of the clause around a position. */
export function clauseAt(
  sentence: string,
  from: number,
  to = from,
): { start: number; end: number } {
  let start = 0;
  for (const boundary of boundariesOf(sentence)) {
    if (boundary.to <= from) start = boundary.to;
    else if (boundary.from >= to) return { start, end: boundary.from };
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
