import {
  type DealFields,
  foldedName,
  known,
  type OrgHistory,
  type RecordRef,
  type Stage,
  type StageChange,
  type StagePoint,
  type Stat,
  stageKey,
  statusOfName,
} from '../model/index.ts';

export type StageFields = Pick<DealFields, 'stage' | 'stageId' | 'pipeline' | 'stages'>;

/** The stage that the deal is in; null where it is not known. */
export function currentStage(fields: StageFields): StagePoint | null {
  const name = known(fields.stage);
  if (name === undefined) return null;
  const id = known(fields.stageId) ?? null;
  return { id, pipeline: known(fields.pipeline)?.id ?? null, name };
}

/** A stage in a fingerprint: the same in every language where the CRM has ids. */
export const stageInput = ({ id, name }: StagePoint): string | null => id ?? name;

/** The stage of a deal in a fingerprint. */
export function stageInputOf(fields: StageFields): string | null {
  const stage = currentStage(fields);
  return stage && stageInput(stage);
}

export const fromOf = ({ fromId, fromPipeline, from }: StageChange): StagePoint => ({
  id: fromId ?? null,
  pipeline: fromPipeline ?? null,
  name: from,
});
export const toOf = ({ toId, toPipeline, to }: StageChange): StagePoint => ({
  id: toId ?? null,
  pipeline: toPipeline ?? null,
  name: to,
});

type Id = string | null | undefined;
/** CRMs write one GUID in capitals and in small letters. */
export const isSameId = (a: Id, b: Id) =>
  typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
export const isOf = (stage: Stage, pipeline: Id) =>
  typeof stage.pipeline !== 'string' ||
  typeof pipeline !== 'string' ||
  isSameId(stage.pipeline, pipeline);

/** Stages of a list, and the pipeline of the deal. */
interface Known {
  list: readonly Stage[];
  pipeline: string | null;
}

const knownIn = (fields: StageFields): Known => ({
  list: known(fields.stages) ?? [],
  pipeline: known(fields.pipeline)?.id ?? null,
});

/**
 * What a point means: a stage of the list; an end, of which only the name is known; `elsewhere`, a
 * stage of a pipeline that the list does not have; null where that is unknown. Ids count before
 * names, which may be in another language, and a name only where one stage has it.
 */
export type Meaning = Stage | 'won' | 'lost' | 'elsewhere' | null;

export function meaningOf({ list, pipeline }: Known, point: StagePoint): Meaning {
  const isElsewhere =
    point.pipeline !== null &&
    pipeline !== null &&
    !isSameId(point.pipeline, pipeline) &&
    !list.some((stage) => isSameId(stage.pipeline, point.pipeline));
  if (point.id !== null && list.some((stage) => typeof stage.id === 'string')) {
    const same = list.filter((stage) => isSameId(stage.id, point.id));
    const [only, ...others] = same.filter((stage) => isOf(stage, point.pipeline));
    if (only && others.length === 0) return only;
    if (only) return same.find((stage) => isOf(stage, pipeline)) ?? null;
    return isElsewhere && same.length === 0 ? 'elsewhere' : null;
  }
  if (isElsewhere) return 'elsewhere';
  if (point.name === null) return null;
  const of = point.pipeline ?? pipeline;
  const pipelines = new Set(list.flatMap((stage) => stage.pipeline ?? []));
  const name = foldedName(point.name);
  const [only, ...others] = list.filter(
    (stage) => isOf(stage, of) && foldedName(stage.name) === name,
  );
  if (only) return others.length === 0 && (of !== null || pipelines.size < 2) ? only : null;
  const status = point.id === null ? statusOfName(point.name) : null;
  return status === 'won' || status === 'lost' ? status : null;
}

export const kindOf = (meaning: Meaning): Stage['kind'] | null => {
  if (meaning === null || meaning === 'elsewhere') return null;
  return typeof meaning === 'string' ? meaning : meaning.kind;
};

/** The open stages of the deal's pipeline, in order. */
export function openStages(fields: StageFields): Stage[] {
  const { list, pipeline } = knownIn(fields);
  return list.filter((stage) => stage.kind === 'open' && isOf(stage, pipeline));
}

/** The index of a stage among the open ones of its pipeline; null for any other stage. */
export function placeOf(fields: StageFields, point: StagePoint | null): number | null {
  const stage = point && meaningOf(knownIn(fields), point);
  const place = stage && typeof stage === 'object' ? openStages(fields).indexOf(stage) : -1;
  return place < 0 ? null : place;
}

/** The stage of the list that a point means. */
export function stageIn(fields: StageFields, point: StagePoint): Stage | null {
  const stage = meaningOf(knownIn(fields), point);
  return typeof stage === 'object' ? stage : null;
}

/** A stage as one visit saw it. `language`: of its name, where that is known. */
export interface SeenStage extends StagePoint {
  language?: string | undefined;
}

/** Whether names without ids or a list to look them up in are of two stages. */
function areOther(a: SeenStage, b: SeenStage): boolean {
  if (a.language !== undefined && a.language === b.language) return true;
  const [first, second] = [statusOfName(a.name ?? ''), statusOfName(b.name ?? '')];
  return first !== null && second !== null && first !== second;
}

/**
 * Whether two sources mean one stage; null where they have different names and no ids, because the
 * names may be of two languages.
 */
export function isSameStage(fields: StageFields, a: SeenStage, b: SeenStage): boolean | null {
  const areNamesEqual =
    a.name !== null && b.name !== null && foldedName(a.name) === foldedName(b.name);
  const areElsewhere =
    a.pipeline !== null && b.pipeline !== null && !isSameId(a.pipeline, b.pipeline);
  if (a.id !== null && b.id !== null)
    return isSameId(a.id, b.id) && (!areElsewhere || areNamesEqual);
  if (areNamesEqual) return true;
  const { list, pipeline } = knownIn(fields);
  if (areElsewhere) return false;
  if (list.length === 0) return areOther(a, b) ? false : null;
  const first = meaningOf({ list, pipeline }, a);
  const second = meaningOf({ list, pipeline }, b);
  if (first === null || second === null) return null;
  return typeof first === typeof second ? first === second : kindOf(first) === kindOf(second);
}

/** The key of a stage in figures over many deals: a name alone may be of another pipeline. */
export function figureKey({ crm, tenant }: RecordRef, point: StagePoint): string {
  return JSON.stringify([crm, tenant, point.pipeline ?? '', stageKey(point)]);
}

/** Fewest won deals from which a stage's median is computed. */
const ENOUGH_WON = 5;

/**
 * The days that won deals stayed in a stage; null with too few of them. Figures of 0.1.0 are by
 * name, and closed deals are not read again.
 */
export function usualDaysIn(
  { ref, fields, history }: { ref: RecordRef; fields: StageFields; history: OrgHistory | null },
  { id, name }: Pick<Stage, 'id' | 'name'>,
): Stat | null {
  const pipeline = known(fields.pipeline)?.id ?? null;
  const key = figureKey(ref, { id: id ?? null, pipeline, name });
  const enough = (stat: Stat | undefined) => (stat && stat.n >= ENOUGH_WON ? stat : null);
  return enough(history?.stageDays[key]) ?? enough(history?.stageDays[name]);
}
