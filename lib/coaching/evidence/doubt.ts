import type { Doubt } from '../../model/index.ts';
import type { Text } from '../statements/written.ts';
import { isDenied, isSupposed, mayDoubt } from './certainty.ts';
import { anyOf } from './phrases.ts';
import { aligned } from './shorthand.ts';
import { NO_COMPETITOR } from './words/competitors.ts';

const unless = anyOf(NO_COMPETITOR);
/** Characters of a sentence whose positions are judged one by one; a longer one is in doubt. */
const JUDGED = 320;

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
 * every name is. Positions are those in the sentence as written. They are stored with the text,
 * because the list of competitors can change.
 */
export function doubtIn(written: string, { by }: Text): Omit<Doubt, 'sentence'> | null {
  const { text: sentence, places } = aligned(written);
  const everywhere: Omit<Doubt, 'sentence'> = { starts: [[0, written.length]], ends: [] };
  const isOurQuestion = by === 'us' && sentence.trimEnd().endsWith('?');
  if (isOurQuestion || unless.test(sentence)) return everywhere;
  if (!mayDoubt(sentence)) return null;
  if (written.length > JUDGED) return everywhere;
  const edges = [...places.keys()].filter(
    (index) => !/[\p{L}\p{N}]{2}/u.test(written.slice(Math.max(0, index - 1), index + 1)),
  );
  const placeOf = (index: number) => places[index] ?? index;
  const starts = edges.filter(
    (from) =>
      isDenied(sentence, placeOf(from), sentence.length) || isSupposed(sentence, placeOf(from)),
  );
  const ends = edges.filter((to) => isDenied(sentence, 0, placeOf(to)));
  return starts.length + ends.length === 0
    ? null
    : { starts: spansOf(starts, edges), ends: spansOf(ends, edges) };
}
