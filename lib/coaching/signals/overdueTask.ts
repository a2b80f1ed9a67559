import { type Activity, known } from '../../model/index.ts';
import { daysOffEvidence, overdueDays } from '../counted.ts';
import { dayOf, daysBetween } from '../days.ts';
import type { DealFacts } from '../facts.ts';
import { pattern } from '../patterns.ts';
import { plannedDay, talksAhead } from '../planned.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** A task to get the buyer to answer. */
const CHASES = pattern('iu')`
  (?<!\p{L})(?:chase|follow|remind|call|ring|ping|nachfass|nachhak|nachfrag|anruf|erinner|llamar
  |seguim|insist|recordar)`;

/** Whether the buyer spoke to us after such a task was due and the next talk is planned. */
function isOverBy(facts: DealFacts, { item, due }: { item: Activity; due: string }): boolean {
  if (!CHASES.test(item.subject)) return false;
  const spoke = facts.done.some(
    ({ at, kind, direction }) =>
      dayOf(at ?? 0, facts.now.timeZone) > due &&
      (direction === 'in' || kind === 'meeting' || kind === 'call') &&
      direction !== 'out',
  );
  return spoke && talksAhead(facts).length > 0;
}

/**
 * 16. Triggered when a planned task or call is in the past. A task due today is not overdue, and
 * one to chase the buyer is done once they spoke to us and the next talk is planned.
 */
export const overdueTask: Signal = {
  id: 'overdueTask',
  number: 16,
  kind: 'human',
  skill: 'planning',
  topic: 'nextStep',
  about: 'deal',
  side: 'manager',
  limit: 0,
  unit: 'days',
  needs: ['activities'],
  check(facts, limit) {
    const { fields, now, day } = facts;
    const activities = known(fields.activities);
    if (activities === undefined || fields.activities.state !== 'seen') return 'unknown';
    const lateBy = (due: string) => overdueDays(due, facts, daysBetween(due, day));
    const late = activities
      .filter((item) => item.state === 'open')
      .map((item) => ({
        item,
        due: plannedDay(item, now.timeZone, 'ends'),
      }))
      .filter(
        (entry): entry is { item: (typeof activities)[number]; due: string } =>
          entry.due !== null && entry.due < day && lateBy(entry.due) > limit,
      )
      .sort((a, b) => a.due.localeCompare(b.due));
    const first = late.find((entry) => !isOverBy(facts, entry));
    if (!first) return null;
    const days = daysBetween(first.due, day);
    return {
      severity: Math.max(0.45, lateness(lateBy(first.due), 7) - 0.1),
      fingerprintInputs: {
        task: first.item.id ?? first.item.subject,
        due: first.due,
        count: late.length,
      },
      evidence: [
        {
          fact: 'overdue',
          values: [say.text(first.item.subject), say.date(first.due), say.days(days)],
        },
        ...daysOffEvidence(first.due, facts),
      ],
      source: fields.activities.source,
      values: [say.text(first.item.subject), say.date(first.due)],
    };
  },
};
