import { known } from '../../model/index.ts';
import { latestStatement, sentenceFinding } from '../checks.ts';
import { countedSince, daysOffEvidence, workedMs } from '../counted.ts';
import { DAY_MS, dayOf, daysSince } from '../days.ts';
import type { DealFacts } from '../facts.ts';
import { median, replyTimes } from '../history.ts';
import { daysOf, paceOf, type Share } from '../pace.ts';
import { hasContactAhead, isContact, talksAhead } from '../planned.ts';
import { type Finding, lateness, type Signal, say } from '../signal.ts';

/** Fewest answers from which the usual time is computed. */
const ENOUGH = 2;
/** Days for which a note about a missing answer counts. */
const SAID_DAYS = 30;
const HOUR_MS = 3_600_000;
/** Hours: a shorter wait is never too long. */
const LEAST_HOURS = 48;

/** Whether the buyer wrote or spoke to us after a moment. */
function answeredSince({ done }: DealFacts, at: number): boolean {
  return done.some(
    (item) =>
      (item.at ?? 0) > at &&
      (item.direction === 'in' || (item.kind === 'meeting' && item.direction !== 'out')),
  );
}

/** Fewest own mails without an answer that say so by their number. */
const CHASED = 2;
const SHARE: Share = { share: 0.15, least: 4, most: 30 };

/** Own mails without an answer after which a call that we planned is one more try. */
const TRIED = 3;

/** Fewest own mails that count as no answer; null while the next contact is agreed. */
function fewestMails(facts: DealFacts): number | null {
  if (!hasContactAhead(facts)) return CHASED;
  const talks = talksAhead(facts);
  const isOwnTry = talks.every(({ kind }) => kind === 'call');
  return isOwnTry && known(facts.fields.nextStepDate) === undefined ? TRIED : null;
}

/** Two mails of ours or more that have waited for a share of the pace. */
function unansweredMails(facts: DealFacts): Finding | null {
  const { fields, done, now } = facts;
  const contacts = done.filter(isContact);
  const index = contacts.findIndex((item) => item.direction !== 'out');
  const own = (index === -1 ? contacts : contacts.slice(0, index)).filter(
    ({ kind }) => kind === 'email',
  );
  const [last, first] = [own[0], own.at(-1)];
  const fewest = fewestMails(facts);
  if (fewest === null || own.length < fewest) return null;
  if (!first?.at || !last || fields.activities.state !== 'seen') return null;
  const days = daysSince(first.at, now);
  const counted = countedSince(first.at, facts);
  const most = daysOf(SHARE, paceOf(facts)) ?? SHARE.least * 2;
  if (counted < most) return null;
  const day = dayOf(first.at, now.timeZone);
  return {
    severity: Math.min(0.9, lateness(counted, most) + 0.15),
    fingerprintInputs: { since: first.id ?? day },
    evidence: [
      { fact: 'said', values: [say.text(first.subject), say.date(day)] },
      ...daysOffEvidence(day, facts),
    ],
    source: fields.activities.source,
    values: [say.text(first.subject), say.days(days)],
    as: 'several',
  };
}

/**
 * 2. Triggered when our last message has waited for an answer more than twice as long as the buyer
 * usually takes (Einstein compares the same two times), when two e-mails of ours are without an
 * answer, or three and a call that we planned, or when a text says that they do not answer.
 */
export const noReply: Signal = {
  id: 'noReply',
  number: 2,
  kind: 'skill',
  skill: 'communication',
  topic: 'silence',
  about: 'deal',
  side: 'rep',
  limit: 2,
  unit: 'times',
  needs: ['activities', 'direction'],
  byAbsence: true,
  contact: true,
  variants: { said: ['rep', 'manager', 'because'], several: ['because'] },
  unless: ['agreedPause'],
  check(facts, limit) {
    const said = latestStatement(facts, 'noAnswer', SAID_DAYS);
    const isMet = talksAhead(facts).some(({ kind }) => kind === 'meeting');
    if (said && !isMet && !answeredSince(facts, said.at)) return sentenceFinding(facts, said, 0.7);
    const isAhead = hasContactAhead(facts);
    const chased = unansweredMails(facts);
    if (chased) return chased;
    const times = replyTimes(facts);
    if (known(facts.fields.activities) === undefined || !times) return 'unknown';
    const last = facts.done.find(isContact);
    const usual = median(times.theirs);
    if (isAhead || last?.direction !== 'out' || last.at === null) return null;
    if (usual === null || times.theirs.length < ENOUGH) return 'unknown';
    const waited = facts.now.ms - last.at;
    const hours = workedMs(last.at, facts.now.ms, facts) / HOUR_MS;
    const most = Math.max(LEAST_HOURS, usual * limit);
    if (hours <= most) return null;
    const day = dayOf(last.at, facts.now.timeZone);
    return {
      severity: lateness(hours, most),
      fingerprintInputs: { last: last.id ?? day },
      evidence: [
        { fact: 'said', values: [say.text(last.subject), say.date(day)] },
        {
          fact: 'usual',
          values: [say.days(Math.max(1, Math.round(usual / 24))), say.count(times.theirs.length)],
        },
        ...daysOffEvidence(day, facts),
      ],
      source: facts.fields.activities.state === 'seen' ? facts.fields.activities.source : 'api',
      values: [say.text(last.subject), say.days(Math.floor(waited / DAY_MS))],
    };
  },
};
