import type { PromptOutcome } from '../model/index.ts';
import { addDays, dayOf, daysBetween, type Now, today } from './days.ts';
import type { TriggeredSignal } from './trigger.ts';

/**
 * Civil days for which an outcome hides its question (docs/decisions/coaching-rules.md). No study
 * gives such numbers: they are Sideline's own defaults.
 */
export const OUTCOME_DAYS = {
  snoozed: 3,
  asked: 7,
  answered: 21,
  wrongTime: 14,
  notUseful: 30,
} as const;

/** The latest day that *Later* accepts, in days after the press: no question waits for ever. */
export const LONGEST_LATER = 90;

/** A question returns before its day when its severity grew by this much. */
export const SEVERITY_GREW = 0.25;

/**
 * Days in which a question that was answered does not return, whatever changes: a person has to act
 * on an answer before somebody asks what has happened since.
 */
export const SINCE_DAYS = 3;

/** A question that returned and was put aside this often waits for the one-on-one. */
const PUT_ASIDE = 2;
/** Days for which it waits: no date of a one-on-one is known here. */
export const ONE_ON_ONE_DAYS = 28;

/** Its questions are about a commitment, which returns without an earlier answer. */
const COMMITMENT = 'promiseUnmet';

/** The parts of an outcome that decide how long it hides its question. */
export type Outcome = Pick<
  PromptOutcome,
  'signal' | 'fingerprint' | 'outcome' | 'reason' | 'severity' | 'at' | 'until'
>;
type Ended = Pick<Outcome, 'outcome' | 'reason' | 'at' | 'until'>;

/** Civil days for which an outcome hides its question; null for one that hides it for good. */
function daysHidden({ outcome, reason }: Ended): number | null {
  if (outcome === 'dismissed') {
    if (reason === 'never') return null;
    return reason === 'timing' ? OUTCOME_DAYS.wrongTime : OUTCOME_DAYS.notUseful;
  }
  // A retired question is the business of `retiredOf`: its outcome hides nothing on one record.
  return outcome === 'retired' ? 0 : OUTCOME_DAYS[outcome];
}

/** The civil day on which the question of an outcome may return; null for “Don't ask again”. */
export function returnsOn(outcome: Ended, timeZone: string): string | null {
  const days = daysHidden(outcome);
  if (days === null) return null;
  const from = dayOf(outcome.at, timeZone);
  if (outcome.outcome !== 'snoozed' || outcome.until === undefined) return addDays(from, days);
  const last = addDays(from, LONGEST_LATER);
  return daysBetween(outcome.until, last) < 0 ? last : outcome.until;
}

type Asked = Pick<TriggeredSignal, 'signal' | 'fingerprint' | 'severity'>;

/**
 * The day until which a question that returned and was put aside twice waits for the one-on-one;
 * null for one that does not wait. Other facts make another fingerprint, and so another question.
 */
export function waitsUntil(
  { signal, fingerprint }: Pick<Asked, 'signal' | 'fingerprint'>,
  outcomes: readonly Outcome[],
  timeZone: string,
): string | null {
  const own = outcomes.filter((outcome) => outcome.signal === signal);
  const answers = own.filter(({ outcome }) => outcome === 'answered').map(({ at }) => at);
  if (answers.length === 0 && signal !== COMMITMENT) return null;
  const answered = Math.max(Number.NEGATIVE_INFINITY, ...answers);
  const aside = own.filter(
    (outcome) =>
      outcome.outcome === 'snoozed' && outcome.fingerprint === fingerprint && outcome.at > answered,
  );
  if (aside.length < PUT_ASIDE) return null;
  return addDays(dayOf(Math.max(...aside.map(({ at }) => at)), timeZone), ONE_ON_ONE_DAYS);
}

/** True for an answer that was given in these days. */
function isJustAnswered({ outcome, at }: Outcome, now: Now): boolean {
  return outcome === 'answered' && daysBetween(dayOf(at, now.timeZone), today(now)) < SINCE_DAYS;
}

/**
 * True while an outcome hides a question. It returns on its day, and sooner when its fingerprint
 * changed or its severity grew. A row of an older version has no severity: there it cannot grow.
 */
function hides(outcome: Outcome, question: Asked, now: Now): boolean {
  if (outcome.signal !== question.signal) return false;
  const isSame = outcome.fingerprint === question.fingerprint;
  if (isJustAnswered(outcome, now) && (isSame || question.signal !== COMMITMENT)) return true;
  if (!isSame) return false;
  const day = returnsOn(outcome, now.timeZone);
  if (day === null) return true;
  // The stored severity has three decimals: a growth of exactly 0.25 must not be lost in binary.
  const grew = question.severity - (outcome.severity ?? question.severity);
  return grew < SEVERITY_GREW - 1e-6 && daysBetween(today(now), day) > 0;
}

/** True for a question that was answered, asked, snoozed or marked not useful a short time ago. */
export function isHandled(question: Asked, outcomes: readonly Outcome[], now: Now): boolean {
  if (outcomes.length === 0) return false;
  if (outcomes.some((outcome) => hides(outcome, question, now))) return true;
  const until = waitsUntil(question, outcomes, now.timeZone);
  return until !== null && daysBetween(today(now), until) > 0;
}
