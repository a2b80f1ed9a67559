import { dayOf, daysSince } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/** 62. Praise. Triggered when a commitment was kept in the last 14 days. */
export const promiseKept: Signal = {
  id: 'promiseKept',
  number: 62,
  kind: 'praise',
  skill: 'planning',
  topic: 'kept',
  about: 'deal',
  side: 'manager',
  limit: 14,
  unit: 'days',
  needs: ['commitments'],
  check({ commitments, now }, limit) {
    const kept = commitments
      .flatMap(({ state, settledAt, text }) =>
        state === 'kept' && settledAt !== null ? [{ at: settledAt, text }] : [],
      )
      .filter(({ at }) => at <= now.ms && daysSince(at, now) <= limit)
      .sort((a, b) => b.at - a.at || a.text.localeCompare(b.text));
    const [latest] = kept;
    if (!latest) return null;
    const day = dayOf(latest.at, now.timeZone);
    return {
      severity: 0.5,
      fingerprintInputs: { promise: latest.text, kept: day },
      evidence: [{ fact: 'commitment', values: [say.text(latest.text), say.date(day)] }],
      source: 'typed',
      values: [say.text(latest.text), say.date(day)],
    };
  },
};
