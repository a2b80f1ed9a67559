import { reopenedAt } from '../closing.ts';
import { dayOf, daysSince } from '../days.ts';
import { talksAhead } from '../planned.ts';
import { type Signal, say } from '../signal.ts';

/**
 * 59. Triggered when a closed deal was opened again in the last 30 days, unless a note says why and
 * a meeting is planned.
 */
export const reopened: Signal = {
  id: 'reopened',
  number: 59,
  kind: 'process',
  skill: 'qualification',
  topic: 'stage',
  about: 'deal',
  side: 'manager',
  limit: 30,
  unit: 'days',
  needs: ['stage', 'stageHistory'],
  check(facts, limit) {
    const { stageMoves, fields, texts, now } = facts;
    if (stageMoves === null && fields.activities.state === 'unseen') return 'unknown';
    const at = reopenedAt(facts);
    if (at === null || daysSince(at, now) > limit) return null;
    // A reason in a note and a meeting ahead: nothing is left to ask.
    const isExplained =
      texts?.some((item) => item.from === 'note') &&
      talksAhead(facts).some(({ kind }) => kind === 'meeting');
    if (isExplained) return null;
    const day = dayOf(at, now.timeZone);
    return {
      severity: 0.85,
      fingerprintInputs: { reopened: day },
      evidence: [{ fact: 'status', values: [say.date(day)] }],
      source: stageMoves?.source ?? 'api',
      values: [say.date(day)],
    };
  },
};
