/** Splits a text into a word list: the words are separated by spaces and line breaks. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * Builds a regular expression that is too long for one line. Line breaks and the indentation after
 * them are removed, and a list becomes a group of alternatives: `${['a', 'b']}` is `(?:a|b)`.
 * A space at the start of a line is written `[ ]`.
 */
export function pattern(flags: string) {
  return (template: TemplateStringsArray, ...lists: readonly (readonly string[])[]): RegExp => {
    const parts = template.raw.map((part) => part.replace(/\n\s*/g, ''));
    const groups = lists.map((list) => `(?:${list.join('|')})`);
    return new RegExp(String.raw({ raw: parts }, ...groups), flags);
  };
}
