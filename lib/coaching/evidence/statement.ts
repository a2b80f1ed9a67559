import { cut } from '../../model/cut.ts';
import type { TextPiece } from '../facts.ts';
import { isDenied, isSupposed } from './certainty.ts';
import { type Frame, frameIn } from './frames.ts';
import { plain, sentencesOf } from './sentences.ts';

/** What a text says, with the sentence as evidence. Only a sure statement is a reason to ask. */
export interface Statement {
  /** The words that say it, as written. */
  hit: string;
  /** The sentence, shortened. */
  sentence: string;
  at: number;
  from: TextPiece['from'];
  certainty: 'sure' | 'unsure';
}

/** Longest sentence shown as evidence, in characters. */
const LONGEST = 160;

/** The sentence in a length that can be shown. */
export function shown(sentence: string): string {
  return sentence.length > LONGEST ? `${cut(sentence, LONGEST - 1)}…` : sentence;
}

const cache = new WeakMap<TextPiece, readonly string[]>();

/** The sentences of a text, split once. */
export function sentencesIn(piece: TextPiece): readonly string[] {
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
export type Reader = (sentence: string, piece: TextPiece) => Hit | null;

/** How words of a list are read. */
interface Reading {
  says: RegExp;
  /** Classes of words that say it together. */
  frames?: readonly Frame[];
  /** Words with which the sentence means something else. */
  unless?: RegExp;
  /** The words deny something themselves: “no answer”. A negation beside them changes nothing. */
  isDenial?: boolean;
}

/**
 * Reads a list of words, and classes of words: sure unless denied, only supposed, or with another
 * meaning.
 */
export function reader({ says, frames = [], unless, isDenial = false }: Reading): Reader {
  return (sentence, { by }) => {
    const match = says.exec(sentence);
    const found = match && { from: match.index, to: match.index + match[0].length };
    const isClear = (from: number) =>
      !(by === 'us' && sentence.trimEnd().endsWith('?')) &&
      !unless?.test(sentence) &&
      !isSupposed(sentence, from);
    const isSaid = (from: number, to: number) => isDenial || !isDenied(sentence, from, to);
    if (found && isClear(found.from) && isSaid(found.from, found.to))
      return { ...found, sure: true };
    const framed = frameIn(sentence, frames);
    if (!framed) return found && { ...found, sure: false };
    const { from, to } = framed;
    const sure = isClear(from) && (framed.isDenied || isSaid(from, to));
    return { from, to, sure };
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

/** The latest sure statement only. */
export function sureIn(texts: readonly TextPiece[], read: Reader, since: number): Statement | null {
  const statement = statementIn(texts, read, since);
  return statement?.certainty === 'sure' ? statement : null;
}
