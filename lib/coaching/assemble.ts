import {
  type Attention,
  blankDeal,
  type CheckItem,
  type CoachingSettings,
  type Commitment,
  type CrmRecord,
  type DealPlaybook,
  type DealRecord,
  type DealSnapshot,
  type DealSummary,
  emptiedIn,
  type Field,
  known,
  type Learned,
  type Money,
  type Note,
  type OrgHistory,
  ownerKey,
  type PlaybookVersion,
  type Profile,
  type PromptOutcome,
  type PromptShown,
  type RecordRef,
  type SelfView,
  type StageMap,
  seen,
  snapshotFields,
  type TypedFact,
} from '../model/index.ts';
import { type Coaching, coach } from './coach.ts';
import { contactFacts } from './contact.ts';
import type { Now } from './days.ts';
import { exposureBefore } from './exposure.ts';
import { type DealFacts, dealFacts, type TypedParser } from './facts.ts';
import { type DealPlan, planFor } from './playbooks/active.ts';
import type { Person } from './rank.ts';
import { repFacts } from './rep.ts';
import type { Written } from './trigger.ts';

/** The organisation's data for every deal. */
export interface OrgCoaching {
  versions: readonly PlaybookVersion[];
  maps: readonly StageMap[];
  settings: CoachingSettings | null;
  written: readonly Written[];
  history: OrgHistory | null;
  /** Profile of the rep whose deal it is, as far as the rep shares it. */
  profile: Profile | null;
  /** The signed-in person's own; never another person's. */
  self: SelfView | null;
  attention: Attention | null;
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
  snapshots: readonly DealSnapshot[];
  typed: readonly TypedFact[];
  commitments: readonly Commitment[];
  checks: readonly CheckItem[];
  moved: readonly DealPlaybook[];
  /** The signed-in person's. */
  outcomes: readonly PromptOutcome[];
  shown: readonly PromptShown[];
  /** Deals stored on this device. */
  summaries: readonly DealSummary[];
}

export interface Coached {
  facts: DealFacts;
  plan: DealPlan | null;
  coaching: Coaching;
  person: Person;
}

/** Our own visit is stored within this time after our reading. */
const SAME_VISIT_MS = 60_000;

/**
 * The fields of the latest snapshot. A value that it did not see is left out; a value that it saw
 * removed is empty.
 */
function fieldsOf(snapshots: readonly DealSnapshot[]): Partial<DealRecord['fields']> {
  const [last] = [...snapshots].sort((a, b) => b.at - a.at);
  if (!last) return {};
  const fields: Partial<DealRecord['fields']> = {};
  const { at, name, stage, amount, currency, closeDate, owner, nextStep, status } = last;
  if (name !== null) fields.name = seen(name, 'snapshot', at);
  if (stage !== null) fields.stage = seen(stage, 'snapshot', at);
  if (amount !== null) fields.amount = seen({ amount, currency }, 'snapshot', at);
  if (closeDate !== null) fields.closeDate = seen(closeDate, 'snapshot', at);
  if (owner !== null) fields.owner = seen({ id: null, name: owner }, 'snapshot', at);
  if (nextStep !== null) fields.nextStep = seen(nextStep, 'snapshot', at);
  if (status === 'open' || status === 'won' || status === 'lost')
    fields.status = seen(status, 'snapshot', at);
  for (const field of snapshotFields)
    if (emptiedIn(last, field)) fields[field] = { state: 'empty', source: 'snapshot', at };
  return fields;
}

const sameMoney = (a: Money, b: Money) => a.amount === b.amount && a.currency === b.currency;
/** Compared by name only: a snapshot has no id, so an equal name keeps the id of our reading. */
const sameOwner = (a: { name: string }, b: { name: string }) => a.name === b.name;

/** The later value where it differs from our reading; an equal value keeps our source. */
function laterOf<T>(
  ours: Field<T>,
  later: Field<T> | undefined,
  isEqual: (a: T, b: T) => boolean = (a, b) => a === b,
): Field<T> {
  if (later === undefined) return ours;
  const bothEmpty = ours.state === 'empty' && later.state === 'empty';
  const bothEqual =
    ours.state === 'seen' && later.state === 'seen' && isEqual(ours.value, later.value);
  return bothEmpty || bothEqual ? ours : later;
}

/** Our reading, updated with the snapshots that other people's visits stored after it. */
function withLaterVisits(record: DealRecord, snapshots: readonly DealSnapshot[]): DealRecord {
  const readUntil = record.reading.at + SAME_VISIT_MS;
  const later = fieldsOf(snapshots.filter((snapshot) => snapshot.at > readUntil));
  const ours = record.fields;
  return {
    ...record,
    fields: {
      ...ours,
      name: laterOf(ours.name, later.name),
      stage: laterOf(ours.stage, later.stage),
      amount: laterOf(ours.amount, later.amount, sameMoney),
      closeDate: laterOf(ours.closeDate, later.closeDate),
      owner: laterOf(ours.owner, later.owner, sameOwner),
      nextStep: laterOf(ours.nextStep, later.nextStep),
      status: laterOf(ours.status, later.status),
    },
  };
}

/** A deal that was never opened on this device: the values that other people's visits stored. */
function fromSnapshots(ref: RecordRef, snapshots: readonly DealSnapshot[], at: number): DealRecord {
  const blank = blankDeal(ref, at);
  return { ...blank, fields: { ...blank.fields, ...fieldsOf(snapshots) } };
}

const firstVisit = (snapshots: readonly DealSnapshot[]) =>
  snapshots.length === 0 ? undefined : Math.min(...snapshots.map((snapshot) => snapshot.at));

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
  if (!amount || owner === null) return null;
  const amounts = summaries
    .filter((deal) => deal.owner === owner && deal.status === 'open')
    .flatMap((deal) => (deal.amount?.currency === amount.currency ? [deal.amount.amount] : []));
  if (amounts.length < ENOUGH_AMOUNTS) return null;
  return amounts.filter((other) => other <= amount.amount).length / amounts.length;
}

function personOf(org: OrgCoaching, now: Now): Person {
  const { profile } = org;
  const exposure = exposureBefore(org.attention ?? { shown: {}, week: [], retired: [] }, now);
  return {
    focus: profile?.focus ? { skill: profile.focus, agreed: profile.agreedBy !== null } : null,
    gaps: profile?.gaps ?? {},
    strengths: profile?.strengths ?? [],
    self: org.self,
    ...exposure,
    retired: new Set(org.attention?.retired ?? []),
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
  const { ref, record, snapshots, typed } = input;
  const notes = input.notes.map((note) => ({ text: note.text, at: note.createdAt }));
  const competitors = org.settings?.competitors ?? [];
  const person = personOf(org, now);
  const settings = { limits: org.settings?.limits ?? {}, off: org.settings?.off ?? [] };
  const context = { outcomes: input.outcomes, shown: input.shown, settings, person };
  if (record?.kind === 'contact') {
    const facts = contactFacts(
      record,
      { typed, notes, commitments: input.commitments, competitors },
      now,
      parse,
    );
    return { facts, plan: null, coaching: coach(facts, context), person };
  }
  const deal = record ? withLaterVisits(record, snapshots) : fromSnapshots(ref, snapshots, now.ms);
  const typedStage = typed.find((fact) => fact.field === 'stage')?.value;
  const plan = planFor({
    ref,
    stage: known(deal.fields.stage) ?? typedStage ?? undefined,
    createdAt: known(deal.fields.createdAt) ?? firstVisit(snapshots),
    versions: org.versions,
    maps: org.maps,
    moved: input.moved,
    checks: input.checks,
  });
  const ownerPerson = known(deal.fields.owner);
  const owner = ownerPerson ? ownerKey(ref, ownerPerson.name) : null;
  const facts = dealFacts(
    {
      record: deal,
      snapshots,
      typed,
      notes,
      commitments: input.commitments,
      checklist: plan?.checklist ?? null,
      history: org.history,
      rep: repFacts(input.summaries, owner, now),
      competitors,
    },
    now,
    parse,
  );
  const coaching = coach(facts, {
    ...context,
    written: org.written,
    value: amountRank(facts, input.summaries, owner),
  });
  return { facts, plan, coaching, person };
}
