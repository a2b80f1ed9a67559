import { type Activity, known, type PlannedCall } from '../model/index.ts';
import { dayOf } from './days.ts';
import type { DealFacts } from './facts.ts';

/** True for an activity that reaches the buyer: a task or an entry of the CRM does not. */
export function isContact({ kind }: Pick<Activity, 'kind'>): boolean {
  return kind === 'email' || kind === 'call' || kind === 'meeting';
}

/** The civil date of a planned activity; null without a date. */
export function dateOf({ at, due }: Activity, { now }: DealFacts): string | null {
  return at === null ? due : dayOf(at, now.timeZone);
}

/**
 * The day of an open activity: with both times, in the zone in which its times are shown; else the
 * day that the CRM shows.
 * @param side a meeting is on the day on which it starts, and over on the day on which it ends.
 */
export function plannedDay(item: Activity, zone: string, side: 'starts' | 'ends'): string | null {
  const time = item[side];
  if (time !== undefined) return dayOf(time, zone);
  return item.due ?? (item.at === null ? null : dayOf(item.at, zone));
}

const asActivity = ({ call, withWhom, start }: PlannedCall): Activity => ({
  id: call,
  kind: 'call',
  subject: withWhom,
  state: 'open',
  at: start,
  due: null,
  contactId: null,
});

/** Planned calls and meetings from today on, those that the person added as well. */
export function talksAhead(facts: DealFacts): readonly Activity[] {
  const all = [...(known(facts.fields.activities) ?? []), ...facts.plannedCalls.map(asActivity)];
  return all.filter((item) => {
    const date = dateOf(item, facts);
    const isTalk = item.kind === 'call' || item.kind === 'meeting';
    return item.state === 'open' && isTalk && date !== null && date >= facts.day;
  });
}

/** The first date from today on that is planned with the buyer: a call, a meeting, a dated step. */
function contactAhead(facts: DealFacts): string | null {
  const { fields, day } = facts;
  const talks = talksAhead(facts).map((item) => dateOf(item, facts));
  const step = known(fields.nextStep) === undefined ? null : (known(fields.nextStepDate) ?? null);
  const dates = [...talks, step].filter((date): date is string => date !== null && date >= day);
  return dates.sort()[0] ?? null;
}

/** Found once for each facts, because a dozen signals ask. */
const ahead = new WeakMap<DealFacts, boolean>();

/** True while the buyer and we have agreed on the next contact. */
export function hasContactAhead(facts: DealFacts): boolean {
  const stored = ahead.get(facts);
  if (stored !== undefined) return stored;
  const has = contactAhead(facts) !== null;
  ahead.set(facts, has);
  return has;
}

/** The last contact, and whether our own e-mails since then are without an answer. */
interface LastContact {
  at: number;
  unanswered: boolean;
}

/**
 * The time since which the buyer was not heard. Our own e-mails count once: from the first one that
 * is without an answer, because more of them make no contact. Where the side of an e-mail is
 * unknown, it counts as contact.
 */
export function lastContact({ done, lastActivity }: DealFacts): LastContact | null {
  const index = done.findIndex((item) => item.kind !== 'email' || item.direction !== 'out');
  const own = index === -1 ? done : done.slice(0, index);
  const first = own.at(-1);
  if (first?.at) return { at: first.at, unanswered: own.length > 1 };
  return lastActivity.state === 'seen' ? { at: lastActivity.value, unanswered: false } : null;
}
