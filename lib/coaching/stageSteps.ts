import {
  type DealSnapshot,
  emptiedIn,
  known,
  type Stage,
  type StageChange,
  type StagePoint,
} from '../model/index.ts';
import {
  currentStage,
  fromOf,
  isOf,
  isSameId,
  isSameStage,
  kindOf,
  type Meaning,
  meaningOf,
  placeOf,
  type SeenStage,
  type StageFields,
  stageIn,
  toOf,
} from './stages.ts';

/**
 * A stage move with its direction. `aside`: neither forward nor back, as into a lost stage or into
 * another pipeline. Null: unknown, because one of the stages is.
 */
export interface StageStep extends StageChange {
  direction: 'forward' | 'back' | 'aside' | null;
  /** The open stage from which the direction is measured: for a lost deal the last one before. */
  before: StagePoint | null;
}

/** The number at the beginning of a name, as in “2 - Demo”. */
function numberIn(name: string | null): number | null {
  const [, digits] = /^[^\p{L}\d]*(\d{1,3})(?!\d)/u.exec(name ?? '') ?? [];
  return digits === undefined ? null : Number(digits);
}

/** True where the numbers in the names say another order than the list: it was changed since. */
function isReordered(move: StageChange, difference: number): boolean {
  const [from, to] = [numberIn(move.from), numberIn(move.to)];
  return from !== null && to !== null && from !== to && to > from !== difference > 0;
}

const isPresent = ({ id, name }: StagePoint) => id !== null || name !== null;

/**
 * Every move with its direction, in order of time. Won is after every open stage, wherever the list
 * has it.
 */
export function stageSteps(fields: StageFields, moves: readonly StageChange[]): StageStep[] {
  const context = {
    list: known(fields.stages) ?? [],
    pipeline: known(fields.pipeline)?.id ?? null,
  };
  const inPipeline = (point: StagePoint, meaning: Meaning) =>
    (typeof meaning === 'object' ? meaning?.pipeline : null) ?? point.pipeline ?? context.pipeline;
  const steps: StageStep[] = [];
  let lastOpen: StagePoint | null = null;
  let last: StagePoint | null = null;

  const direct = (move: StageChange, from: StagePoint, to: StagePoint): StageStep['direction'] => {
    const [start, end] = [meaningOf(context, from), meaningOf(context, to)];
    if (start === 'elsewhere' || end === 'elsewhere') return 'aside';
    const [pipelineFrom, pipelineTo] = [inPipeline(from, start), inPipeline(to, end)];
    const isOther = pipelineFrom !== null && pipelineTo !== null;
    if (start !== null && end !== null && isOther && !isSameId(pipelineFrom, pipelineTo))
      return 'aside';
    const [kind, next] = [kindOf(start), kindOf(end)];
    if (next === 'lost' && start !== null) return 'aside';
    if (start === null || end === null || kind === 'unknown' || next === 'unknown') return null;
    if (next === 'won') return kind === 'won' ? 'aside' : 'forward';
    if (kind === 'won') return next === 'open' ? 'back' : 'aside';
    const measured = kind === 'lost' ? lastOpen && meaningOf(context, lastOpen) : start;
    if (typeof measured !== 'object' || measured === null) return null;
    const open = context.list.filter((stage) => stage.kind === 'open' && isOf(stage, pipelineTo));
    const difference = open.indexOf(end as Stage) - open.indexOf(measured);
    if (difference === 0) return 'aside';
    if (isReordered(move, difference)) return null;
    return difference > 0 ? 'forward' : 'back';
  };

  for (const move of [...moves].sort((a, b) => a.at - b.at)) {
    const to = toOf(move);
    const from: StagePoint | null = isPresent(fromOf(move)) ? fromOf(move) : last;
    const direction = from === null || !isPresent(to) ? ('aside' as const) : direct(move, from, to);
    const start = from && meaningOf(context, from);
    if (from && kindOf(start) === 'open') lastOpen = from;
    const before = kindOf(start) === 'won' ? null : lastOpen;
    steps.push({ ...move, direction, before });
    if (isPresent(to)) last = to;
  }
  return steps;
}

/**
 * The last move, where the deal is now in another stage than its history ends with: somebody moved
 * it since. Known by ids only, because names differ between languages. @param at when it was seen.
 */
export function unlistedMove(
  fields: StageFields,
  moves: readonly StageChange[],
  at: number,
): StageChange | null {
  const current = currentStage(fields);
  const last = [...moves].sort((a, b) => a.at - b.at).at(-1);
  if (!last || typeof last.toId !== 'string' || current === null || current.id === null)
    return null;
  if (isSameStage(fields, toOf(last), current) !== false) return null;
  return {
    at: Math.max(at, last.at),
    from: last.to,
    to: current.name,
    fromId: last.toId,
    toId: current.id,
    fromPipeline: last.toPipeline ?? null,
    toPipeline: current.pipeline,
  };
}

type Answer = boolean | 'unsure';

/** Whether a deal ever went back, and whether it ever went on. */
export function courseOf(steps: readonly StageStep[]): { wentBack: Answer; stepForward: Answer } {
  const answer = (wanted: StageStep['direction']): Answer => {
    if (steps.some((step) => step.direction === wanted)) return true;
    return steps.some((step) => step.direction === null) ? 'unsure' : false;
  };
  return { wentBack: answer('back'), stepForward: answer('forward') };
}

/**
 * Stage moves between snapshots, oldest first. `unsureAt`: the last of two neighbours with names of
 * which nobody knows whether they mean one stage. That is neither a move nor proof that there was
 * none.
 */
export function stageVisits(
  snapshots: readonly DealSnapshot[],
  fields: StageFields,
): { moves: StageChange[]; unsureAt: number | null } {
  const moves: StageChange[] = [];
  let unsureAt: number | null = null;
  let last: SeenStage | null = null;
  for (const snapshot of snapshots) {
    const { stage: name, stageId: id = null, pipeline = null, language } = snapshot;
    if (name === null && !emptiedIn(snapshot, 'stage')) continue;
    const point: SeenStage = { id, pipeline, name, language };
    const same: boolean | null =
      last === null || (last.name === null && name === null)
        ? true
        : last.name !== null && name !== null && isSameStage(fields, last, point);
    if (same === null) unsureAt = snapshot.at;
    else if (!same && last !== null)
      moves.push({
        at: snapshot.at,
        from: last.name,
        to: name,
        fromId: last.id,
        toId: id,
        fromPipeline: last.pipeline,
        toPipeline: pipeline,
      });
    last = point;
  }
  return { moves, unsureAt };
}

/** The steps with the names that the CRM shows now, where their ids are known. */
export function inCurrentNames(steps: readonly StageStep[], fields: StageFields): StageStep[] {
  const named = <P extends StagePoint | null>(point: P): P =>
    point === null || point.id === null
      ? point
      : { ...point, name: stageIn(fields, point)?.name ?? point.name };
  return steps.map((step) => ({
    ...step,
    from: named(fromOf(step)).name,
    to: named(toOf(step)).name,
    before: named(step.before),
  }));
}

/** True where the deal has reached a stage again that it had gone back from. */
export function isRegained(fields: StageFields, step: StageStep): boolean | null {
  const place = placeOf(fields, currentStage(fields));
  const before = placeOf(fields, step.before);
  return place === null || before === null ? null : place >= before;
}
