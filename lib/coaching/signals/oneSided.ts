import { DAY_MS } from '../days.ts';
import { talksAhead } from '../planned.ts';
import { type Signal, say } from '../signal.ts';

/** Fewest messages that we sent. */
const ENOUGH = 4;
/** Length of the period, in days. */
const DAYS = 45;

/** Days in which a message of theirs is lately. */
const LATELY = 3;

/**
 * 43. Triggered when we write and call three times as often as the buyer. It needs the direction of
 * every e-mail; calls of unknown direction do not count.
 */
export const oneSided: Signal = {
  id: 'oneSided',
  number: 43,
  kind: 'skill',
  skill: 'communication',
  topic: 'silence',
  about: 'deal',
  side: 'rep',
  limit: 3,
  unit: 'times',
  needs: ['activities', 'direction'],
  byAbsence: true,
  contact: true,
  check(facts, limit) {
    const { fields, done, now } = facts;
    // They wrote lately, and the next talk is planned.
    const heard = done.find(({ direction }) => direction === 'in')?.at ?? 0;
    if (heard > now.ms - LATELY * DAY_MS && talksAhead(facts).length > 0) return null;
    const recent = done.filter(
      (item) =>
        (item.kind === 'email' || (item.kind === 'call' && item.direction)) &&
        (item.at ?? 0) >= now.ms - DAYS * DAY_MS,
    );
    if (fields.activities.state !== 'seen' || recent.every((item) => !item.direction))
      return 'unknown';
    const sent = recent.filter((item) => item.direction === 'out').length;
    // A message of unknown direction counts as theirs.
    const received = recent.length - sent;
    if (sent < ENOUGH || sent < limit * Math.max(1, received)) return null;
    return {
      severity: Math.min(0.75, 0.4 + 0.05 * (sent - ENOUGH)),
      fingerprintInputs: {
        last: recent.find((item) => item.direction === 'out')?.id ?? recent[0]?.at ?? null,
      },
      evidence: [{ fact: 'activities', values: [say.count(sent), say.count(received)] }],
      source: fields.activities.source,
      values: [say.count(sent), say.count(received)],
    };
  },
};
