import {
  type DealSnapshot,
  emptiedIn,
  type Field,
  type SnapshotField,
  type Source,
} from '../model/index.ts';
import { DAY_MS } from './days.ts';

/** Moves of one value with where they are known from. */
export interface Moves<T> {
  list: readonly T[];
  source: Source;
}

interface Move<V> {
  at: number;
  from: V | null;
  to: V | null;
}

/**
 * Moves between snapshots: each pair of neighbours in which the value is known and different. A value that was seen to be gone moved to
 * null, one that could not be seen did not move.
 */
export function between<F extends SnapshotField>(
  snapshots: readonly DealSnapshot[],
  field: F,
): Move<NonNullable<DealSnapshot[F]>>[] {
  type Value = NonNullable<DealSnapshot[F]>;
  const moves: Move<Value>[] = [];
  let last: { value: Value | null } | null = null;
  for (const snapshot of snapshots) {
    const value = (snapshot[field] ?? null) as Value | null;
    if (value === null && !emptiedIn(snapshot, field)) continue;
    if (last !== null && value !== last.value)
      moves.push({ at: snapshot.at, from: last.value, to: value });
    last = { value };
  }
  return moves;
}

/** Moves from one value to the next, passing over the time in which there was none: a date that was taken out and set anew has moved. */
export function steps<V>(moves: readonly Move<V>[]): { at: number; from: V; to: V }[] {
  const found: { at: number; from: V; to: V }[] = [];
  let last: V | null = null;
  for (const { at, from, to } of moves) {
    const before: V | null = from ?? last;
    if (before !== null && to !== null && to !== before) found.push({ at, from: before, to });
    last = to ?? before;
  }
  return found;
}

/**
 * The CRM's own history with what our visits saw besides. A visit sees a move later than the CRM wrote it down, and two moves between
 * two visits as one: what the CRM has from the same value, to the same value, or in the time between is the same move and is told once.
 * Null when neither can tell.
 * @param enough two snapshots or more: only then does their silence mean that nothing moved.
 */
export function merged<V>(
  history: Field<Move<V>[]>,
  own: readonly Move<V>[],
  enough: boolean,
): Moves<Move<V>> | null {
  if (history.state !== 'seen')
    return enough || own.length > 0 ? { list: own, source: 'snapshot' } : null;
  const told = [...history.value].sort((a, b) => a.at - b.at);
  // An empty history may only mean that the CRM does not keep one for this field: our own visits know better then.
  if (told.length === 0)
    return own.length > 0
      ? { list: own, source: 'snapshot' }
      : { list: [], source: history.source };
  const first = told[0]?.at ?? 0;
  const known = (move: Move<V>) =>
    told.some((item) => item.to === move.to && item.at <= move.at + DAY_MS) ||
    told.some((item) => item.from === move.from && item.at <= move.at + DAY_MS);
  // What moved before the CRM began to write is only known from our visits.
  const extra = own.filter((move) => move.at < first && !known(move));
  return { list: [...extra, ...told].sort((a, b) => a.at - b.at), source: history.source };
}
