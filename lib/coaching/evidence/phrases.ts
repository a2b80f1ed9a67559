/** Words of one kind in the languages that notes are read in; regular expressions are allowed. */
export interface Phrases {
  en: readonly string[];
  de: readonly string[];
  es: readonly string[];
}

/** Words that deny: they never stand in for “…”. */
const DENIAL = String.raw`(?:not|\p{L}+n't|never|no|kein\p{L}*|nicht|nie|nunca|tampoco)(?![\p{L}])`;
/** Up to five words of the same clause, written as “…” in a phrase. */
const SOME_WORDS = String.raw`(?:\s+(?!${DENIAL})[^\s,;:]+){0,5}?\s+`;

/** One phrase for each line of a text. A line that starts with “|” continues the one before it. */
export const lines = (text: string): readonly string[] =>
  text
    .replace(/\n\s*\|/g, '|')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A pattern that is written on several lines, without its line breaks and indentation. */
export const joined = (text: string): string => text.replace(/\n\s*/g, '');

const source = (phrase: string) =>
  phrase
    .replace(/\s*…\s*/g, '…')
    .replaceAll(' ?', String.raw`\s*`)
    .replaceAll(' ', String.raw`\s+`)
    .replaceAll('…', SOME_WORDS);

/** A pattern for any of the phrases as whole words, in every language. */
export function anyOf(...lists: readonly Phrases[]): RegExp {
  const all = lists.flatMap(({ en, de, es }) => [...en, ...de, ...es]).map(source);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

/** The same pattern, at the start of a text only. */
export function startsWith(list: Phrases): RegExp {
  return new RegExp(`^[^\\p{L}]*${anyOf(list).source}`, 'iu');
}
