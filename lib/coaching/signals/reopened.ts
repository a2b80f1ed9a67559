import { reopenedAt } from '../closing.ts';
import { DAY_MS, dayOf, daysSince } from '../days.ts';
import { isContact } from '../planned.ts';
import { type Signal, say } from '../signal.ts';

/** A contact or a note in these days before the reopening shows why it happened. */
const BEFORE_MS = 7 * DAY_MS;

/**
 * 59. Triggered when a closed deal was opened again in the last 30 days and neither a contact of
 * the buyer nor a note shows why.
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
  unless: ['contactAhead'],
  check(facts, limit) {
    const { stageMoves, fields, done, texts, now } = facts;
    if (stageMoves === null && fields.activities.state === 'unseen') return 'unknown';
    const at = reopenedAt(facts);
    if (at === null || daysSince(at, now) > limit) return null;
    const from = at - BEFORE_MS;
    const isExplained =
      done.some((item) => isContact(item) && item.direction !== 'out' && (item.at ?? 0) >= from) ||
      texts?.some((item) => item.from === 'note' && item.at >= from);
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
