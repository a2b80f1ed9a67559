import type { Commitment } from '../../model/index.ts';
import { daysOffEvidence, overdueDays } from '../counted.ts';
import { daysBetween } from '../days.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** What names a commitment in a fingerprint. */
export const commitmentInputs = ({ text, due }: Pick<Commitment, 'text' | 'due'>) => ({
  promise: text,
  due,
});

/**
 * 56. Triggered when a commitment is past its due date and nobody marked it as kept. A commitment
 * due today is not overdue.
 */
export const promiseUnmet: Signal = {
  id: 'promiseUnmet',
  number: 56,
  kind: 'human',
  skill: 'planning',
  topic: 'commitment',
  about: 'deal',
  side: 'rep',
  limit: 0,
  unit: 'days',
  needs: ['commitments'],
  check(facts, limit) {
    const { commitments, day } = facts;
    const lateBy = (due: string) => overdueDays(due, facts, daysBetween(due, day));
    const late = commitments
      .filter((item) => item.state === 'open' && lateBy(item.due) > limit)
      .sort((a, b) => a.due.localeCompare(b.due));
    const first = late[0];
    if (!first) return null;
    const days = daysBetween(first.due, day);
    return {
      severity: Math.max(0.6, lateness(lateBy(first.due), 7)),
      fingerprintInputs: commitmentInputs(first),
      evidence: [
        { fact: 'commitment', values: [say.text(first.text), say.date(first.due), say.days(days)] },
        ...daysOffEvidence(first.due, facts),
      ],
      source: 'typed',
      values: [say.text(first.text), say.date(first.due)],
    };
  },
};
