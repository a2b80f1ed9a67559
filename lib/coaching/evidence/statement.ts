import { cut } from '../../model/cut.ts';
import type { TextPiece } from '../facts.ts';
import { isDenied, isSupposed } from './certainty.ts';
import { sentencesOf } from './sentences.ts';
import { whole } from './shorthand.ts';

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

/** A sentence as written and as it is read. */
interface Sentence {
  written: string;
  read: string;
}

const cache = new WeakMap<TextPiece, readonly Sentence[]>();

/** The sentences of a text, split and completed once. */
function read(piece: TextPiece): readonly Sentence[] {
  const sentences =
    cache.get(piece) ??
    sentencesOf(piece.text).map((written) => ({ written, read: whole(written) }));
  cache.set(piece, sentences);
  return sentences;
}

/** The sentences of a text, as written. */
export function sentencesIn(piece: TextPiece): readonly string[] {
  return read(piece).map(({ written }) => written);
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
  (sentence: string, piece: TextPiece): Hit | null;
  /** Words of a later sentence or a later text with which the statement is over. */
  resolved?: RegExp;
}

/** How words of a list are read. */
interface Reading {
  says: RegExp;
  /** Words with which the sentence means something else. */
  unless?: RegExp;
  /** The words deny something themselves: “no answer”. A negation beside them changes nothing. */
  isDenial?: boolean;
  /** Words of a later sentence or text with which it is over. */
  resolved?: RegExp;
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

/**
 * The latest sure statement of texts that are ordered latest first; without one, the latest unsure
 * one.
 * @param since Unix ms of the oldest text that counts.
 */
export function statementIn(
  texts: readonly TextPiece[],
  reader: Reader,
  since: number,
): Statement | null {
  const { resolved } = reader;
  let unsure: Statement | null = null;
  let isResolved = false;
  for (const piece of texts) {
    if (piece.at < since) continue;
    const sentences = read(piece);
    for (const [index, sentence] of sentences.entries()) {
      const hit = reader(sentence.read, piece);
      if (!hit) continue;
      const isOver =
        isResolved ||
        resolved?.test(sentence.read.slice(hit.to)) ||
        sentences.slice(index + 1).some((later) => resolved?.test(later.read));
      const isSure = hit.sure && !isOver;
      const words = hit.words ?? sentence.read.slice(hit.from, hit.to);
      const statement: Statement = {
        hit: sentence.written.includes(words) ? words : shown(sentence.written),
        sentence: shown(sentence.written),
        at: piece.at,
        from: piece.from,
        certainty: isSure ? 'sure' : 'unsure',
      };
      if (isSure) return statement;
      unsure ??= statement;
    }
    isResolved ||= sentences.some((sentence) => resolved?.test(sentence.read));
  }
  return unsure;
}

/** The latest sure statement only. */
export function sureIn(texts: readonly TextPiece[], read: Reader, since: number): Statement | null {
  const statement = statementIn(texts, read, since);
  return statement?.certainty === 'sure' ? statement : null;
}
