import type { PlanStep } from '../model/index.ts';
import type { Item } from '../store/index.ts';
import { stepsOf } from './record.ts';

const LAST = '9999-12-31';

/** The steps of a mutual action plan by date, those without one last, and no dropped ones. */
export function stepsInOrder(rows: readonly Item<'planStep'>[]): PlanStep[] {
  return stepsOf(rows)
    .filter(({ state }) => state !== 'dropped')
    .toSorted(
      (a, b) =>
        (a.due ?? LAST).localeCompare(b.due ?? LAST) || a.at - b.at || a.step.localeCompare(b.step),
    );
}

/** A plan as text for the buyer: one step a line, with who does it and until when. */
export function planText(
  steps: readonly PlanStep[],
  whose: (step: PlanStep) => string,
  dayText: (due: string) => string,
): string {
  return steps
    .map((step) => {
      const details = [whose(step), ...(step.due === null ? [] : [dayText(step.due)])];
      return `${step.state === 'done' ? '[x]' : '[ ]'} ${step.text} (${details.join(', ')})`;
    })
    .join('\n');
}
