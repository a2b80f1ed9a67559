/**
 * Phrases of one kind in the languages that texts are read in.
 *
 * How a phrase is written: one phrase a line, a regular expression in which
 * - a space stands for any white space, and “ ?” for white space that may be missing,
 * - “…” stands for up to five words of the same clause; it does not skip over a denial,
 * - a line that starts with “|” continues the line before it.
 *
 * A phrase matches whole words only, whatever their case. So it never ends with a space.
 */
export interface Phrases {
  en: readonly string[];
  de: readonly string[];
  es: readonly string[];
}

/** Denials. “…” does not skip over them, so that “has … met” does not match “has not met”. */
const DENIAL = String.raw`(?:not|\p{L}+n't|never|no|kein\p{L}*|nicht|nie|nunca|tampoco)(?![\p{L}])`;
/** What “…” stands for. */
const SOME_WORDS = String.raw`(?:\s+(?!${DENIAL})[^\s,;:]+){0,5}?\s+`;

/** The phrases of a text. */
export const phraseLines = (text: string): readonly string[] =>
  text
    .replace(/\n\s*\|/g, '|')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A pattern that is written on several lines, without its line breaks and indentation. */
export const joinLines = (text: string): string => text.replace(/\n\s*/g, '');

/** The regular expression of a phrase. */
const toRegexSource = (phrase: string) =>
  phrase
    .replace(/\s*…\s*/g, '…')
    .replaceAll(' ?', String.raw`\s*`)
    .replaceAll(' ', String.raw`\s+`)
    .replaceAll('…', SOME_WORDS);

/** The part of a regular expression that the word lists use. */
export type Pattern = Pick<RegExp, 'exec' | 'test' | 'source'>;

/**
 * A pattern that is made when it is first used. The worker starts with all word lists, and most
 * starts read no text that was not read before.
 */
export function lazy(make: () => RegExp): Pattern {
  let made: RegExp | null = null;
  const pattern = () => {
    made ??= make();
    return made;
  };
  return {
    exec: (text) => pattern().exec(text),
    test: (text) => pattern().test(text),
    get source() {
      return pattern().source;
    },
  };
}

function sourceOf(lists: readonly Phrases[]): string {
  const all = lists.flatMap(({ en, de, es }) => [...en, ...de, ...es]).map(toRegexSource);
  return `(?<![\\p{L}\\p{N}])(?:${all.join('|')})(?![\\p{L}\\p{N}])`;
}

/** A pattern for any of the phrases as whole words, in every language. */
export const anyOf = (...lists: readonly Phrases[]): Pattern =>
  lazy(() => new RegExp(sourceOf(lists), 'iu'));

/** The same pattern at the start of a text; only signs and digits may precede it. */
export const startsWith = (list: Phrases): Pattern =>
  lazy(() => new RegExp(`^[^\\p{L}]*${sourceOf([list])}`, 'iu'));

/** All matches of any of the phrases in a text. */
export function allOf(list: Phrases): (text: string) => Iterable<RegExpExecArray> {
  let made: RegExp | null = null;
  return (text) => {
    made ??= new RegExp(sourceOf([list]), 'giu');
    return text.matchAll(made);
  };
}
