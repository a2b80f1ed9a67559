import { type Coached, type Coaching, coachRecord, type DealFacts, dealFacts, type Now, type TypedParser } from '../coaching/index.ts';
import { blankDeal, type CrmIdentity, type CrmRecord, type DealSummary, OWNER_FACT, type RecordRef, type RecordRole, refKey, roleOn, type TypedFact } from '../model/index.ts';
import type { Item, RecordRows, TextRows } from '../store/index.ts';
import { type OrgView, orgCoaching } from './org.ts';
import { ownerOf, repForSharing } from './sharing.ts';
import type { Viewer } from './viewer.ts';

/** What `loadRecord` reads of one record. */
export interface RecordRead {
  ref: RecordRef;
  record: CrmRecord | null;
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

/** What one person answered to “Whose deal is this?”: other people's answers are theirs alone. */
export function answerOf(typed: readonly TypedFact[], user: string): string | null {
  const own = typed.filter((fact) => fact.field === OWNER_FACT && fact.author === user);
  return own.sort((a, b) => b.at - a.at)[0]?.value ?? null;
}

/** Notes of others that this person has not had on screen. */
export function unreadOf({ notes, reads, readsSince }: TextRows, user: string): Item<'note'>[] {
  const read = new Set(reads.filter((mark) => mark.fields.author === user).map((mark) => mark.fields.parent));
  return notes.filter((note) => {
    if (note.fields.author === user || read.has(note.id)) return false;
    return readsSince === null || note.fields.createdAt >= readsSince;
  });
}

/**
 * What panel, badge, summary and workspace show of one record. Pure.
 * @param ready false while the page is still being read: facts typed in alone are not offered before.
 */
export function viewOf(read: RecordRead, given: Given, now: Now, parse: TypedParser, ready = true): RecordView {
  const { ref, record, rows, summaries } = read;
  const { viewer, links, org } = given;
  const { user } = viewer;
  const entered = fields(rows.facts);
  // Whose deal it is says nothing about the deal.
  const typed = entered.filter((fact) => fact.field !== OWNER_FACT);
  const shareWith = viewer.me ? repForSharing(links, ref, ownerOf(record)) : null;
  const role = roleOn({ me: viewer.me, localRole: viewer.localRole, linked: shareWith, answer: answerOf(entered, user) });
  const input = {
    ref,
    record,
    notes: fields(rows.notes),
    snapshots: fields(rows.snapshots),
    typed,
    commitments: fields(rows.commitments),
    checks: fields(rows.checks),
    moved: fields(rows.moved),
    outcomes: fields(rows.outcomes).filter((outcome) => outcome.author === user),
    summaries,
  };
  const coached = coachRecord(input, orgCoaching(org, role.rep, user), now, parse);
  // A CRM that Sideline cannot read: the deal is what people typed in, and there is nothing to ask before they do.
  const unseen = coached === null && record === null && ready && ref.object === 'deal';
  const blank = unseen ? dealFacts({ record: blankDeal(ref, now.ms), typed }, now, parse) : null;
  const asks = coached !== null && !record?.reading.filling && (record !== null || typed.length > 0);
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
