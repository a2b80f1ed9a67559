import {
  type Coached,
  type Coaching,
  coachRecord,
  type DealFacts,
  dealFacts,
  type Now,
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
  type RecordRef,
  type RecordRole,
  refKey,
  roleOn,
  type TypedFact,
} from '../model/index.ts';
import { currentBy, type Item, type RecordRows, type TextRows } from '../store/index.ts';
import { type OrgView, orgCoaching } from './org.ts';
import { ownerOf, repForSharing } from './sharing.ts';
import type { Viewer } from './viewer.ts';

/** What `loadRecord` reads of one record. */
export interface RecordRead {
  ref: RecordRef;
  record: CrmRecord | null;
  /** The link of the CRM's owner, if there is one. */
  ownerLink: readonly CrmIdentity[];
  rows: RecordRows;
  /** Known deals of the same owner. */
  summaries: readonly DealSummary[];
}

/** Who looks, and what is the same for every record. */
export interface Given {
  viewer: Viewer;
  links: readonly CrmIdentity[];
  org: OrgView;
}

/** One record as panel, badge and summary see it. */
export interface RecordView {
  ref: RecordRef;
  key: string;
  record: CrmRecord | null;
  rows: RecordRows;
  /** The viewer's role here, and whose deal it is for them. */
  role: RecordRole;
  /** The rep that rows of this record may be shared with: see `repForSharing`. */
  shareWith: string | null;
  now: Now;
  org: OrgView;
  /** Everything that can be said of the record; null where nothing is known of it. */
  coached: Coached | null;
  /** Null where there is nothing to read, and nothing typed in. */
  facts: DealFacts | null;
  /** What is asked; null before there is enough to ask from. */
  coaching: Coaching | null;
  plan: Coached['plan'];
  unread: readonly Item<'note'>[];
}

const fields = <T>(rows: readonly { fields: T }[]): T[] => rows.map((row) => row.fields);

/** The facts that count: one may have been typed privately and in the pair. */
export function typedOf(rows: readonly Item<'typedFact'>[]): TypedFact[] {
  return fields(
    currentBy(rows, ({ fields: { refKey: key, field } }) => JSON.stringify([key, field])),
  );
}

/** The same for ticks on checklists. */
export function checksOf(rows: readonly Item<'checkItem'>[]): CheckItem[] {
  return fields(
    currentBy(rows, ({ fields: { refKey: key, playbook, item } }) =>
      JSON.stringify([key, playbook, item]),
    ),
  );
}

/** And for the playbook that a deal was moved to. */
export function movedOf(rows: readonly Item<'dealPlaybook'>[]): DealPlaybook[] {
  return fields(currentBy(rows, (row) => row.fields.refKey));
}

/** What one person answered to “Whose deal is this?”: other people's answers are theirs alone. */
export function answerOf(rows: readonly Item<'typedFact'>[], user: string): string | null {
  return (
    typedOf(
      rows.filter(({ fields: { field, author } }) => field === OWNER_FACT && author === user),
    )[0]?.value ?? null
  );
}

/** Notes of others that this person has not had on screen. */
export function unreadOf({ notes, reads, readsSince }: TextRows, user: string): Item<'note'>[] {
  const read = new Set(
    reads.filter((mark) => mark.fields.author === user).map((mark) => mark.fields.parent),
  );
  return notes.filter((note) => {
    if (note.fields.author === user || read.has(note.id)) return false;
    return readsSince === null || note.fields.createdAt >= readsSince;
  });
}

/**
 * What panel, badge, summary and workspace show of one record. Pure.
 * @param ready false while the page is still being read: facts typed in alone are not offered before.
 */
export function viewOf(
  read: RecordRead,
  given: Given,
  now: Now,
  parse: TypedParser,
  ready = true,
): RecordView {
  const { ref, record, rows, summaries } = read;
  const { viewer, org } = given;
  const links = [...read.ownerLink, ...given.links];
  const { user } = viewer;
  // Whose deal it is says nothing about the deal.
  const typed = typedOf(rows.facts.filter((row) => row.fields.field !== OWNER_FACT));
  const shareWith = viewer.me ? repForSharing(links, ref, ownerOf(record)) : null;
  const role = roleOn({
    me: viewer.me,
    localRole: viewer.localRole,
    linked: shareWith,
    answer: answerOf(rows.facts, user),
  });
  const input = {
    ref,
    record,
    notes: fields(rows.notes),
    snapshots: fields(rows.snapshots),
    typed,
    commitments: fields(rows.commitments),
    checks: checksOf(rows.checks),
    moved: movedOf(rows.moved),
    outcomes: fields(rows.outcomes).filter((outcome) => outcome.author === user),
    shown: fields(rows.shown).filter((shown) => shown.author === user),
    summaries,
  };
  const coached = coachRecord(input, orgCoaching(org, role.rep, user), now, parse);
  // A CRM that Sideline cannot read: the deal is what people typed in, and there is nothing to ask before they do.
  const unseen = coached === null && record === null && ready && ref.object === 'deal';
  const blank = unseen ? dealFacts({ record: blankDeal(ref, now.ms), typed }, now, parse) : null;
  const asks =
    coached !== null && !record?.reading.filling && (record !== null || typed.length > 0);
  return {
    ref,
    key: refKey(ref),
    record,
    rows,
    role,
    shareWith,
    now,
    org,
    coached,
    facts: coached?.facts ?? blank,
    coaching: asks ? coached.coaching : null,
    plan: coached?.plan ?? null,
    unread: unreadOf(rows, user),
  };
}
