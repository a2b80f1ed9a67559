import { diffIndices } from 'node-diff3';

/** A word with the white space before it, so that writing on at the end touches no word that was there. */
const WORDS = /\s*\S+|\s+$/g;
/**
 * Comparing two texts costs as much as there are pairs of equal words. Prose of 3,000 words has some 100,000; a text made to cost more
 * (one word a thousand times) is not merged, and both texts are kept instead. 200,000 pairs took 50 ms, and are compared twice (2026-11-27).
 */
const MOST_PAIRS = 100_000;

/** Characters of a merged text: what a note holds. */
export const MAX_TEXT = 20_000;

/** How many pairs of equal words may still be compared; what goes beyond is not merged, and both texts are kept. */
export interface MergeBudget {
  pairs: number;
}

/** Words `from` to `to` of the base are replaced by others. */
interface Edit {
  from: number;
  to: number;
  words: readonly string[];
}

const wordsOf = (text: string): string[] => text.match(WORDS) ?? [];

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** How many words two lists have in common from their start on. */
function common(a: readonly string[], b: readonly string[], most: number): number {
  let count = 0;
  while (count < most && a[count] === b[count]) count++;
  return count;
}

/** What is left of two lists without what is the same at their start, and then at their end. */
function middle(base: readonly string[], side: readonly string[]): { start: number; from: string[]; to: string[] } {
  const shortest = Math.min(base.length, side.length);
  const start = common(base, side, shortest);
  const end = common(base.toReversed(), side.toReversed(), shortest - start);
  return { start, from: base.slice(start, base.length - end), to: side.slice(start, side.length - end) };
}

function pairs(base: readonly string[], side: readonly string[]): number {
  const { from, to } = middle(base, side);
  const counts = countsOf(from);
  return to.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
}

/** How a side differs from the base, matched from the start on. */
function editsFromStart(base: readonly string[], side: readonly string[]): Edit[] {
  const { start, from, to } = middle(base, side);
  if (from.length === 0 && to.length === 0) return [];
  if (from.length === 0 || to.length === 0) return [{ from: start, to: start + from.length, words: to }];
  return diffIndices(from, to).map(({ buffer1: [at, length], buffer2Content }) => ({
    from: start + at,
    to: start + at + length,
    words: buffer2Content,
  }));
}

/** The same, looked at from the end: where words are repeated, another of them is the one that was added or taken out. */
function editsFromEnd(base: readonly string[], side: readonly string[]): Edit[] {
  return editsFromStart(base.toReversed(), side.toReversed())
    .map(({ from, to, words }) => ({ from: base.length - to, to: base.length - from, words: words.toReversed() }))
    .toReversed();
}

/** Both edits in one text, or null where two of them meet. */
function applied(base: readonly string[], ours: readonly Edit[], theirs: readonly Edit[]): string[] | null {
  const edits = [...ours, ...theirs].sort((a, b) => a.from - b.from || a.to - b.to);
  const merged: string[] = [];
  let at = 0;
  for (const [index, { from, to, words }] of edits.entries()) {
    const previous = edits[index - 1];
    if (previous !== undefined && from <= previous.to) return null;
    merged.push(...base.slice(at, from), ...words);
    at = to;
  }
  return [...merged, ...base.slice(at)];
}

/** True when each word is there as often as the base had it, and both changed that. */
function addsUp(merged: readonly string[], base: readonly string[], head: readonly string[], mine: readonly string[]): boolean {
  const left = countsOf(merged);
  const add = (words: readonly string[], sign: number) => {
    for (const word of words) left.set(word, (left.get(word) ?? 0) + sign);
  };
  add(base, 1);
  add(head, -1);
  add(mine, -1);
  return [...left.values()].every((count) => count === 0);
}

/**
 * Three-way merge by words (T1): the head with the writer's change in it. Shared by server and device, and pure.
 * @param base the text both sides began with. @param head the text as it is now. @param mine the text as this writer left it.
 * @returns the merged text, or null where both changed the same words, where repeated words leave open which of them was changed, or where
 * it would be longer than a text may be: then both are kept and somebody chooses (T2).
 */
export function mergeText(base: string, head: string, mine: string, budget: MergeBudget = { pairs: MOST_PAIRS }): string | null {
  if (head === mine || base === mine) return head;
  if (base === head) return mine;
  const [o, a, b] = [wordsOf(base), wordsOf(head), wordsOf(mine)];
  const cost = pairs(o, a) + pairs(o, b);
  if (cost > Math.min(MOST_PAIRS, budget.pairs)) return null;
  budget.pairs -= cost;
  const texts = new Set<string | null>();
  for (const ours of [editsFromStart(o, a), editsFromEnd(o, a)]) {
    for (const theirs of [editsFromStart(o, b), editsFromEnd(o, b)]) texts.add(applied(o, ours, theirs)?.join('') ?? null);
  }
  const [text, other] = texts;
  if (text === undefined || text === null || other !== undefined) return null;
  return text.length > MAX_TEXT || !addsUp(wordsOf(text), o, a, b) ? null : text;
}
