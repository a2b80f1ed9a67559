import { wilson } from '../../../lib/coaching/index.ts';
import { type Due, momentDue } from '../../../lib/coaching/moments/index.ts';
import { table } from '../deals/report.ts';
import { factsOf, nowOf } from './facts.ts';
import type { Situation } from './situation.ts';

export interface MomentResult {
  situation: Situation;
  due: Pick<Due, 'moment' | 'about'> | null;
  isRight: boolean;
}

/** Which moment is due in a situation. */
export type Ask = (situation: Situation) => Pick<Due, 'moment' | 'about'> | null;

export const askMoments: Ask = (situation) => momentDue(factsOf(situation), nowOf(situation));

const isOfMeeting = (moment: string) => moment === 'brief' || moment === 'debrief';

export function judge(situation: Situation, due: ReturnType<Ask>): MomentResult {
  const label = situation.due;
  const isRight =
    label === null || due === null
      ? label === due
      : label.moment === due.moment &&
        (!isOfMeeting(due.moment) || (label.meetingId ?? null) === due.about);
  return { situation, due, isRight };
}

export interface MomentFigures {
  /** Situations in which a moment is due, and those with the right one of them. */
  right: number;
  due: number;
  /** Situations in which none is due, and those in which none was. */
  quiet: number;
  none: number;
}

export function figuresOf(results: readonly MomentResult[]): MomentFigures {
  const dues = results.filter(({ situation }) => situation.due !== null);
  const none = results.filter(({ situation }) => situation.due === null);
  const right = (list: readonly MomentResult[]) => list.filter(({ isRight }) => isRight).length;
  return { right: right(dues), due: dues.length, quiet: right(none), none: none.length };
}

/** Each moment that is due or shown by mistake, for the open situations. */
export function mistakesOf(results: readonly MomentResult[]): string[] {
  const name = (due: { moment: string } | null) => (due === null ? 'none' : JSON.stringify(due));
  return results
    .filter(({ isRight }) => !isRight)
    .map(
      ({ situation, due }) =>
        `${situation.id} ${situation.title}\n  ${name(due)}, not ${name(situation.due)}: ` +
        situation.why,
    );
}

export function measureMoments(list: readonly Situation[], ask: Ask = askMoments): MomentResult[] {
  return list.map((situation) => judge(situation, ask(situation)));
}

function share(right: number, of: number): string {
  if (of === 0) return '–';
  const { low, high } = wilson(right, of);
  const percent = (value: number) => String(Math.round(value * 100));
  return `${right}/${of} ${percent(right / of)}% (${percent(low)}–${percent(high)})`;
}

/** The figures of all situations, and of each writer’s. */
export function momentsReport(results: readonly MomentResult[]): string {
  const rows = [
    ['all', results] as const,
    ...Map.groupBy(results, ({ situation }) => situation.id.slice(0, 1)),
  ];
  return table(
    ['', 'situations', 'right moment', 'none where none is due'],
    rows.map(([name, group]) => {
      const { right, due, quiet, none } = figuresOf(group);
      return [name, String(group.length), share(right, due), share(quiet, none)];
    }),
  );
}
