import {
  type Activity,
  type AmountChange,
  type Commitment,
  type DateChange,
  type DealFields,
  type DealRecord,
  type DealSnapshot,
  type Field,
  type ForecastCall,
  known,
  type OrgHistory,
  type PlannedCall,
  type PlanStep,
  type RecordRef,
  refKey,
  type Source,
  type StagePoint,
  type StepSays,
  seen,
  type TypedFact,
  unseen,
} from '../model/index.ts';
import { amountsBetween, comparableAmounts } from './amounts.ts';
import type { ChecklistFacts } from './checklist.ts';
import { type Now, today } from './days.ts';
import { between, type Moves, merged, visitsOf } from './moves.ts';
import { positionByName } from './namedPosition.ts';
import type { RepFacts } from './rep.ts';
import { type StageMoves, stageMovesOf } from './stageMoves.ts';
import { readStages, type StageAnswer } from './stageStatus.ts';
import { currentStage, openStages, placeOf } from './stages.ts';
import type { ReadText } from './statements/statements.ts';
import {
  activityText,
  noteText,
  readsNothing,
  type TextPiece,
  type TextReader,
} from './statements/written.ts';
import { type TypedParser, withLeftEmpty, withTyped } from './typedFields.ts';
import type { WorkCalendar } from './workdays.ts';

export type { TextPiece, TypedParser };

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
  /** Every change of the amount, whatever its currency. */
  amountHistory: Moves<AmountChange> | null;
  /** The changes in the present currency: only they are compared. */
  amountMoves: Moves<AmountChange> | null;
  /**
   * Time of the latest activity, Unix ms; empty when it is known that there was none. With the
   * confidence of the list: where that may be incomplete, there may be a later one.
   */
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
  /** What this person calls the deal in this quarter; null where they did not. */
  call: ForecastCall['call'] | null;
  /** Steps of the mutual action plan that were not dropped. */
  planSteps: readonly PlanStep[];
  /** Calls that this person added, because the CRM does not show them. */
  plannedCalls: readonly PlannedCall[];
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
  call?: ForecastCall['call'] | null;
  planSteps?: readonly PlanStep[];
  plannedCalls?: readonly PlannedCall[];
}

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
  const confidence = activities.state === 'seen' ? activities.confidence : 1;
  if (typeof latest === 'number') return seen(latest, activities.source, readAt, confidence);
  // “None” is said only where all activities were seen.
  return confidence === 1
    ? { state: 'empty', source: activities.source, at: readAt }
    : unseen('notVisible');
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
  const amountHistory = merged(
    fields.amountHistory,
    visitsOf(amountsBetween(snapshots), snapshots, 'amount'),
  );
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
  // A text without a moment, such as the description of a deal, is at least as old as the deal.
  const created = known(fields.createdAt);
  for (const item of created === undefined ? [] : (activities ?? []))
    if (item.state === 'done' && item.at === null)
      written.push({ ...activityText(item), at: created ?? 0 });
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
      visitsOf(between(snapshots, 'closeDate'), snapshots, 'closeDate'),
    ),
    amountHistory,
    amountMoves: amountHistory && {
      ...amountHistory,
      list: comparableAmounts(amountHistory.list, known(fields.amount)?.currency ?? null),
    },
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
    call: input.call ?? null,
    planSteps: (input.planSteps ?? []).filter(({ state }) => state !== 'dropped'),
    plannedCalls: input.plannedCalls ?? [],
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
  const last = stageMoves?.isLastSure && stageMoves.list.at(-1);
  return last ? { at: last.at, source: stageMoves.source } : null;
}
