const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** UTF-16 units of the longest character that stays whole; emoji of a family have 11 to 25. */
const LONGEST_CHARACTER = 64;

/**
 * The start of a text, at most `most` UTF-16 units long. An emoji or a letter with its accents
 * stays whole or is left out: half of a surrogate pair cannot be stored in PostgreSQL, and half of
 * a family emoji is another emoji.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const segments = graphemes.segment(text.slice(0, most + LONGEST_CHARACTER));
  const { index } = segments.containing(most) ?? { index: 0 };
  if (index > 0) return text.slice(0, index);
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
