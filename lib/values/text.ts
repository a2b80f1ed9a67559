/** Marks that set the direction of writing, and other characters without a width. */
const INVISIBLE = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The value of a decimal digit of any script. Each script's ten digits are in one row of sixteen
 * code points, from its first or its seventh on.
 */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const place = code % 16;
  const startsRow = /\p{Nd}/u.test(String.fromCodePoint(code - place));
  return String(startsRow ? place : place - 6);
}

/**
 * One spelling of what pages write: digits 0–9, plain spaces, no marks of direction, no full-width
 * forms.
 */
export function clean(text: string): string {
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[^\P{Nd}0-9]/gu, digitOf)
    .replace(/\s+/g, ' ')
    .trim();
}
