import { fnv1a, type PromptOutcome, type PromptShown } from '../model/index.ts';
import { dayOf } from './days.ts';
import type { DealFacts } from './facts.ts';

/**
 * The three wordings of a shipped question: what is so, what could be done, what the person will
 * do. For praise: what worked, how to repeat it, where or with whom.
 */
export const wordings = ['reality', 'options', 'will'] as const;
export type Wording = (typeof wordings)[number];

/** What a manager can turn a question to. Only their side has a sentence about the goal. */
export const turns = ['goal', ...wordings] as const;
export type Turn = (typeof turns)[number];

/** A question with the sentence that is asked: its own wording, or what a manager turned it to. */
export type Turned<T extends { wording: Wording }> = Omit<T, 'wording'> & { wording: Turn };

/** What this person did with the questions of one record, and on how many days they saw them. */
export interface AskedBefore {
  outcomes: readonly PromptOutcome[];
  shown: readonly PromptShown[];
}

/** Outcomes that move on to the next wording in every case; the others were put aside. */
const TAKEN_UP: readonly PromptOutcome['outcome'][] = ['answered', 'asked'];

/**
 * The wording of a question on a record (docs/decisions/coaching-rules.md). It starts with reality.
 * After each day on which the question was taken up it moves one wording ahead; after each other
 * day on which it was asked, ahead or back, by the record and the signal. Both steps reach another
 * wording. Today does not count, so that a look or an outcome does not change a sentence on screen.
 */
export function wordingOf(
  { key, day, now }: Pick<DealFacts, 'key' | 'day' | 'now'>,
  signal: string,
  { outcomes, shown }: AskedBefore,
): Wording {
  if (outcomes.length === 0 && shown.length === 0) return 'reality';
  const isBeforeToday = (at: number) => dayOf(at, now.timeZone) < day;
  const daysOf = (rows: readonly PromptOutcome[]) =>
    new Set(rows.map(({ at }) => dayOf(at, now.timeZone))).size;
  const earlier = outcomes.filter((row) => row.signal === signal && isBeforeToday(row.at));
  const takenUp = daysOf(earlier.filter(({ outcome }) => TAKEN_UP.includes(outcome)));
  let shownDays = 0;
  for (const row of shown)
    if (row.signal === signal) shownDays += row.days - (isBeforeToday(row.last) ? 0 : 1);
  const putAside = Math.max(shownDays, daysOf(earlier)) - takenUp;
  // The lowest bits of this hash depend on few bits of the text.
  const isAhead = ((fnv1a(`${key};${signal}`) >>> 16) & 1) === 0;
  const step = isAhead ? 1 : wordings.length - 1;
  return wordings[(takenUp + step * putAside) % wordings.length] ?? 'reality';
}
