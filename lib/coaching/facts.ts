import {
  type Activity,
  type AmountChange,
  type DateChange,
  type DealFields,
  type DealRecord,
  type DealSnapshot,
  type Field,
  known,
  type Source,
  type StageChange,
  seen,
  type TypedFact,
  unseen,
} from '../model/index.ts';
import type { Now } from './days.ts';

/** Moves of one value with where they are known from. */
export interface Moves<T> {
  list: readonly T[];
  source: Source;
}

/** Everything the signals read about a deal. A field that was not seen stays unseen here, and silences whatever needs it. */
export interface DealFacts {
  now: Now;
  fields: DealFields;
  /** Index of the stage among the open ones ÷ the last open index, 0 to 1 (docs/decisions/coaching-rules.md); null when stage or pipeline are unknown. */
  position: number | null;
  stageMoves: Moves<StageChange> | null;
  closeDateMoves: Moves<DateChange> | null;
  amountMoves: Moves<AmountChange> | null;
  /** Latest thing that somebody did, Unix ms; empty when it is known that nobody did anything. */
  lastActivity: Field<number>;
  /** Done activities up to now, latest first. */
  done: readonly Activity[];
  snapshots: readonly DealSnapshot[];
}

/** Typed-in values stand in for what could not be seen; they never overrule what the CRM shows. */
function withTyped(fields: DealFields, typed: readonly TypedFact[], parse: TypedParser): DealFields {
  const result: Record<string, Field<unknown>> = { ...fields };
  for (const fact of [...typed].sort((a, b) => a.at - b.at)) {
    const base = fields[fact.field as keyof DealFields];
    if (base?.state !== 'unseen') continue;
    const value = fact.value === null ? null : parse(fact.field, fact.value);
    result[fact.field] = value === null || value === undefined ? base : seen(value, 'typed', fact.at);
  }
  return result as DealFields;
}

/** Reads what a person typed for a field; null when it does not fit. Given by the caller, since it speaks their language. */
export type TypedParser = (field: string, text: string) => unknown;

/** Moves between snapshots: each pair of neighbours in which the value is known and different. */
function between<T>(snapshots: readonly DealSnapshot[], pick: (snapshot: DealSnapshot) => T | null): { at: number; from: T | null; to: T | null }[] {
  const moves: { at: number; from: T | null; to: T | null }[] = [];
  let last: T | null = null;
  for (const snapshot of snapshots) {
    const value = pick(snapshot);
    if (value === null) continue;
    if (last !== null && value !== last) moves.push({ at: snapshot.at, from: last, to: value });
    last = value;
  }
  return moves;
}

/** The CRM's own history where it keeps one, else what the snapshots show; null when neither can tell. */
function moves<T extends { at: number }>(history: Field<T[]>, own: T[], enough: boolean): Moves<T> | null {
  // An empty history may only mean that the CRM does not keep one for this field: our own visits know better then.
  if (history.state === 'seen' && (history.value.length > 0 || own.length === 0)) return { list: [...history.value].sort((a, b) => a.at - b.at), source: history.source };
  return enough || own.length > 0 ? { list: own, source: 'snapshot' } : null;
}

export function dealFacts(record: DealRecord, snapshots: readonly DealSnapshot[], typed: readonly TypedFact[], now: Now, parse: TypedParser): DealFacts {
  const fields = withTyped(record.fields, typed, parse);
  const sorted = [...snapshots].sort((a, b) => a.at - b.at);
  const enough = sorted.length > 1;
  const stage = known(fields.stage);
  const open = known(fields.stages)?.filter((item) => item.kind === 'open') ?? [];
  const index = open.findIndex((item) => item.name === stage);
  const all = known(fields.activities);
  const done = (all ?? []).filter((item) => item.state === 'done' && item.at !== null && item.at <= now.ms).sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  const latest = done[0]?.at;
  const source = fields.activities.state === 'seen' ? fields.activities.source : 'api';
  const at = record.reading.at;
  const typedActivity = [...typed].sort((a, b) => b.at - a.at).find((fact) => fact.field === 'lastActivity' && fact.value !== null);
  const typedAt = typedActivity?.value ? parse('lastActivity', typedActivity.value) : null;
  const read: Field<number> =
    all === undefined
      ? unseen(fields.activities.state === 'unseen' ? fields.activities.why : 'notVisible')
      : latest === undefined || latest === null
        ? { state: 'empty', source, at }
        : seen(latest, source, at);
  const lastActivity: Field<number> = read.state === 'unseen' && typeof typedAt === 'number' ? seen(typedAt, 'typed', typedActivity?.at ?? at) : read;
  const closeDateMoves = moves(
    fields.closeDateHistory,
    between(sorted, (item) => item.closeDate),
    enough,
  );
  return {
    now,
    fields,
    position: index >= 0 && open.length > 1 ? index / (open.length - 1) : null,
    stageMoves: moves(
      fields.stageHistory,
      between(sorted, (item) => item.stage),
      enough,
    ),
    closeDateMoves,
    amountMoves: moves(
      fields.amountHistory,
      between(sorted, (item) => item.amount),
      enough,
    ),
    lastActivity,
    done,
    snapshots: sorted,
  };
}

/** True for a deal that is still being worked on; false when won, lost or not known. */
/** Names of stages at the end, where a page does not say which kind they are. */
const CLOSED = /^(?:closed|geschlossen|abgeschlossen|cerrad[ao])|\b(?:won|lost|gewonnen|verloren|ganad[ao]|perdid[ao])\b/i;

export function isOpen(facts: DealFacts): boolean {
  const status = known(facts.fields.status);
  const stage = known(facts.fields.stage);
  if (status !== undefined) return status === 'open';
  return stage !== undefined && !CLOSED.test(stage);
}
