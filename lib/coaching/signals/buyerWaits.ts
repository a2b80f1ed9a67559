import type { Activity } from '../../model/index.ts';
import { latestStatement, saysIn, sentenceFinding } from '../checks.ts';
import { countedSince, daysOffEvidence } from '../counted.ts';
import { DAY_MS, dayOf, daysSince } from '../days.ts';
import type { DealFacts } from '../facts.ts';
import { daysOf, paceEvidence, paceOf, type Share } from '../pace.ts';
import { hasContactAhead, isContact } from '../planned.ts';
import { lateness, type Signal, say } from '../signal.ts';

const SHARE: Share = { share: 0.05, least: 2, most: 10 };

/** Days for which a note about something that the buyer waits for counts. */
const SAID_DAYS = 21;

/** Whether we wrote to the buyer after a moment. */
function sentSince({ done }: DealFacts, at: number): boolean {
  return done.some((item) => isContact(item) && item.direction !== 'in' && (item.at ?? 0) > at);
}

/** Whether a contact asks for something: a question, or a wish without a question mark. */
const asks = (facts: DealFacts, item: Activity) =>
  item.subject.includes('?') || saysIn(facts, item, 'request');

/** The first of the buyer's contacts since our last one that asks for something. */
function firstAsked(facts: DealFacts): Activity | undefined {
  const contacts = facts.done.filter(isContact);
  const isOurs = ({ direction, kind }: Activity) => direction === 'out' || kind !== 'email';
  const ours = contacts.findIndex(isOurs);
  const isTheirs = contacts[0]?.direction === 'in';
  // A talk answers what was asked before it, and may end with a question.
  const theirs = contacts.slice(0, isTheirs && ours > 0 ? ours : 1);
  return theirs.findLast((item) => asks(facts, item));
}

/**
 * 58. Triggered when the buyer wrote last, and their first question since our last contact has
 * waited for more than two days and a twentieth of the pace, or when a note says that they wait for
 * us.
 */
export const buyerWaits: Signal = {
  id: 'buyerWaits',
  number: 58,
  kind: 'skill',
  skill: 'communication',
  topic: 'silence',
  about: 'deal',
  side: 'rep',
  limit: 2,
  unit: 'days',
  needs: ['activities', 'direction'],
  byAbsence: true,
  contact: true,
  variants: { said: ['rep', 'manager', 'because'] },
  limitOn: (facts) => daysOf(SHARE, paceOf(facts)),
  check(facts, limit) {
    const { fields, now } = facts;
    const said = latestStatement(facts, 'owed', SAID_DAYS);
    if (said && !sentSince(facts, said.at)) return sentenceFinding(facts, said, 0.75);
    if (hasContactAhead(facts)) return null;
    if (fields.activities.state !== 'seen') return 'unknown';
    const last = firstAsked(facts);
    if (!last?.at) return null;
    // A question of an unknown sender is the buyer's unless it asks for a reaction to ours.
    const isUnknown = last.direction === null || last.direction === undefined;
    const isOurs = saysIn(facts, last, 'reminder') && !saysIn(facts, last, 'request');
    if (isUnknown && (last.kind !== 'email' || isOurs)) return 'unknown';
    const counted = countedSince(last.at, facts);
    const waited = facts.calendar ? counted : (now.ms - last.at) / DAY_MS;
    if (waited <= limit) return null;
    const days = daysSince(last.at, now);
    const day = dayOf(last.at, now.timeZone);
    return {
      severity: Math.max(0.6, lateness(counted, limit)),
      fingerprintInputs: { last: last.id ?? day },
      evidence: [
        { fact: 'said', values: [say.text(last.subject), say.date(day)] },
        ...daysOffEvidence(day, facts),
        ...paceEvidence(facts),
      ],
      source: fields.activities.source,
      values: [say.text(last.subject), say.days(days)],
    };
  },
};
