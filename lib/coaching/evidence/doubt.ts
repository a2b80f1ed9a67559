import type { Doubt } from '../../model/index.ts';
import type { Text } from '../said/written.ts';
import { isDenied, isSupposed, mayDoubt } from './certainty.ts';
import { anyOf } from './phrases.ts';
import { NO_RIVAL } from './words/rivals.ts';

const unless = anyOf(NO_RIVAL);

/** Positions as spans of neighbours. */
function spansOf(positions: readonly number[], all: readonly number[]): [number, number][] {
  const spans: [number, number][] = [];
  const wanted = new Set(positions);
  let isOpen = false;
  for (const position of all) {
    const last = spans.at(-1);
    if (!wanted.has(position)) isOpen = false;
    else if (isOpen && last) last[1] = position;
    else {
      spans.push([position, position]);
      isOpen = true;
    }
  }
  return spans;
}

/**
 * Where a name in a sentence would not be sure: our question, denied or only supposed. Null where
 * every name is. It is stored with the text, because the list of competitors can change.
 */
export function doubtIn(sentence: string, { by }: Text): Omit<Doubt, 'sentence'> | null {
  const isOurQuestion = by === 'us' && sentence.trimEnd().endsWith('?');
  if (isOurQuestion || unless.test(sentence)) return { starts: [[0, sentence.length]], ends: [] };
  if (!mayDoubt(sentence)) return null;
  const all = Array.from({ length: sentence.length + 1 }, (_, index) => index);
  const edges = all.filter(
    (index) => !/[\p{L}\p{N}]{2}/u.test(sentence.slice(Math.max(0, index - 1), index + 1)),
  );
  const starts = edges.filter(
    (from) => isDenied(sentence, from, sentence.length) || isSupposed(sentence, from),
  );
  const ends = edges.filter((to) => isDenied(sentence, 0, to));
  return starts.length + ends.length === 0
    ? null
    : { starts: spansOf(starts, edges), ends: spansOf(ends, edges) };
}
