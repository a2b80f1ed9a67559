import {
  type CheckItem,
  type CoachingSettings,
  type Commitment,
  type CrmRecord,
  type DealPlaybook,
  type DealSnapshot,
  type DealSummary,
  type Exposure,
  type ForecastCall,
  known,
  type Learned,
  type Note,
  type OrgHistory,
  ownerKey,
  type PlannedCall,
  type PlanStep,
  type PlaybookVersion,
  type Profile,
  type PromptOutcome,
  type PromptShown,
  type RecordRef,
  type RepDay,
  type SelfView,
  type StageMap,
  type TypedFact,
} from '../model/index.ts';
import { quarterOf } from './calibration.ts';
import { type Coaching, coach } from './coach.ts';
import { contactFacts } from './contact.ts';
import { type Now, today } from './days.ts';
import { exposureBefore } from './exposure.ts';
import { type DealFacts, dealFacts, type TypedParser } from './facts.ts';
import { notAsked } from './notAsked.ts';
import { personOutcomesOf, repOf, withOpenPattern } from './people.ts';
import { type DealPlan, planFor } from './playbooks/active.ts';
import type { CoachedPerson } from './rank.ts';
import type { Side } from './signal.ts';
import type { StageAnswer } from './stageStatus.ts';
import { currentStage } from './stages.ts';
import type { TextReader } from './statements/written.ts';
import type { CompiledPrompt } from './trigger.ts';
import { firstVisit, fromSnapshots, withLaterVisits } from './visits.ts';
import type { WorkCalendar } from './workdays.ts';

/** The organisation's data for every deal. */
export interface OrgCoaching {
  versions: readonly PlaybookVersion[];
  maps: readonly StageMap[];
  /** What people said about stages that the CRM does not explain. */
  answers: readonly StageAnswer[];
  settings: CoachingSettings | null;
  authored: readonly CompiledPrompt[];
  history: OrgHistory | null;
  /** The working days of the deal's rep; absent where nobody entered any days off. */
  calendar?: WorkCalendar | null;
  /** Profile of the rep whose deal it is, as far as the rep shares it. */
  profile: Profile | null;
  /** The signed-in person's own; never another person's. */
  self: SelfView | null;
  exposure: Exposure | null;
  learned: Readonly<Record<string, Learned>>;
}

/**
 * The rows of one record, as plain fields. Where several rows are about one thing, only the current
 * one is here.
 */
export interface RecordInput {
  ref: RecordRef;
  record: CrmRecord | null;
  notes: readonly Note[];
  /** All visits, oldest first, and those after `record` was read here. */
  snapshots: readonly DealSnapshot[];
  laterVisits: readonly DealSnapshot[];
  typed: readonly TypedFact[];
  commitments: readonly Commitment[];
  checks: readonly CheckItem[];
  moved: readonly DealPlaybook[];
  /** The signed-in person's. */
  outcomes: readonly PromptOutcome[];
  shown: readonly PromptShown[];
  /** Deals stored on this device. */
  summaries: readonly DealSummary[];
  /** Reads the texts of the record and of its rows. */
  reader: TextReader;
  /** What was stored today about the deal's rep: see `repDayOf`. */
  repDay?: RepDay | null;
  /** The side that the signed-in person is on; the rep where it is absent. */
  side?: Side;
  /** The signed-in person's own calls. */
  calls?: readonly ForecastCall[];
  /** The calls that the signed-in person added to the deal. */
  planned?: readonly PlannedCall[];
  /** The steps of the mutual action plan. */
  steps?: readonly PlanStep[];
  /** Whether the signed-in person is the deal's rep; true where it is absent. */
  isOwn?: boolean;
}

export interface Coached {
  facts: DealFacts;
  plan: DealPlan | null;
  coaching: Coaching;
  person: CoachedPerson;
}

/** With fewer other deals a rank among them means nothing. */
const ENOUGH_AMOUNTS = 3;

/**
 * Rank of the deal's amount among the rep's open deals of the same currency, 0 to 1; null with too
 * few deals to compare with.
 */
function amountRank(
  facts: DealFacts,
  summaries: readonly DealSummary[],
  owner: string | null,
): number | null {
  const amount = known(facts.fields.amount);
  // An amount in an unknown currency is compared with nothing.
  if (!amount || amount.currency === null || owner === null) return null;
  const amounts = summaries
    .filter((deal) => deal.owner === owner && deal.status === 'open')
    .flatMap((deal) => (deal.amount?.currency === amount.currency ? [deal.amount.amount] : []));
  if (amounts.length < ENOUGH_AMOUNTS) return null;
  return amounts.filter((other) => other <= amount.amount).length / amounts.length;
}

export function personOf(
  org: Pick<OrgCoaching, 'profile' | 'self' | 'exposure' | 'learned'>,
  now: Now,
): CoachedPerson {
  const { profile } = org;
  const exposure = exposureBefore(org.exposure ?? { shown: {}, week: [], retired: [] }, now);
  return {
    focus: profile?.focus ? { skill: profile.focus, agreed: profile.agreedBy !== null } : null,
    gaps: profile?.gaps ?? {},
    strengths: profile?.strengths ?? [],
    self: org.self,
    ...exposure,
    retired: new Set(org.exposure?.retired ?? []),
    learned: org.learned,
  };
}

/** True where there is something to read: a record, typed facts or visits. */
function hasInput({ ref, record, typed, snapshots }: RecordInput): boolean {
  if (ref.object === 'contact') return record?.kind === 'contact';
  return record !== null || typed.length > 0 || snapshots.length > 0;
}

/**
 * All coaching of one record: the same in the panel, in the tab's count and in the workspace. Null
 * where there is nothing to read. @param now civil days are counted in its zone.
 */
export function coachRecord(
  input: RecordInput,
  org: OrgCoaching,
  now: Now,
  parse: TypedParser,
): Coached | null {
  if (!hasInput(input)) return null;
  const { ref, record, snapshots, typed, reader } = input;
  const { calendar = null } = org;
  const notes = input.notes.map((note) => ({ text: note.text, at: note.createdAt }));
  const competitors = org.settings?.competitors ?? [];
  const person = personOf(org, now);
  const settings = { limits: org.settings?.limits ?? {}, off: notAsked(org.settings) };
  const { side = 'rep' } = input;
  const context = { outcomes: input.outcomes, shown: input.shown, settings, person, side };
  if (record?.kind === 'contact') {
    const facts = contactFacts(
      record,
      { typed, notes, commitments: input.commitments, calendar, competitors, reader },
      now,
      parse,
    );
    return { facts, plan: null, coaching: coach(facts, context), person };
  }
  const deal = record
    ? withLaterVisits(record, input.laterVisits)
    : fromSnapshots(ref, snapshots, now.ms);
  const typedStage = typed.find((fact) => fact.field === 'stage')?.value;
  const plan = planFor({
    ref,
    stage: currentStage(deal.fields) ?? (typedStage ? { id: null, name: typedStage } : undefined),
    createdAt: known(deal.fields.createdAt) ?? firstVisit(snapshots),
    versions: org.versions,
    maps: org.maps,
    moved: input.moved,
    checks: input.checks,
  });
  const ownerPerson = known(deal.fields.owner);
  const owner = ownerPerson ? ownerKey(ref, ownerPerson.name) : null;
  const personOutcomes = personOutcomesOf(org.exposure, owner);
  const rep = repOf(input, org, owner, now);
  const facts = dealFacts(
    {
      record: deal,
      snapshots,
      typed,
      notes,
      commitments: input.commitments,
      checklist: plan?.checklist ?? null,
      history: org.history,
      calendar,
      rep: rep && withOpenPattern(rep, personOutcomes, now),
      competitors,
      reader,
      answers: org.answers,
      call: input.calls?.find(({ period }) => period === quarterOf(today(now)))?.call ?? null,
      planSteps: input.steps ?? [],
      plannedCalls: input.planned ?? [],
    },
    now,
    parse,
  );
  const coaching = coach(facts, {
    ...context,
    personOutcomes,
    authored: org.authored,
    value: amountRank(facts, input.summaries, owner),
  });
  return { facts, plan, coaching, person };
}
