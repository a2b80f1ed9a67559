import { plain, sentencesOf, shown } from '../said/sentences.ts';
import type { Statement as Sure } from '../said/statements.ts';
import type { Text, TextPiece } from '../said/written.ts';
import { isDenied, isSupposed } from './certainty.ts';

/** What a text says. Only a sure statement is a reason to ask. */
export interface Statement extends Sure {
  certainty: 'sure' | 'unsure';
}

const cache = new WeakMap<Text, readonly string[]>();

/** The sentences of a text, split once. */
export function sentencesIn(piece: Text): readonly string[] {
  const sentences = cache.get(piece) ?? sentencesOf(piece.text);
  cache.set(piece, sentences);
  return sentences;
}

/** Position and certainty of the words that say it in a sentence. */
export interface Hit {
  from: number;
  to: number;
  sure: boolean;
  /** The words to show, where they are not those at the position. */
  words?: string;
}

/** @param sentence with straight apostrophes. */
export type Reader = (sentence: string, piece: Text) => Hit | null;

/** How words of a list are read. */
interface Reading {
  says: RegExp;
  /** Words with which the sentence means something else. */
  unless?: RegExp;
}

/** Reads a list of words: sure unless denied, only supposed, or with another meaning. */
export function reader({ says, unless }: Reading): Reader {
  return (sentence, { by }) => {
    const match = says.exec(sentence);
    if (!match) return null;
    const to = match.index + match[0].length;
    const isOurQuestion = by === 'us' && sentence.trimEnd().endsWith('?');
    const sure =
      !isOurQuestion &&
      !unless?.test(sentence) &&
      !isDenied(sentence, match.index, to) &&
      !isSupposed(sentence, match.index);
    return { from: match.index, to, sure };
  };
}

/**
 * The latest sure statement of texts that are ordered latest first; without one, the latest unsure
 * one.
 * @param since Unix ms of the oldest text that counts.
 */
export function statementIn(
  texts: readonly TextPiece[],
  read: Reader,
  since: number,
): Statement | null {
  let unsure: Statement | null = null;
  for (const piece of texts) {
    if (piece.at < since) continue;
    for (const sentence of sentencesIn(piece)) {
      const hit = read(plain(sentence), piece);
      if (!hit) continue;
      const statement: Statement = {
        hit: hit.words ?? sentence.slice(hit.from, hit.to),
        sentence: shown(sentence),
        at: piece.at,
        from: piece.from,
        certainty: hit.sure ? 'sure' : 'unsure',
      };
      if (hit.sure) return statement;
      unsure ??= statement;
    }
  }
  return unsure;
}
