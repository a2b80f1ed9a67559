import { MAX_NAME_CHARS } from './limits.ts';

/**
 * Characters that nobody sees, or that turn the direction of others: with them a name could look
 * like that of somebody else, or like none.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const ALL_UNSEEN = new RegExp(UNSEEN, 'gu');

/** True for a name that people can read: of a person, a team or a company. */
export function isReadableName(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text) && !UNSEEN.test(text);
}

/** Names that are equal for a reader, whatever their case, width and spaces. */
export function looksLike(a: string, b: string): boolean {
  const folded = (name: string) =>
    name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase().normalize('NFKC');
  return folded(a) === folded(b);
}

/** A name that a provider sent, without what nobody sees; null if nothing is left to read. */
export function readableName(text: string): string | null {
  const name = text.slice(0, MAX_NAME_CHARS).replace(ALL_UNSEEN, '').normalize('NFC');
  const short = name.trim().slice(0, MAX_NAME_CHARS);
  return isReadableName(short) ? short : null;
}

/** The name, with a number where others have it already. */
export function numberedName(name: string, others: readonly string[]): string {
  const isFree = (candidate: string) => !others.some((other) => looksLike(other, candidate));
  for (let number = 2, candidate = name; ; number++) {
    if (isFree(candidate)) return candidate;
    candidate = `${name.slice(0, MAX_NAME_CHARS - 8).trim()} ${number}`;
  }
}
