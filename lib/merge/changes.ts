import { diffIndices } from 'node-diff3';

/**
 * One replacement: the words `lo` to `hi` of the base became the words `from` to `to` of a writer's
 * own text.
 */
export interface WordChange {
  lo: number;
  hi: number;
  from: number;
  to: number;
  /** How many positions to the right the change may also have been made, with the same result. */
  slide: number;
}

type Texts = { base: readonly string[]; side: readonly string[] };

/** The number of equal words at the start and at the end of two ranges, none counted twice. */
function commonEnds(
  { base, side }: Texts,
  { lo, hi, from, to }: Omit<WordChange, 'slide'>,
): { start: number; end: number } {
  const most = Math.min(hi - lo, to - from);
  let start = 0;
  while (start < most && base[lo + start] === side[from + start]) start++;
  let end = 0;
  while (end < most - start && base[hi - 1 - end] === side[to - 1 - end]) end++;
  return { start, end };
}

/** The change without the words that are equal at its ends. */
function trimmed(texts: Texts, change: Omit<WordChange, 'slide'>): WordChange {
  const { start, end } = commonEnds(texts, change);
  return {
    lo: change.lo + start,
    hi: change.hi - end,
    from: change.from + start,
    to: change.to - end,
    slide: 0,
  };
}

/**
 * Extends an insertion or deletion over every position where it may have been made: where “0 0 0”
 * became “0 0”, nobody can tell which word was removed. A replacement has one position.
 * @param floor where the change before it ends.
 * @param ceiling where the change after it begins.
 */
function widened(
  { base, side }: Texts,
  change: WordChange,
  floor: number,
  ceiling: number,
): WordChange {
  const { lo, hi, from, to } = change;
  const isReplacement = lo < hi && from < to;
  if (isReplacement) return change;
  const [list, first, last] = lo < hi ? [base, lo, hi] : [side, from, to];
  let left = 0;
  while (lo - left > floor && list[first - 1 - left] === list[last - 1 - left]) left++;
  let right = 0;
  while (hi + right < ceiling && list[first + right] === list[last + right]) right++;
  return {
    lo: lo - left,
    hi: hi + right,
    from: from - left,
    to: to + right,
    slide: left + right,
  };
}

/** True where no unchanged word separates two changes. */
export const touch = (a: WordChange, b: WordChange): boolean => a.lo <= b.hi && b.lo <= a.hi;

/** True where two neighbours touch once both are widened towards each other. */
function meet(texts: Texts, first: WordChange, second: WordChange): boolean {
  const left = widened(texts, first, first.lo, second.lo);
  const right = widened(texts, second, first.hi, second.hi);
  return touch(left, right);
}

/**
 * Widens changes, and joins those that meet: a word removed from a run of equal words and another
 * one added behind it is a replacement. Every word between the resulting changes is certainly
 * unchanged. One pass: whether two neighbours meet depends on these two alone, so a joined change
 * can meet only the one before it or the one after it.
 */
function joined(texts: Texts, changes: readonly WordChange[]): WordChange[] {
  const apart: WordChange[] = [];
  for (let change of changes) {
    for (let last = apart.at(-1); last && meet(texts, last, change); last = apart.at(-1)) {
      const { lo, from } = last;
      change = trimmed(texts, { lo, hi: change.hi, from, to: change.to });
      apart.pop();
    }
    apart.push(change);
  }
  return apart.map((change, index) => {
    const floor = apart[index - 1]?.hi ?? 0;
    const ceiling = apart[index + 1]?.lo ?? texts.base.length;
    return widened(texts, change, floor, ceiling);
  });
}

/** The differing middle of two texts, and the number of equal words before it. */
export function middleOf(
  base: readonly string[],
  side: readonly string[],
): { start: number; base: string[]; side: string[] } {
  const whole = { lo: 0, hi: base.length, from: 0, to: side.length };
  const { start, end } = commonEnds({ base, side }, whole);
  return {
    start,
    base: base.slice(start, base.length - end),
    side: side.slice(start, side.length - end),
  };
}

/** A writer's changes, in order; every word outside of them is unchanged. */
export function changesOf(base: readonly string[], side: readonly string[]): WordChange[] {
  const middle = middleOf(base, side);
  const changes = diffIndices(middle.base, middle.side).map(
    ({ buffer1: [lo, length], buffer2: [from, count] }) => ({
      lo: middle.start + lo,
      hi: middle.start + lo + length,
      from: middle.start + from,
      to: middle.start + from + count,
      slide: 0,
    }),
  );
  return joined({ base, side }, changes);
}
