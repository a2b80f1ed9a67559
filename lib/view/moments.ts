import { closedSince, isStatedClosing } from '../coaching/closing.ts';
import { stageSince } from '../coaching/facts.ts';
import { type DealFacts, dayOf, isOpen, openStages, today } from '../coaching/index.ts';
import {
  type Closing,
  isLateStage,
  type Meeting,
  type MomentFacts,
  type MomentText,
  spanOf,
} from '../coaching/moments/index.ts';
import { momentAt } from '../coaching/moments/times.ts';
import { type Activity, known, type Moment, type PlannedCall } from '../model/index.ts';
import { currentBy, type Item, type MomentRows } from '../store/index.ts';
import type { RecordView } from './record.ts';

// Rows and facts of a deal as the moments see them. Pages load this on demand.

/** The rows that count: of a moment that was shared, only the shared one. */
export function momentsOf(rows: Pick<MomentRows, 'moments'>): Item<'moment'>[] {
  return currentBy(rows.moments, ({ fields: { moment, about, author } }) =>
    JSON.stringify([moment, about, author]),
  );
}

/** How long a call takes that a person added. */
const ADDED_MS = 3_600_000;

/** A planned or past call or meeting; null for an entry without a time. */
function meetingOf(item: Activity, index: number): Meeting | null {
  const { id, kind, subject, state, starts, ends, wholeDay, due, contactId } = item;
  const isWhole = wholeDay === true && due !== null;
  if ((kind !== 'meeting' && kind !== 'call') || (starts === undefined && !isWhole)) return null;
  return {
    id: id ?? `${index} ${subject}`,
    title: subject,
    start: starts ?? null,
    end: ends ?? null,
    day: isWhole ? due : null,
    lastDay: null,
    state: state === 'open' ? 'planned' : 'held',
    customer: contactId === null ? null : true,
  };
}

/** The meetings and calls of the CRM; null where it shows none. */
function crmMeetings({ fields }: DealFacts): Meeting[] | null {
  const list = known(fields.activities)?.flatMap((item, index) => meetingOf(item, index) ?? []);
  return list ?? null;
}

/** True where the CRM shows no call ahead, so that a person may add one. */
export function mayAddCall(facts: DealFacts): boolean {
  const { now } = facts;
  const isAhead = (meeting: Meeting) => (spanOf(meeting, now)?.end ?? 0) > now.ms;
  return isOpen(facts) && facts.about === 'deal' && !crmMeetings(facts)?.some(isAhead);
}

/** The calls that the person added and that did not end yet, the next one first. */
export function addedAhead({ plannedCalls, now }: DealFacts): PlannedCall[] {
  return plannedCalls
    .filter(({ start }) => start + ADDED_MS > now.ms)
    .toSorted((a, b) => a.start - b.start);
}

/**
 * The meetings of the CRM, and the calls that the person added. Where the CRM shows such a call
 * later, it is one call: with the CRM's times, and under the id that its brief was written for.
 */
function meetingsOf(facts: DealFacts): Meeting[] | null {
  const shown = crmMeetings(facts);
  if (facts.plannedCalls.length === 0) return shown;
  const list = [...(shown ?? [])];
  for (const { call, start, withWhom } of facts.plannedCalls) {
    const end = start + ADDED_MS;
    const place = list.findIndex((meeting) => {
      const span = meeting.start === null ? null : spanOf(meeting, facts.now);
      return span !== null && span.start < end && span.end > start;
    });
    const own = { id: call, customer: true };
    const added: Meeting = {
      ...{ ...own, title: withWhom, start, end: null, day: null, lastDay: null },
      ...{ state: 'unknown', isAdded: true },
    };
    const same = list[place];
    if (same) list[place] = { ...same, ...own };
    else list.push(added);
  }
  return list;
}

/**
 * When the deal closed. Without a stored move the time of the last change is only a bound, and the
 * close date a better one. A stored move is often the last change itself.
 */
function closingOf(facts: DealFacts): Closing | null {
  const status = known(facts.fields.status);
  const at = closedSince(facts);
  if ((status !== 'won' && status !== 'lost') || at === null) return null;
  const isBound = at === known(facts.fields.modifiedAt) || at === facts.done[0]?.at;
  const isSure = !isBound || isStatedClosing(facts, at);
  const close = known(facts.fields.closeDate);
  if (isSure || close === undefined || close > today(facts.now)) return { status, at, isSure };
  return { status, at: Math.min(at, momentAt(close, 12, facts.now.timeZone)), isSure };
}

function textsOf(facts: DealFacts, rows: RecordView['rows']): MomentText[] {
  const notes = rows.notes.map(
    ({ fields }): MomentText => ({ at: fields.createdAt, text: fields.text, by: 'us' }),
  );
  const activities = facts.done.map(
    ({ at, subject, text, direction }): MomentText => ({
      at: at ?? 0,
      text: text ?? subject,
      by: direction === 'in' ? 'buyer' : direction === 'out' ? 'us' : null,
    }),
  );
  const step = known(facts.fields.nextStep);
  const changed = known(facts.fields.modifiedAt);
  return step === undefined || changed === undefined
    ? [...notes, ...activities]
    : [...notes, ...activities, { at: changed, text: step, by: 'us' }];
}

/** What decides which moment is due for this person; null where nothing is known of the deal. */
export function momentFactsOf(
  { facts, rows }: Pick<RecordView, 'facts' | 'rows'>,
  moments: MomentRows,
  user: string,
): MomentFacts | null {
  if (facts === null || facts.about !== 'deal') return null;
  const { fields, position } = facts;
  return {
    isOpen: isOpen(facts),
    closing: closingOf(facts),
    isLate: isLateStage(position, openStages(fields).length, known(fields.stage) ?? null),
    stageSince: stageSince(facts)?.at ?? null,
    meetings: meetingsOf(facts),
    texts: textsOf(facts, rows),
    calendar: facts.calendar,
    written: momentsOf(moments).flatMap(({ fields: row }) => {
      if (row.author !== user || row.moment === 'focus') return [];
      const { moment, about, at, state, until } = row;
      return [{ moment, about, at, state, until }];
    }),
  };
}

/** The start of the deal's look before this one, from which “since you last looked” counts. */
export function lookedBefore({ looks }: Pick<MomentRows, 'looks'>): number | null {
  return looks[0]?.fields.before ?? null;
}

/** Days for which a finished moment is shown. */
const SHOWN_DAYS = 14;
const MOST_SHOWN = 3;

/** The latest finished moments with a text, own and shared ones, the newest first. */
export function writtenMoments(rows: Pick<MomentRows, 'moments'>, now: number): Item<'moment'>[] {
  const hasText = ({ words }: Moment) => Object.values(words).some((text) => text?.trim());
  return momentsOf(rows)
    .filter(({ fields }) => fields.state === 'kept' && fields.moment !== 'focus')
    .filter(({ fields }) => hasText(fields) && now - fields.at <= SHOWN_DAYS * 86_400_000)
    .toSorted((a, b) => b.fields.at - a.fields.at)
    .slice(0, MOST_SHOWN);
}

/** An act of the deal that may have mattered, with its source. */
export interface Act {
  id: string;
  text: string;
  source: 'crm' | 'sideline';
  day: string;
}
const MOST_ACTS = 3;

/** What happened on a won deal: the proof of exit criteria, kept commitments, held meetings. */
export function actsOf({ facts, rows }: Pick<RecordView, 'facts' | 'rows'>): Act[] {
  if (facts === null) return [];
  const dayAt = (at: number) => dayOf(at, facts.now.timeZone);
  const proofs = rows.checks
    .filter(({ fields }) => fields.done && fields.evidence.trim() !== '')
    .map(({ id, fields }): Act => {
      return { id, text: fields.evidence.trim(), source: 'sideline', day: dayAt(fields.at) };
    });
  const kept = rows.commitments
    .filter(({ fields }) => fields.state === 'kept')
    .map(({ id, fields }): Act => {
      const day = dayAt(fields.settledAt ?? fields.at);
      return { id, text: fields.text, source: 'sideline', day };
    });
  const met = facts.done
    .filter(({ kind }) => kind === 'meeting')
    .map((item, index): Act => {
      const id = item.id ?? String(index);
      return { id, text: item.subject, source: 'crm', day: dayAt(item.at ?? 0) };
    });
  return [...proofs.slice(-1), ...kept.slice(-1), ...met, ...kept, ...proofs]
    .filter((act, index, all) => all.findIndex(({ id }) => id === act.id) === index)
    .slice(0, MOST_ACTS);
}
