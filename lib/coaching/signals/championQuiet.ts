import { type Activity, type DealContact, known } from '../../model/index.ts';
import { CHAMPION, PROPOSAL } from '../checks.ts';
import { daysOffEvidence } from '../counted.ts';
import { businessDaysBetween, dayOf } from '../days.ts';
import type { DealFacts } from '../facts.ts';
import { daysOf, paceEvidence, paceOf, type Share } from '../pace.ts';
import { isContact, talksAhead } from '../planned.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** Messages without an answer from which half of the time is enough. */
const UNANSWERED = 2;

/** A tenth of the pace, in working days. */
const SHARE: Share = { share: 0.1, least: 5, most: 30 };

/** Fewest messages of a person who carries the deal, where nobody has the role. */
const CARRIES = 3;

/** Whether the subject of an activity has one of the names of a person: “Lars/Inès sign-off”. */
const isIn = (name: string, { subject }: Activity) =>
  name.split(/\s+/).some((part) => part.length > 3 && subject.includes(part));

/** The contact who took part most, where others have since. */
function mostActive({ done }: DealFacts, contacts: readonly DealContact[]): DealContact[] {
  // A meeting has no side, and many a CRM knows that of its own e-mails only.
  const received = done.filter((item) => isContact(item) && item.direction !== 'out');
  const count = ({ id }: DealContact) => received.filter((item) => item.contactId === id).length;
  const [first] = contacts
    .filter(({ id }) => id !== null)
    .sort((one, other) => count(other) - count(one));
  if (!first || count(first) < CARRIES) return [];
  return received[0]?.contactId === first.id ? [] : [first];
}

/**
 * 3. Triggered from Proposal on when the champion has no call or meeting ahead and was not heard
 * for a tenth of the pace, in working days, or for five working days where the pace is unknown. Not
 * where they wrote last and nobody wrote back.
 */
export const championQuiet: Signal = {
  id: 'championQuiet',
  number: 3,
  kind: 'skill',
  skill: 'relationships',
  topic: 'champion',
  about: 'deal',
  side: 'rep',
  limit: 5,
  unit: 'businessDays',
  needs: ['contacts', 'activities', 'stage', 'stages'],
  byAbsence: true,
  unless: ['agreedPause'],
  limitOn: (facts) => daysOf(SHARE, paceOf(facts)),
  check(facts, limit) {
    const { fields, position, done, now, day } = facts;
    const contacts = known(fields.contacts);
    if (!contacts || fields.activities.state !== 'seen') return 'unknown';
    const withRole = contacts.filter(
      (contact) => contact.role !== null && CHAMPION.test(contact.role),
    );
    const champions = withRole.length > 0 ? withRole : mostActive(facts, contacts);
    if (withRole.length > 0 && position === null) return 'unknown';
    if (champions.length === 0 || (position ?? 1) < PROPOSAL) return null;
    const takesPart = (item: Activity) =>
      champions.some(({ id, name }) => (id !== null && id === item.contactId) || isIn(name, item));
    const isPlanned = talksAhead(facts).some(takesPart);
    if (isPlanned) return null;
    // Without an activity that names its contact, nothing shows who was quiet.
    const named = done.filter((item) => item.contactId !== null);
    if (named.length === 0 || champions.some((contact) => contact.id === null)) return 'unknown';
    const last = named.find(
      (item) =>
        item.direction !== 'out' && champions.some((contact) => contact.id === item.contactId),
    );
    if (!last?.at) return 'unknown';
    // They wrote, and nobody here wrote to anybody since: it is we who are quiet.
    const isOurTurn = !done.some(
      ({ at, direction }) => direction === 'out' && (at ?? 0) > (last.at ?? 0),
    );
    if (last.direction === 'in' && last.kind === 'email' && isOurTurn) return null;
    const since = dayOf(last.at, now.timeZone);
    const days = facts.calendar?.workingDays(since, day) ?? businessDaysBetween(since, day);
    // Messages of ours that the champion left without an answer halve the time.
    const unanswered = named.filter(
      (item) =>
        item.direction === 'out' &&
        (item.at ?? 0) > (last.at ?? 0) &&
        champions.some((contact) => contact.id === item.contactId),
    ).length;
    if (days < (unanswered >= UNANSWERED ? limit / 2 : limit)) return null;
    const name = champions[0]?.name ?? '';
    return {
      severity: Math.max(0.55, Math.min(1, lateness(days, limit) + 0.1)),
      fingerprintInputs: { champion: name, since },
      evidence: [
        { fact: 'roles', values: [say.text(name)] },
        { fact: 'lastActivity', values: [say.text(last.subject), say.date(since)] },
        ...daysOffEvidence(since, facts).slice(0, 1),
        ...paceEvidence(facts),
      ],
      source: fields.activities.source,
      values: [say.text(name), say.businessDays(days)],
      // Their silence is the one that the unanswered messages show.
      ...(unanswered >= UNANSWERED && { topic: 'silence' }),
    };
  },
};
