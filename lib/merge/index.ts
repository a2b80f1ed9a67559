import { type Change, changesOf, middleOf, touch } from './changes.ts';

/** A word with the white space before it, so that writing on at the end touches no word that was there. */
const WORDS = /\s*\S+|\s+$/g;
/**
 * Comparing two texts costs as much as there are pairs of equal words. Prose of 3,000 words has some 100,000; a text made to cost more
 * (one word a thousand times) is not merged, and both texts are kept instead. 300,000 pairs took a second (2026-11-22).
 */
const MOST_PAIRS = 100_000;

/** As many words in one place, some of them new, nobody types who has not the same text before them. */
const PASSAGE = 3;

/** Characters of a merged text: what a note holds. */
export const MAX_TEXT = 20_000;

/** How many pairs of equal words may still be compared; what goes beyond is not merged, and both texts are kept. */
export interface MergeBudget {
  pairs: number;
}

const words = (text: string): string[] => text.match(WORDS) ?? [];

/** What comparing two texts costs. */
function pairs(a: readonly string[], b: readonly string[]): number {
  const middle = middleOf(a, b);
  const counts = new Map<string, number>();
  for (const word of middle.base) counts.set(word, (counts.get(word) ?? 0) + 1);
  return middle.side.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
}

interface Side {
  words: readonly string[];
  changes: readonly Change[];
}

/**
 * True where both writers made one change, and not two that look alike: a word or two may have been put in by each, one more of the words
 * that are there as well, and each may have taken another word out of a run. A replacement is one, since it took the same words out.
 */
function isShared(base: readonly string[], head: Side, mine: Side, a: Change, b: Change): boolean {
  const [removed, put] = [a.hi - a.lo, head.words.slice(a.from, a.to)];
  if (a.lo !== b.lo || a.hi !== b.hi || put.length !== b.to - b.from) return false;
  if (!put.every((word, index) => word === mine.words[b.from + index])) return false;
  const isInsertion = removed === a.slide;
  if (isInsertion)
    return put.length - removed >= PASSAGE && put.some((word) => !base.includes(word));
  const isDeletion = put.length === a.slide;
  return !(isDeletion && a.slide >= removed - put.length);
}

/** The base with the changes of both in it, or null where they touch: each word of the base is then changed by one writer at most. */
function applied(base: readonly string[], head: Side, mine: Side): string[] | null {
  const merged: string[] = [];
  let [at, a, b] = [0, 0, 0];
  for (;;) {
    const [ours, theirs] = [head.changes[a], mine.changes[b]];
    if (!ours && !theirs) return [...merged, ...base.slice(at)];
    const both = ours !== undefined && theirs !== undefined && touch(ours, theirs);
    if (both && !isShared(base, head, mine, ours, theirs)) return null;
    const isOurs = ours !== undefined && (theirs === undefined || ours.lo <= theirs.lo);
    const next = isOurs ? ours : (theirs as Change);
    merged.push(
      ...base.slice(at, next.lo),
      ...(isOurs ? head : mine).words.slice(next.from, next.to),
    );
    at = next.hi;
    if (isOurs || both) a++;
    if (!isOurs || both) b++;
  }
}

/**
 * Three-way merge by words (T1): the head with the writer's change in it. Shared by server and device, and pure.
 * @param base the text both sides began with. @param head the text as it is now. @param mine the text as this writer left it.
 * @returns the merged text, or null where both changed the same words, or it would be longer than a text may be: then both are kept and somebody chooses (T2).
 */
export function mergeText(
  base: string,
  head: string,
  mine: string,
  budget: MergeBudget = { pairs: MOST_PAIRS },
): string | null {
  if (head === mine || base === mine) return head;
  if (base === head) return mine;
  const [o, a, b] = [words(base), words(head), words(mine)];
  const cost = pairs(o, a) + pairs(o, b);
  if (cost > Math.min(MOST_PAIRS, budget.pairs)) return null;
  budget.pairs -= cost;
  const merged = applied(
    o,
    { words: a, changes: changesOf(o, a) },
    { words: b, changes: changesOf(o, b) },
  );
  const text = merged?.join('') ?? null;
  return text === null || text.length > MAX_TEXT ? null : text;
}
