import { changesOf, middleOf, touch, type WordChange } from './changes.ts';

/** A word with the white space before it, so that text added at the end changes no earlier word. */
const WORDS = /\s*\S+|\s+$/g;
/**
 * The cost of comparing two texts is the number of pairs of equal words. Prose of 3,000 words has
 * some 100,000; a text that is built to cost more (one word a thousand times) is not merged, and
 * both texts are kept instead. 300,000 pairs took a second (2026-11-22).
 */
const MOST_PAIRS = 100_000;

/**
 * Two writers who insert the same words in one place, this many and one of them new, insert the
 * same passage.
 */
const PASSAGE = 3;

/** The longest merged text in characters: the limit of a note. */
export const MAX_TEXT = 20_000;

/**
 * How many pairs of equal words may still be compared, and words read; above that texts are not
 * merged, and both are kept.
 */
export interface MergeBudget {
  pairs: number;
}

const wordsOf = (text: string): string[] => text.match(WORDS) ?? [];

/** The cost of comparing two texts. */
function pairCount(a: readonly string[], b: readonly string[]): number {
  const middle = middleOf(a, b);
  const counts = new Map<string, number>();
  for (const word of middle.base) counts.set(word, (counts.get(word) ?? 0) + 1);
  return middle.side.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
}

interface Side {
  words: readonly string[];
  changes: readonly WordChange[];
}

/**
 * True where both writers certainly made one change, not two that look alike. Equal insertions of a
 * word or two, or of words that the base has already, may be one of each writer. Equal deletions in
 * a run of equal words may have removed different words. Equal replacements are one change: both
 * removed the same words.
 */
function isSameChange(
  inBase: (word: string) => boolean,
  head: Side,
  mine: Side,
  ofHead: WordChange,
  ofMine: WordChange,
): boolean {
  const removed = ofHead.hi - ofHead.lo;
  const added = head.words.slice(ofHead.from, ofHead.to);
  if (ofHead.lo !== ofMine.lo || ofHead.hi !== ofMine.hi) return false;
  if (added.length !== ofMine.to - ofMine.from) return false;
  if (!added.every((word, index) => word === mine.words[ofMine.from + index])) return false;
  const isInsertion = removed === ofHead.slide;
  if (isInsertion) return added.length - removed >= PASSAGE && added.some((word) => !inBase(word));
  const isDeletion = added.length === ofHead.slide;
  const isInRun = ofHead.slide >= removed - added.length;
  return !(isDeletion && isInRun);
}

/** A change, with the text that its new words come from. */
interface Step {
  side: Side;
  change: WordChange;
}

/** The changes of both writers in order, a common one once; null where two others touch. */
function inOrder(base: readonly string[], head: Side, mine: Side): Step[] | null {
  const steps: Step[] = [];
  let [headIndex, mineIndex] = [0, 0];
  // A set: looking through the base for each word would take quadratic time.
  let known: Set<string> | null = null;
  const inBase = (word: string) => {
    known ??= new Set(base);
    return known.has(word);
  };
  for (;;) {
    const ofHead = head.changes[headIndex];
    const ofMine = mine.changes[mineIndex];
    if (ofHead && ofMine && touch(ofHead, ofMine)) {
      if (!isSameChange(inBase, head, mine, ofHead, ofMine)) return null;
      steps.push({ side: head, change: ofHead });
      headIndex++;
      mineIndex++;
    } else if (ofHead && (!ofMine || ofHead.lo <= ofMine.lo)) {
      steps.push({ side: head, change: ofHead });
      headIndex++;
    } else if (ofMine) {
      steps.push({ side: mine, change: ofMine });
      mineIndex++;
    } else return steps;
  }
}

/** The base with some changes applied. */
function applied(base: readonly string[], steps: readonly Step[]): string[] {
  const result: string[] = [];
  let position = 0;
  for (const { side, change } of steps) {
    result.push(...base.slice(position, change.lo), ...side.words.slice(change.from, change.to));
    position = change.hi;
  }
  return [...result, ...base.slice(position)];
}

/**
 * Three-way merge by words (T1): the head with the writer's changes in it. Pure, and shared by
 * server and device.
 * @param base the text that both sides started from.
 * @param head the current text.
 * @param mine the text as this writer left it.
 * @returns the merged text; null where both changed the same words, or where it would be longer
 * than a text may be. Then both texts are kept and a person chooses (T2).
 */
export function mergeText(
  base: string,
  head: string,
  mine: string,
  budget: MergeBudget = { pairs: MOST_PAIRS },
): string | null {
  if (head === mine || base === mine) return head;
  if (base === head) return mine;
  if (budget.pairs <= 0) return null;
  const [baseWords, headWords, mineWords] = [wordsOf(base), wordsOf(head), wordsOf(mine)];
  const cost = pairCount(baseWords, headWords) + pairCount(baseWords, mineWords);
  const isTooMuch = cost > Math.min(MOST_PAIRS, budget.pairs);
  // Words count even if the texts are not merged: reading them takes time too.
  budget.pairs -= baseWords.length + headWords.length + mineWords.length + (isTooMuch ? 0 : cost);
  if (isTooMuch) return null;
  const steps = inOrder(
    baseWords,
    { words: headWords, changes: changesOf(baseWords, headWords) },
    { words: mineWords, changes: changesOf(baseWords, mineWords) },
  );
  if (steps === null) return null;
  const text = applied(baseWords, steps).join('');
  return text.length > MAX_TEXT ? null : text;
}
