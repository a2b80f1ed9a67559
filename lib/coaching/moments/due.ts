import { dayOf, type Now } from '../days.ts';
import { isCalledOff, isCancelled, isWithCustomer } from './customerMeeting.ts';
import type { Due, Meeting, MomentFacts, MomentKind } from './moment.ts';
import { isPrepared, onTheTable } from './negotiation.ts';
import { DAY_MS, dayStart, HOUR_MS, nextWorkingMorning, spanOf } from './times.ts';

/** A brief is due from a day before a meeting on, a debrief up to a day after it. */
const WINDOW_MS = DAY_MS;
/** A call that begins within this time comes before everything that is past. */
const IMMINENT_MS = 2 * HOUR_MS;
/** A closed deal is fresh for this time. */
const FRESH_MS = 14 * DAY_MS;
/** How long *Later* lasts where no time is stored. */
const LATER_MS = 12 * HOUR_MS;

type Timed = { meeting: Meeting; start: number; end: number };

function isQuiet({ written }: MomentFacts, moment: MomentKind, about: string, now: number) {
  return written.some(
    (row) =>
      row.moment === moment &&
      row.about === about &&
      (row.state !== 'later' || (row.until ?? row.at + LATER_MS) > now),
  );
}

function timed({ meetings, texts }: MomentFacts, now: Now): Timed[] {
  return (meetings ?? []).flatMap((meeting) => {
    if (isCancelled(meeting) || !isWithCustomer(meeting)) return [];
    const span = spanOf(meeting, now);
    return span && !isCalledOff(texts, span.start, now) ? [{ meeting, ...span }] : [];
  });
}

/** The meetings of the next 24 hours, the earliest first. */
function ahead(facts: MomentFacts, now: Now): Timed[] {
  return timed(facts, now)
    .filter(
      ({ meeting, start }) =>
        meeting.state !== 'held' && start > now.ms && start - now.ms <= WINDOW_MS,
    )
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

const dueOf = (moment: MomentKind, { meeting, start, end }: Timed): Due => ({
  moment,
  about: meeting.id,
  meeting,
  sentence: null,
  at: moment === 'brief' ? start : end,
});

function briefDue(facts: MomentFacts, now: Now): Due | null {
  const next = ahead(facts, now).find(
    ({ meeting }) => !isQuiet(facts, 'brief', meeting.id, now.ms),
  );
  return next ? dueOf('brief', next) : null;
}

/** The first meeting that ended and was not looked back at: its time runs out first. */
function debriefDue(facts: MomentFacts, now: Now): Due | null {
  const last = timed(facts, now)
    .filter(({ end }) => end <= now.ms && now.ms - end <= WINDOW_MS)
    .toSorted((a, b) => a.end - b.end || a.start - b.start)
    .find(({ meeting }) => !isQuiet(facts, 'debrief', meeting.id, now.ms));
  return last ? dueOf('debrief', last) : null;
}

function reviewDue(facts: MomentFacts, now: Now): Due | null {
  const { closing, isOpen, written } = facts;
  if (isOpen || closing === null) return null;
  const { at, status, isSure } = closing;
  const moment = status === 'lost' ? 'lossReview' : 'winReview';
  const { calendar = null } = facts;
  const from = status === 'lost' ? nextWorkingMorning(at, now, calendar) : dayStart(at, now);
  if (from === null || now.ms < from || now.ms - at > FRESH_MS) return null;
  const isDone = written.some((row) => {
    if (row.moment !== moment) return false;
    if (row.state === 'later') return (row.until ?? row.at + LATER_MS) > now.ms;
    return !isSure || row.at >= at;
  });
  if (isDone) return null;
  return { moment, about: dayOf(at, now.timeZone), meeting: null, sentence: null, at };
}

function negotiationDue(facts: MomentFacts, now: Now): Due | null {
  if (!facts.isOpen || !facts.isLate || isPrepared(facts, now.ms)) return null;
  const found = onTheTable(facts.texts, now.ms);
  if (!found) return null;
  const { at, sentence } = found;
  return {
    moment: 'negotiation',
    about: dayOf(at, now.timeZone),
    meeting: null,
    sentence,
    at,
  };
}

/**
 * The moment that is due on a deal, at most one: a call that is about to begin, a look back at the
 * last call, the next call, the end of the deal, a negotiation. Pure.
 */
export function momentDue(facts: MomentFacts, now: Now): Due | null {
  const brief = briefDue(facts, now);
  if (brief && brief.at - now.ms <= IMMINENT_MS) return brief;
  return debriefDue(facts, now) ?? brief ?? reviewDue(facts, now) ?? negotiationDue(facts, now);
}

/** The meetings of the next day beside the one whose brief is shown: a line each. */
export function alsoAhead(facts: MomentFacts, now: Now, due: Due | null): Meeting[] {
  return ahead(facts, now).flatMap(({ meeting }) => (meeting.id === due?.about ? [] : [meeting]));
}

/** From this time before a call on, its brief shows what to ask and what to listen for only. */
export const SHORT_BRIEF_MS = 15 * 60_000;
