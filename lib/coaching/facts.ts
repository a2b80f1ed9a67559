import {
  type Activity,
  type AmountChange,
  type Commitment,
  type DateChange,
  type DealFields,
  type DealRecord,
  type DealSnapshot,
  type Field,
  known,
  type OrgHistory,
  type RecordRef,
  refKey,
  type Source,
  type StageChange,
  type StagePoint,
  type StepSays,
  seen,
  type TypedFact,
  unseen,
} from '../model/index.ts';
import type { ChecklistFacts } from './checklist.ts';
import { type Now, today } from './days.ts';
import { withLeftEmpty } from './leftEmpty.ts';
import { between, type Moves, merged } from './moves.ts';
import { positionByName } from './namedPosition.ts';
import type { RepFacts } from './rep.ts';
import type { ReadText } from './said/statements.ts';
import {
  activityText,
  noteText,
  readsNothing,
  type TextPiece,
  type TextReader,
} from './said/written.ts';
import { readStages, type StageAnswer } from './stageStatus.ts';
import {
  inCurrentNames,
  type StageStep,
  stageSteps,
  stageVisits,
  unlistedMove,
} from './stageSteps.ts';
import { currentStage, fromOf, isSameStage, openStages, placeOf, toOf } from './stages.ts';
import type { WorkCalendar } from './workdays.ts';

export type { TextPiece };

/**
 * Stage moves with the names that the CRM shows now. `isUnsure`: there are names of which nobody
 * knows which stages they mean, so that a move may be missing.
 */
export interface StageMoves extends Moves<StageStep> {
  isUnsure: boolean;
}

/**
 * All facts of a deal that signals read. A field that was not seen stays unseen, and signals that
 * need it are not evaluated.
 */
export interface DealFacts {
  now: Now;
  /** Key of the record. */
  key: string;
  /** The civil date of `now`, YYYY-MM-DD. */
  day: string;
  about: 'deal' | 'contact';
  ref: RecordRef;
  /** The status and the kinds of stages are decided: see `readStages`. */
  fields: DealFields;
  /** The stage of which nobody knows whether its deals are open, won or lost. */
  unknownStage: StagePoint | null;
  /** The answer that decided the status. */
  stageAnswer: StageAnswer | null;
  /**
   * Index of the stage among the open stages ÷ the last open index, 0 to 1
   * (docs/decisions/coaching-rules.md); null when stage or pipeline are unknown.
   */
  position: number | null;
  stageMoves: StageMoves | null;
  closeDateMoves: Moves<DateChange> | null;
  amountMoves: Moves<AmountChange> | null;
  /** Time of the latest activity, Unix ms; empty when it is known that there was none. */
  lastActivity: Field<number>;
  /** Done activities up to now, latest first. */
  done: readonly Activity[];
  /** Visits, oldest first. */
  snapshots: readonly DealSnapshot[];
  /**
   * Notes that this person may read and texts of activities, latest first; null when neither can be
   * seen.
   */
  texts: readonly ReadText[] | null;
  /** What the text of the next step says. */
  step: StepSays;
  commitments: readonly Commitment[];
  /** The playbook's criteria on this deal; null where no playbook is confirmed for its pipeline. */
  checklist: ChecklistFacts | null;
  /** Figures of the organisation's past deals; null before there are any. */
  history: OrgHistory | null;
  /** The working days of the deal's rep; null where nobody entered any days off. */
  calendar: WorkCalendar | null;
  /** The rep whose deal it is; null where the rep is not known. */
  rep: RepFacts | null;
  /** Names of competitors that the organisation listed. */
  competitors: readonly string[];
  /** Bad news about the company, typed in by a person. */
  news: TypedFact | null;
}

export interface FactsInput {
  record: DealRecord;
  about?: 'deal' | 'contact';
  /** Oldest first. */
  snapshots?: readonly DealSnapshot[];
  /** At most one per field. */
  typed?: readonly TypedFact[];
  notes?: readonly { text: string; at: number }[];
  commitments?: readonly Commitment[];
  checklist?: ChecklistFacts | null;
  history?: OrgHistory | null;
  calendar?: WorkCalendar | null;
  rep?: RepFacts | null;
  competitors?: readonly string[];
  /** Reads the texts; without it nothing is read in them. */
  reader?: TextReader;
  /** What people said about stages that the CRM does not explain, the current answer first. */
  answers?: readonly StageAnswer[];
}

/** Typed values fill fields that could not be seen; they never replace a value of the CRM. */
function withTyped(
  fields: DealFields,
  typed: readonly TypedFact[],
  parse: TypedParser,
): DealFields {
  if (typed.length === 0) return fields;
  const result: Record<string, Field<unknown>> = { ...fields };
  for (const fact of typed) {
    const base = fields[fact.field as keyof DealFields];
    if (base?.state !== 'unseen') continue;
    const value = fact.value === null ? null : parse(fact.field, fact.value);
    result[fact.field] =
      value === null || value === undefined ? base : seen(value, 'typed', fact.at);
  }
  return result as DealFields;
}

/**
 * Parses the text that a person typed for a field; null when it does not fit. It depends on the
 * person's language, so the caller supplies it.
 */
export type TypedParser = (field: string, text: string) => unknown;

function typedIn(typed: readonly TypedFact[], field: string): TypedFact | null {
  const fact = typed.find((item) => item.field === field);
  return fact?.value ? fact : null;
}

function lastActivityOf(
  fields: DealFields,
  done: readonly Activity[],
  typed: readonly TypedFact[],
  readAt: number,
  parse: TypedParser,
): Field<number> {
  const { activities } = fields;
  if (activities.state === 'unseen') {
    const fact = typedIn(typed, 'lastActivity');
    const at = fact?.value ? parse('lastActivity', fact.value) : null;
    return typeof at === 'number' ? seen(at, 'typed', fact?.at ?? readAt) : unseen(activities.why);
  }
  const latest = done[0]?.at;
  if (typeof latest === 'number') return seen(latest, activities.source, readAt);
  // “None” is said only where all activities were seen.
  const isWhole = activities.state === 'empty' || activities.confidence === 1;
  return isWhole ? { state: 'empty', source: activities.source, at: readAt } : unseen('notVisible');
}

function stageMovesOf(
  fields: DealFields,
  snapshots: readonly DealSnapshot[],
  readAt: number,
): StageMoves | null {
  const hasSeveralVisits = snapshots.length > 1;
  const visits = stageVisits(snapshots, fields);
  const isSame = (a: StageChange, b: StageChange, side: 'from' | 'to') => {
    const point = side === 'from' ? fromOf : toOf;
    return isSameStage(fields, point(a), point(b)) === true;
  };
  const moves = merged(fields.stageHistory, visits.moves, hasSeveralVisits, isSame);
  if (!moves) return null;
  const missing = unlistedMove(fields, moves.list, known(fields.stageSince) ?? readAt);
  const list = stageSteps(fields, missing ? [...moves.list, missing] : moves.list);
  return {
    list: inCurrentNames(list, fields),
    source: moves.source,
    // The CRM's own history is complete: names that differ between visits change nothing.
    isUnsure: visits.isUnsure && fields.stageHistory.state !== 'seen',
  };
}

/** The position of a stage among the open ones, 0 to 1; null where it has none. */
export function positionOf(fields: DealFields, point: StagePoint | null): number | null {
  const last = openStages(fields).length - 1;
  const place = placeOf(fields, point);
  return place !== null && last > 0 ? place / last : null;
}

/**
 * The facts of a deal from its record, its snapshots and people's texts. Pure: equal input gives
 * equal facts.
 */
export function dealFacts(input: FactsInput, now: Now, parse: TypedParser): DealFacts {
  const { record, snapshots = [], typed = [], notes = [] } = input;
  const withValues = withLeftEmpty(record.fields, withTyped(record.fields, typed, parse), now);
  const { fields, unknownStage, stageAnswer } = readStages(
    withValues,
    record.ref,
    input.answers ?? [],
  );
  const hasSeveralVisits = snapshots.length > 1;
  const activities = known(fields.activities);
  const done = (activities ?? [])
    .filter((item) => item.state === 'done' && item.at !== null && item.at <= now.ms)
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  const { reader = readsNothing } = input;
  const written: TextPiece[] = notes.map(({ text, at }) => ({ ...noteText(text), at }));
  for (const item of done) {
    const text = activityText(item);
    if (text.text !== '') written.push({ ...text, at: item.at ?? 0 });
  }
  const texts: ReadText[] = written.map((text) => ({ ...text, says: reader.text(text) }));
  texts.sort((a, b) => b.at - a.at);
  return {
    now,
    key: refKey(record.ref),
    day: today(now),
    about: input.about ?? 'deal',
    ref: record.ref,
    fields,
    unknownStage,
    stageAnswer,
    position: positionOf(fields, currentStage(fields)) ?? positionByName(fields),
    stageMoves: stageMovesOf(fields, snapshots, record.reading.at),
    closeDateMoves: merged(
      fields.closeDateHistory,
      between(snapshots, 'closeDate'),
      hasSeveralVisits,
    ),
    amountMoves: merged(fields.amountHistory, between(snapshots, 'amount'), hasSeveralVisits),
    lastActivity: lastActivityOf(fields, done, typed, record.reading.at, parse),
    done,
    snapshots,
    texts: activities === undefined && notes.length === 0 ? null : texts,
    step: reader.step(known(fields.nextStep) ?? ''),
    commitments: input.commitments ?? [],
    checklist: input.checklist ?? null,
    history: input.history ?? null,
    calendar: input.calendar ?? null,
    rep: input.rep ?? null,
    competitors: input.competitors ?? [],
    news: typedIn(typed, 'news'),
  };
}

/** True for an open deal; false when it is won, lost or of unknown status. */
export function isOpen(facts: DealFacts): boolean {
  return facts.about === 'contact' || known(facts.fields.status) === 'open';
}

/** Time since which the deal is in its stage, with the source. */
export function stageSince({
  fields,
  stageMoves,
}: DealFacts): { at: number; source: Source } | null {
  if (fields.stageSince.state === 'seen')
    return { at: fields.stageSince.value, source: fields.stageSince.source };
  const last = stageMoves?.list.at(-1);
  return last && stageMoves ? { at: last.at, source: stageMoves.source } : null;
}
