import { diffIndices } from 'node-diff3';

/** A stretch of the base, `lo` to `hi`, in whose place a writer has the words `from` to `to` of their own text. */
export interface Change {
  lo: number;
  hi: number;
  from: number;
  to: number;
  /** How many places further on the change may have been made with the same outcome. */
  slide: number;
}

type Texts = { base: readonly string[]; side: readonly string[] };

/** Equal words at the beginning and at the end of two stretches; the end takes none that the beginning has. */
function alike(
  { base, side }: Texts,
  { lo, hi, from, to }: Omit<Change, 'slide'>,
): [number, number] {
  const most = Math.min(hi - lo, to - from);
  let start = 0;
  while (start < most && base[lo + start] === side[from + start]) start++;
  let end = 0;
  while (end < most - start && base[hi - 1 - end] === side[to - 1 - end]) end++;
  return [start, end];
}

function trimmed(texts: Texts, change: Change): Change {
  const [start, end] = alike(texts, change);
  return {
    lo: change.lo + start,
    hi: change.hi - end,
    from: change.from + start,
    to: change.to - end,
    slide: 0,
  };
}

/**
 * The change with every place where it may have been made: “0 0” made of “0 0 0” says not which word went.
 * A replacement stands where it stands. @param floor, ceiling where the neighbouring changes end and begin.
 */
function widened({ base, side }: Texts, change: Change, floor: number, ceiling: number): Change {
  const { lo, hi, from, to } = change;
  if (lo < hi && from < to) return change;
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

/** True where no word that both leave alone stands between two changes. */
export const touch = (a: Change, b: Change): boolean => a.lo <= b.hi && b.lo <= a.hi;

/**
 * Changes that can be moved until they meet are one: a word taken out of a run and another put in further on is that word replaced.
 * What is left are stretches between which every word certainly stayed.
 */
function settled(texts: Texts, changes: readonly Change[]): Change[] {
  const wide = changes.map((change, index) =>
    widened(
      texts,
      change,
      changes[index - 1]?.hi ?? 0,
      changes[index + 1]?.lo ?? texts.base.length,
    ),
  );
  const meets = wide.findIndex((change, index) => {
    const next = wide[index + 1];
    return next !== undefined && touch(change, next);
  });
  const [first, second] = [changes[meets], changes[meets + 1]];
  if (!first || !second) return wide;
  const joined = { lo: first.lo, hi: second.hi, from: first.from, to: second.to, slide: 0 };
  return settled(texts, changes.toSpliced(meets, 2, trimmed(texts, joined)));
}

/** The middle of two texts, where they differ, with how much alike stands before it. */
export function middleOf(
  base: readonly string[],
  side: readonly string[],
): { start: number; base: string[]; side: string[] } {
  const [start, end] = alike({ base, side }, { lo: 0, hi: base.length, from: 0, to: side.length });
  return {
    start,
    base: base.slice(start, base.length - end),
    side: side.slice(start, side.length - end),
  };
}

/** What a writer changed, in order; every word outside these stretches stayed. */
export function changesOf(base: readonly string[], side: readonly string[]): Change[] {
  const middle = middleOf(base, side);
  const found = diffIndices(middle.base, middle.side).map(
    ({ buffer1: [lo, length], buffer2: [from, count] }) => ({
      lo: middle.start + lo,
      hi: middle.start + lo + length,
      from: middle.start + from,
      to: middle.start + from + count,
      slide: 0,
    }),
  );
  return settled({ base, side }, found);
}
