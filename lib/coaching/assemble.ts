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

/** What an organisation brings to every deal. */
export interface OrgCoaching {
  versions: readonly PlaybookVersion[];
  maps: readonly StageMap[];
  settings: CoachingSettings | null;
  written: readonly Written[];
  history: OrgHistory | null;
  /** The rep whose deal it is, as far as they share it. */
  profile: Profile | null;
  /** Only ever of the person in front of the screen. */
  self: SelfView | null;
  attention: Attention | null;
  learned: Readonly<Record<string, Learned>>;
}

/** What one record's panel has, rows as their fields: of what speaks of one thing, the one that counts. */
export interface RecordInput {
  ref: RecordRef;
  record: CrmRecord | null;
  notes: readonly Note[];
  snapshots: readonly DealSnapshot[];
  typed: readonly TypedFact[];
  commitments: readonly Commitment[];
  checks: readonly CheckItem[];
  moved: readonly DealPlaybook[];
  /** Of the person in front of the screen. */
  outcomes: readonly PromptOutcome[];
  shown: readonly PromptShown[];
  /** Deals that this device knows. */
  summaries: readonly DealSummary[];
}

export interface Coached {
  facts: DealFacts;
  plan: DealPlan | null;
  coaching: Coaching;
  person: Person;
}

/** A reading and the visit it left behind are moments apart. */
const SAME_VISIT_MS = 60_000;

/** The fields that a visit by somebody else tells: the latest visit counts, and what it did not see is left out. */
function fieldsOf(snapshots: readonly DealSnapshot[]): Partial<DealRecord['fields']> {
  const [last] = [...snapshots].sort((a, b) => b.at - a.at);
  if (!last) return {};
  const fields: Partial<DealRecord['fields']> = {};
  const at = last.at;
  if (last.name !== null) fields.name = seen(last.name, 'snapshot', at);
  if (last.stage !== null) fields.stage = seen(last.stage, 'snapshot', at);
  if (last.amount !== null) {
    fields.amount = seen({ amount: last.amount, currency: last.currency }, 'snapshot', at);
  }
  if (last.closeDate !== null) fields.closeDate = seen(last.closeDate, 'snapshot', at);
  if (last.owner !== null) fields.owner = seen({ id: null, name: last.owner }, 'snapshot', at);
  if (last.nextStep !== null) fields.nextStep = seen(last.nextStep, 'snapshot', at);
  const { status } = last;
  if (status === 'open' || status === 'won' || status === 'lost')
    fields.status = seen(status, 'snapshot', at);
  for (const name of snapshotFields) {
    if (emptiedIn(last, name)) fields[name] = { state: 'empty', source: 'snapshot', at };
  }
  return fields;
}

/** True where the later visit tells nothing that our own reading did not. */
function isSame<T>(
  ours: Field<T>,
  theirs: Field<T> | undefined,
  value: (of: T) => unknown = (of) => of,
): boolean {
  if (theirs === undefined || theirs.state === 'empty') return ours.state === theirs?.state;
  const [a, b] = [known(ours), known(theirs)];
  return (
    a !== undefined && b !== undefined && JSON.stringify(value(a)) === JSON.stringify(value(b))
  );
}

/** What others saw later than our own reading counts more than it, where it differs. */
function caughtUp(record: DealRecord, snapshots: readonly DealSnapshot[]): DealRecord {
  const later = fieldsOf(
    snapshots.filter((snapshot) => snapshot.at > record.reading.at + SAME_VISIT_MS),
  );
  const ours = record.fields;
  // What is the same keeps its own source, and an owner of the same name the id that only our reading knows.
  for (const name of ['name', 'stage', 'closeDate', 'nextStep', 'status'] as const) {
    if (isSame<string>(ours[name], later[name])) delete later[name];
  }
  if (isSame(ours.amount, later.amount, ({ amount, currency }) => [amount, currency]))
    delete later.amount;
  if (isSame(ours.owner, later.owner, (owner) => owner.name)) delete later.owner;
  return { ...record, fields: { ...ours, ...later } };
}

/** A deal that nobody has opened here: what its visits by others tell. */
function fromSnapshots(ref: RecordRef, snapshots: readonly DealSnapshot[], at: number): DealRecord {
  const blank = blankDeal(ref, at);
  return { ...blank, fields: { ...blank.fields, ...fieldsOf(snapshots) } };
}

const firstVisit = (snapshots: readonly DealSnapshot[]) =>
  snapshots.length === 0 ? undefined : Math.min(...snapshots.map((snapshot) => snapshot.at));

/** Place of an amount among the rep's open deals of its currency, 0 to 1; null with fewer than three to compare with. */
function placeOfAmount(
  facts: DealFacts,
  summaries: readonly DealSummary[],
  owner: string | null,
): number | null {
  const amount = known(facts.fields.amount);
  if (!amount || owner === null) return null;
  const others = summaries.flatMap((deal) =>
    deal.owner === owner &&
    deal.status === 'open' &&
    deal.amount &&
    deal.amount.currency === amount.currency
      ? [deal.amount.amount]
      : [],
  );
  return others.length < 3
    ? null
    : others.filter((other) => other <= amount.amount).length / others.length;
}

function personOf(org: OrgCoaching, now: Now): Person {
  const { profile } = org;
  const before = exposureBefore(org.attention ?? { shown: {}, week: [], retired: [] }, now);
  return {
    focus: profile?.focus ? { skill: profile.focus, agreed: profile.agreedBy !== null } : null,
    gaps: profile?.gaps ?? {},
    strengths: profile?.strengths ?? [],
    self: org.self,
    ...before,
    retired: new Set(org.attention?.retired ?? []),
    learned: org.learned,
  };
}

/**
 * Everything about one record, the same in the panel, in the tab's count and in the workspace. Null where there is nothing to read: no
 * record, no typed facts, no visits. @param now civil days are counted in its zone.
 */
export function coachRecord(
  input: RecordInput,
  org: OrgCoaching,
  now: Now,
  parse: TypedParser,
): Coached | null {
  const { ref, record, snapshots, typed } = input;
  if (ref.object === 'deal' && record === null && typed.length === 0 && snapshots.length === 0)
    return null;
  if (ref.object === 'contact' && record?.kind !== 'contact') return null;
  const notes = input.notes.map((note) => ({ text: note.text, at: note.createdAt }));
  const competitors = org.settings?.competitors ?? [];
  const person = personOf(org, now);
  const settings = { limits: org.settings?.limits ?? {}, off: org.settings?.off ?? [] };
  if (record?.kind === 'contact') {
    const facts = contactFacts(
      record,
      { typed, notes, commitments: input.commitments, competitors },
      now,
      parse,
    );
    return {
      facts,
      plan: null,
      coaching: coach(facts, { outcomes: input.outcomes, shown: input.shown, settings, person }),
      person,
    };
  }
  const deal = record ? caughtUp(record, snapshots) : fromSnapshots(ref, snapshots, now.ms);
  const stage =
    known(deal.fields.stage) ?? typed.find((fact) => fact.field === 'stage')?.value ?? undefined;
  const plan = planFor({
    ref,
    stage,
    createdAt: known(deal.fields.createdAt) ?? firstVisit(snapshots),
    versions: org.versions,
    maps: org.maps,
    moved: input.moved,
    checks: input.checks,
  });
  const who = known(deal.fields.owner);
  const owner = who ? ownerKey(ref, who.name) : null;
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
    outcomes: input.outcomes,
    shown: input.shown,
    settings,
    written: org.written,
    person,
    value: placeOfAmount(facts, input.summaries, owner),
  });
  return { facts, plan, coaching, person };
}
