import {
  type DealSnapshot,
  emptiedIn,
  type Field,
  known,
  LIST_CONFIDENCE,
  type SnapshotField,
  type Source,
} from '../model/index.ts';
import { DAY_MS } from './days.ts';

/** Moves of one value, with their source. `isPartial`: the CRM may have more of them. */
export interface Moves<T> {
  list: readonly T[];
  source: Source;
  isPartial: boolean;
}

interface Move<V> {
  at: number;
  from: V | null;
  to: V | null;
}

/**
 * Moves between snapshots: one for each two neighbours whose values are known and different. A
 * value that was seen removed moves to null; a value that could not be seen does not move.
 * @param snapshots oldest first.
 */
export function between<F extends Exclude<SnapshotField, 'stage'>>(
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

/**
 * Moves from one value to the next. Times without a value are skipped: a date that was removed and
 * set again to another day has moved.
 */
export function steps<V>(moves: readonly Move<V>[]): { at: number; from: V; to: V }[] {
  const result: { at: number; from: V; to: V }[] = [];
  let last: V | null = null;
  for (const { at, from, to } of moves) {
    const before: V | null = from ?? last;
    if (before !== null && to !== null && to !== before) result.push({ at, from: before, to });
    last = to ?? before;
  }
  return result;
}

/** What our visits saw of one value. */
export interface Visits<M> {
  moves: readonly M[];
  /** When the value was seen, the oldest first. */
  seenAt: readonly number[];
  /** Only then does a list without moves mean that nothing moved. */
  areSeveral: boolean;
}

/** @param snapshots oldest first. */
export function visitsOf<M>(
  moves: readonly M[],
  snapshots: readonly DealSnapshot[],
  field: SnapshotField,
): Visits<M> {
  const seen = snapshots.filter(
    (snapshot) => (snapshot[field] ?? null) !== null || emptiedIn(snapshot, field),
  );
  return { moves, seenAt: seen.map(({ at }) => at), areSeveral: snapshots.length > 1 };
}

/**
 * The CRM's own history, completed with the moves between our visits: those before its start, and
 * wherever it may be incomplete. A visit sees a move later than the CRM stored it, and two moves
 * between two visits as one. So a CRM move to the same value or from the same value, after the
 * last visit that saw the value before and at most a day after the visit, is the same move and is
 * listed once. Null when neither source is available.
 * @param isSame whether two moves end (`to`) or begin (`from`) at one value.
 */
export function merged<M extends Move<unknown>>(
  history: Field<M[]>,
  { moves: visitMoves, seenAt, areSeveral }: Visits<M>,
  isSame: (a: M, b: M, side: 'from' | 'to') => boolean = (a, b, side) => a[side] === b[side],
): Moves<M> | null {
  const crmMoves = [...(known(history) ?? [])].sort((a, b) => a.at - b.at);
  const isPartial = history.state === 'seen' && history.confidence < LIST_CONFIDENCE.all;
  // An empty history can mean that the CRM stores none for this field. Then our visits count.
  if (history.state === 'seen' && crmMoves.length === 0 && visitMoves.length === 0 && !isPartial)
    return { list: [], source: history.source, isPartial };
  if (history.state !== 'seen' || crmMoves.length === 0)
    return areSeveral || visitMoves.length > 0
      ? { list: visitMoves, source: 'snapshot', isPartial }
      : null;
  const firstAt = crmMoves[0]?.at ?? 0;
  const isInCrm = (move: M) => {
    const before = seenAt.findLast((at) => at < move.at) ?? Number.NEGATIVE_INFINITY;
    return crmMoves.some(
      (item) =>
        item.at > before &&
        item.at <= move.at + DAY_MS &&
        (isSame(item, move, 'to') || isSame(item, move, 'from')),
    );
  };
  const extra = visitMoves.filter((move) => (isPartial || move.at < firstAt) && !isInCrm(move));
  const list = [...extra, ...crmMoves].sort((a, b) => a.at - b.at);
  return { list, source: history.source, isPartial };
}
