import { anyOf, type Phrases } from './phrases.ts';
import { clauseSpans } from './sentences.ts';
import { NEGATION } from './words/common.ts';

/**
 * Classes of words that stand near each other in one clause, in any order: a verb at the end of a
 * German clause is found like one in the middle. `isDenied` frames need a negation beside them.
 */
export interface Frame {
  classes: readonly RegExp[];
  isDenied: boolean;
}

/** Most characters from the first to the last word of a frame, and around it for a negation. */
const WIDEST = 80;
const AROUND = 30;

const negation = anyOf(NEGATION);

export const frame = (...classes: readonly Phrases[]): Frame => ({
  classes: classes.map((words) => anyOf(words)),
  isDenied: false,
});

/** The same with a negation beside the words: “nobody inside pushes this”. */
export const denied = (...classes: readonly Phrases[]): Frame => ({
  ...frame(...classes),
  isDenied: true,
});

interface Span {
  from: number;
  to: number;
}

function inClause(clause: string, { classes, isDenied }: Frame): Span | null {
  let from = clause.length;
  let to = 0;
  for (const words of classes) {
    const match = words.exec(clause);
    if (!match) return null;
    from = Math.min(from, match.index);
    to = Math.max(to, match.index + match[0].length);
  }
  if (to - from > WIDEST) return null;
  const around = clause.slice(Math.max(0, from - AROUND), to + AROUND);
  return isDenied && !negation.test(around) ? null : { from, to };
}

/** Where one of the frames stands in a sentence; null for none. */
export function frameIn(sentence: string, frames: readonly Frame[]): (Span & Frame) | null {
  for (const [start, end] of clauseSpans(sentence)) {
    const clause = sentence.slice(start, end);
    for (const item of frames) {
      const span = inClause(clause, item);
      if (span) return { ...item, from: start + span.from, to: start + span.to };
    }
  }
  return null;
}
