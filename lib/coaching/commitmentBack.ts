import type { Commitment } from '../model/index.ts';
import { daysBetween, daysSince, type Now, today } from './days.ts';
import { isHandled, type Outcome, SINCE_DAYS } from './outcomes.ts';
import { commitmentInputs, promiseUnmet } from './signals/promiseUnmet.ts';
import { fingerprint } from './trigger.ts';

/** What an outcome about a commitment names: its question when it is overdue. */
export function questionAbout(commitment: Commitment): { signal: string; fingerprint: string } {
  const { id } = promiseUnmet;
  return { signal: id, fingerprint: fingerprint(id, commitmentInputs(commitment)) };
}

/**
 * The commitment of which its owner is asked what has happened since: on its due day or after it,
 * from the third day after it was made, and not while an outcome hides it. The earliest is first.
 * @param outcomes of this person, on this record.
 */
export function commitmentBack<T extends { fields: Commitment }>(
  rows: readonly T[],
  user: string,
  outcomes: readonly Outcome[],
  now: Now,
): T | null {
  const back = rows.filter(
    ({ fields }) =>
      fields.owner === user &&
      fields.state === 'open' &&
      daysBetween(fields.due, today(now)) >= 0 &&
      daysSince(fields.at, now) >= SINCE_DAYS &&
      !isHandled({ ...questionAbout(fields), severity: 0 }, outcomes, now),
  );
  return back.sort((a, b) => a.fields.due.localeCompare(b.fields.due))[0] ?? null;
}
