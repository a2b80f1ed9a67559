import type { LinePart, TalkStep } from '../model/index.ts';

// Where people are in a talk, as presence has it: the field in which they write, else their step.

const STEP = 'at:';
const LINE = 'line:';

/** The place of somebody who looks at a step and writes nowhere. */
export const placeOfStep = (step: TalkStep): string => `${STEP}${step}`;
/** The place of a line that is being changed; that of a new one is the name of its part. */
export const placeOfLine = (id: string): string => `${LINE}${id}`;

/** The step of a one-on-one in which a part is written, where it is not a step by itself. */
const STEP_OF: Partial<Record<LinePart, TalkStep>> = {
  ...{ open: 'opening', better: 'opening', worth: 'opening', item: 'opening' },
  ...{ goal: 'deal', reality: 'deal', options: 'deal', will: 'deal', useful: 'finish' },
};

/**
 * The step that a place is in; null for one that this format or this version does not have.
 * @param partOf the part of a line, by its id.
 */
export function stepOfPlace(
  place: string,
  steps: readonly TalkStep[],
  partOf: (id: string) => LinePart | null,
): TalkStep | null {
  const name = place.startsWith(STEP)
    ? place.slice(STEP.length)
    : place.startsWith(LINE)
      ? partOf(place.slice(LINE.length))
      : place;
  const own = steps.find((step) => step === name);
  if (own || name === null || !Object.hasOwn(STEP_OF, name)) return own ?? null;
  return steps.find((step) => step === STEP_OF[name as LinePart]) ?? null;
}

/** People who are at another step: `users` by the step at which each is. */
export interface Elsewhere {
  user: string;
  step: TalkStep;
}

const MOST = 3;

/**
 * Who else is at another step than this person; at most three, by their ids. Somebody with two
 * devices who is here with one of them is here. Pure.
 */
export function elsewhere(
  others: readonly { user: string; place: string }[],
  here: TalkStep | null,
  stepOf: (place: string) => TalkStep | null,
): Elsewhere[] {
  const steps = new Map<string, TalkStep[]>();
  for (const { user, place } of others) {
    const step = stepOf(place);
    if (step !== null) steps.set(user, [...(steps.get(user) ?? []), step]);
  }
  return [...steps]
    .filter(([, at]) => here === null || !at.includes(here))
    .map(([user, [step]]) => ({ user, step: step as TalkStep }))
    .toSorted((a, b) => (a.user < b.user ? -1 : 1))
    .slice(0, MOST);
}
