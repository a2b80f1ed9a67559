import { diff3Merge } from 'node-diff3';

/** A word with the white space before it, so that writing on at the end touches no word that was there. */
const WORDS = /\s*\S+|\s+$/g;
/**
 * Comparing two texts costs as much as there are pairs of equal words. Prose of 3,000 words has some 100,000; a text made to cost more
 * (one word a thousand times) is not merged, and both texts are kept instead. 300,000 pairs took a second (2026-11-22).
 */
const MOST_PAIRS = 100_000;

/** Characters of a merged text: what a note holds. */
export const MAX_TEXT = 20_000;

/** How many pairs of equal words may still be compared; what goes beyond is not merged, and both texts are kept. */
export interface MergeBudget {
  pairs: number;
}

const words = (text: string): string[] => text.match(WORDS) ?? [];

function pairs(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1);
  return b.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
}

/**
 * Three-way merge by words (T1): the head with the writer's change in it. Shared by server and device, and pure.
 * @param base the text both sides began with. @param head the text as it is now. @param mine the text as this writer left it.
 * @returns the merged text, or null where both changed the same words, or it would be longer than a text may be: then both are kept and somebody chooses (T2).
 */
export function mergeText(base: string, head: string, mine: string, budget: MergeBudget = { pairs: MOST_PAIRS }): string | null {
  if (head === mine || base === mine) return head;
  if (base === head) return mine;
  let [o, a, b] = [words(base), words(head), words(mine)];
  const shortest = Math.min(o.length, a.length, b.length);
  let start = 0;
  while (start < shortest && o[start] === a[start] && o[start] === b[start]) start++;
  let end = 0;
  while (end < shortest - start && o.at(-1 - end) === a.at(-1 - end) && o.at(-1 - end) === b.at(-1 - end)) end++;
  // One word of what is the same on either side stays, so that changes beside each other are seen as such.
  const [from, upTo] = [Math.max(0, start - 1), Math.max(0, end - 1)];
  const [before, after] = [o.slice(0, from), upTo > 0 ? o.slice(-upTo) : []];
  [o, a, b] = [o, a, b].map((list) => list.slice(from, list.length - upTo)) as [string[], string[], string[]];
  const cost = pairs(o, a) + pairs(o, b);
  if (cost > Math.min(MOST_PAIRS, budget.pairs)) return null;
  budget.pairs -= cost;
  const parts = diff3Merge(a, o, b, { excludeFalseConflicts: true });
  if (parts.some((part) => part.conflict)) return null;
  const text = [...before, ...parts.flatMap((part) => part.ok ?? []), ...after].join('');
  return text.length > MAX_TEXT ? null : text;
}
