import {
  type Coached,
  type Coaching,
  coachRecord,
  type DealFacts,
  dealFacts,
  type Now,
  type Side,
  type TextReader,
  type TypedParser,
} from '../coaching/index.ts';
import {
  blankDeal,
  type CheckItem,
  type CrmIdentity,
  type CrmRecord,
  type DealPlaybook,
  type DealSummary,
  OWNER_FACT,
  type PlanStep,
  type RecordRef,
  type RecordRole,
  type RepDay,
  refKey,
  roleOn,
  type SeenVisits,
  type TypedFact,
} from '../model/index.ts';
import {
  currentBy,
  type Item,
  inTimeOrder,
  type RecordRows,
  type TextRows,
  visitsAfter,
} from '../store/index.ts';
import { answersFor, withAnswers } from './formats.ts';
import { type OrgView, orgCoaching } from './org.ts';
import { ownerLinkOf, repForSharing } from './sharing.ts';
import { nowOn, type Viewer } from './viewer.ts';

/** The result of `loadRecord` for one record. */
export interface RecordRead {
  ref: RecordRef;
  record: CrmRecord | null;
  /** The visits that were here when `record` was read. */
  visits: SeenVisits | null;
  /** The link of the CRM's owner, if any. */
  ownerLink: readonly CrmIdentity[];
  rows: RecordRows;
  /** What the texts of the record and its rows say. */
  reader: TextReader;
  /** Known deals of the same owner. */
  summaries: readonly DealSummary[];
  /** What was stored about the owner's day. */
  repDay?: RepDay | null;
}

/** The viewer, and the data that all records share. */
export interface SharedData {
  viewer: Viewer;
  links: readonly CrmIdentity[];
  org: OrgView;
}

/** One record as panel, badge and summary see it. */
export interface RecordView {
  ref: RecordRef;
  key: string;
  record: CrmRecord | null;
  /** True where the tab was ready before the record was loaded: without a record there is none. */
  ready: boolean;
  rows: RecordRows;
  /** The viewer's role on the record, and the deal's rep. */
  role: RecordRole;
  /** The rep that rows of this record may be shared with: see `repForSharing`. */
  shareWith: string | null;
  /** The link of the CRM's owner, while nobody confirmed it: until then nothing is shared. */
  unconfirmed: CrmIdentity | null;
  now: Now;
  org: OrgView;
  /** The record's coaching; null where nothing is known about the record. */
  coached: Coached | null;
  /** Null without a reading and without typed facts. */
  facts: DealFacts | null;
  /** The questions; null while too little is known to ask any. */
  coaching: Coaching | null;
  plan: Coached['plan'];
  unread: readonly Item<'note'>[];
}

const fields = <T>(rows: readonly { fields: T }[]): T[] => rows.map((row) => row.fields);

/** The visits to a deal, and those after its reading on this device; both oldest first. */
export function visitsIn(rows: readonly Item<'dealSnapshot'>[], seen: SeenVisits | null) {
  const visits = inTimeOrder(rows);
  return { snapshots: fields(visits), laterVisits: fields(visitsAfter(visits, seen)) };
}

/** The current typed facts: one may have been typed privately and in the pair. */
export function typedOf(rows: readonly Item<'typedFact'>[]): TypedFact[] {
  return fields(
    currentBy(rows, ({ fields: { refKey: key, field } }) => JSON.stringify([key, field])),
  );
}

/** The current checklist items. */
export function checksOf(rows: readonly Item<'checkItem'>[]): CheckItem[] {
  return fields(
    currentBy(rows, ({ fields: { refKey: key, playbook, item } }) =>
      JSON.stringify([key, playbook, item]),
    ),
  );
}

/** The playbook that a deal was moved to. */
export function movedOf(rows: readonly Item<'dealPlaybook'>[]): DealPlaybook[] {
  return fields(currentBy(rows, (row) => row.fields.refKey));
}

/** The current steps of the mutual action plan. */
export function stepsOf(rows: readonly Item<'planStep'>[]): PlanStep[] {
  return fields(
    currentBy(rows, ({ fields: { refKey: key, step } }) => JSON.stringify([key, step])),
  );
}

/** The person's own answer to “Whose deal is this?”: others' answers have no effect here. */
export function answerOf(rows: readonly Item<'typedFact'>[], user: string): string | null {
  return (
    typedOf(
      rows.filter(({ fields: { field, author } }) => field === OWNER_FACT && author === user),
    )[0]?.value ?? null
  );
}

/** Other people's notes that this person has not read. */
export function unreadOf(
  { notes, reads }: Pick<TextRows, 'notes' | 'reads'>,
  user: string,
): Item<'note'>[] {
  const read = new Set(
    reads.filter((mark) => mark.fields.author === user).map((mark) => mark.fields.parent),
  );
  return notes.filter((note) => note.fields.author !== user && !read.has(note.id));
}

/** The side of a deal that a person looks from; people with both roles choose it. */
export function sideOf(roles: readonly Side[], chosen: Side | null): Side {
  return chosen && roles.includes(chosen) ? chosen : (roles[0] ?? 'rep');
}

/**
 * The view of one record for panel, badge, summary and workspace. Pure.
 * @param clock the device's time.
 * @param ready false while the page is still being read: typed facts alone are not shown before.
 * @param chosen the side that a person with both roles chose.
 */
export function viewOf(
  read: RecordRead,
  shared: SharedData,
  clock: Now,
  parse: TypedParser,
  ready = true,
  chosen: Side | null = null,
): RecordView {
  const { ref, rows, summaries } = read;
  const now = nowOn(clock, read.record?.reading);
  const { viewer, org } = shared;
  const record = withAnswers(read.record, answersFor(org.rows.formats, ref));
  const links = [...read.ownerLink, ...shared.links];
  const { user } = viewer;
  // The answer to “Whose deal is this?” is not a field of the deal.
  const typed = typedOf(rows.facts.filter((row) => row.fields.field !== OWNER_FACT));
  const link = viewer.me ? ownerLinkOf(links, record) : null;
  const shareWith = viewer.me ? repForSharing(viewer.me, links, record) : null;
  const role = roleOn({
    me: viewer.me,
    localRole: viewer.localRole,
    linked: link?.userId ?? null,
    answer: answerOf(rows.facts, user),
  });
  const input = {
    ref,
    record,
    notes: fields(rows.notes),
    ...visitsIn(rows.snapshots, read.visits),
    typed,
    commitments: fields(rows.commitments),
    checks: checksOf(rows.checks),
    moved: movedOf(rows.moved),
    steps: stepsOf(rows.steps),
    calls: fields(rows.calls).filter(({ author }) => author === user),
    planned: fields(rows.planned).filter(({ author }) => author === user),
    outcomes: fields(rows.outcomes).filter((outcome) => outcome.author === user),
    shown: fields(rows.shown).filter((shown) => shown.author === user),
    summaries,
    reader: read.reader,
    repDay: read.repDay ?? null,
    side: sideOf(role.roles, chosen),
    isOwn: role.rep === user && role.roles.includes('rep'),
  };
  const coached = coachRecord(input, orgCoaching(org, role.rep, user), now, parse);
  // In a CRM that Sideline cannot read, a deal has only typed facts, and no questions without them.
  const isUnreadable = coached === null && record === null && ready && ref.object === 'deal';
  const typedOnly = isUnreadable
    ? dealFacts({ record: blankDeal(ref, now.ms), typed, reader: read.reader }, now, parse)
    : null;
  const asks =
    coached !== null && !record?.reading.filling && (record !== null || typed.length > 0);
  return {
    ref,
    key: refKey(ref),
    record,
    ready,
    rows,
    role,
    shareWith,
    unconfirmed: shareWith === null ? link : null,
    now,
    org,
    coached,
    facts: coached?.facts ?? typedOnly,
    coaching: asks ? coached.coaching : null,
    plan: coached?.plan ?? null,
    unread: unreadOf(rows, user),
  };
}
