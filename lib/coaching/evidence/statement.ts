import { sentencesOf, shown } from '../statements/sentences.ts';
import type { Statement } from '../statements/statements.ts';
import type { Text, TextPiece } from '../statements/written.ts';
import { isDenied, isSupposed } from './certainty.ts';
import type { Pattern } from './phrases.ts';
import { whole } from './shorthand.ts';

/** What a text says. Only a sure statement is a reason to ask. */
export interface PossibleStatement extends Statement {
  certainty: 'sure' | 'unsure';
}

/** A sentence as written and as it is read. */
export interface Sentence {
  written: string;
  read: string;
}

const cache = new WeakMap<Text, readonly Sentence[]>();

/** The sentences of a text, split and completed once. */
export function sentencesIn(piece: Text): readonly Sentence[] {
  const sentences =
    cache.get(piece) ??
    sentencesOf(piece.text).map((written) => ({ written, read: whole(written) }));
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

/** Reads a sentence in whole words (`whole`). */
export interface Reader {
  (sentence: string, piece: Text): Hit | null;
  /** Phrases of a later sentence or text that say that the statement is over. */
  resolved?: Pattern;
}

/** How words of a list are read. */
interface Reading {
  says: Pattern;
  /** Phrases that show that the sentence means something else. */
  unless?: Pattern;
  /** The words deny something themselves: “no answer”. A negation beside them changes nothing. */
  isDenial?: boolean;
  /** Phrases of a later sentence or text that say that it is over. */
  resolved?: Pattern;
}

/** Reads a list of words: sure unless denied, only supposed, or with another meaning. */
export function reader({ says, unless, isDenial = false, resolved }: Reading): Reader {
  const read: Reader = (sentence, { by }) => {
    const match = says.exec(sentence);
    if (!match) return null;
    const to = match.index + match[0].length;
    const isOurQuestion = by === 'us' && sentence.trimEnd().endsWith('?');
    const sure =
      !isOurQuestion &&
      !unless?.test(sentence) &&
      (isDenial || !isDenied(sentence, match.index, to)) &&
      !isSupposed(sentence, match.index);
    return { from: match.index, to, sure };
  };
  return resolved ? Object.assign(read, { resolved }) : read;
}

/** Reads words that say it wherever they are. */
export const always =
  (says: Pattern): Reader =>
  (sentence) => {
    const match = says.exec(sentence);
    return match && { from: match.index, to: match.index + match[0].length, sure: true };
  };

/** The words of a hit as they are written; the sentence where it writes them in short. */
export function writtenWords({ written, read }: Sentence, { from, to, words }: Hit): string {
  const said = words ?? read.slice(from, to);
  return written.includes(said) ? said : shown(written);
}

/** What each sentence of a text says; unsure where the text says later that it is over. */
export function hitsIn(piece: Text, reader: Reader): (Hit & { sentence: Sentence })[] {
  const { resolved } = reader;
  const sentences = sentencesIn(piece);
  return sentences.flatMap((sentence, index) => {
    const hit = reader(sentence.read, piece);
    if (!hit) return [];
    const isOver =
      resolved?.test(sentence.read.slice(hit.to)) ||
      sentences.slice(index + 1).some((later) => resolved?.test(later.read));
    return [{ ...hit, sure: hit.sure && !isOver, sentence }];
  });
}

/**
 * The latest sure statement of texts that are ordered latest first; without one, the latest unsure
 * one.
 * @param since Unix ms of the oldest text that counts.
 */
export function statementIn(
  texts: readonly TextPiece[],
  reader: Reader,
  since: number,
): PossibleStatement | null {
  const { resolved } = reader;
  let unsure: PossibleStatement | null = null;
  let isResolved = false;
  for (const piece of texts) {
    if (piece.at < since) continue;
    for (const hit of hitsIn(piece, reader)) {
      const isSure = hit.sure && !isResolved;
      const statement: PossibleStatement = {
        hit: writtenWords(hit.sentence, hit),
        sentence: shown(hit.sentence.written),
        at: piece.at,
        from: piece.from,
        certainty: isSure ? 'sure' : 'unsure',
      };
      if (isSure) return statement;
      unsure ??= statement;
    }
    isResolved ||= sentencesIn(piece).some(({ read }) => resolved?.test(read));
  }
  return unsure;
}
