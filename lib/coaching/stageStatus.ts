import {
  type DealFields,
  type DealStatus,
  foldedName,
  formerTenant,
  known,
  type RecordRef,
  type Stage,
  type StagePoint,
  type StageStatus,
  seen,
  stageKey,
  statusOfName,
} from '../model/index.ts';
import { currentStage, stageIn } from './stages.ts';

/** An answer to “Is this stage open, won or lost?”. `isShared`: of the organisation. */
export interface StageAnswer extends StageStatus {
  isShared: boolean;
}

type Ref = Pick<RecordRef, 'crm' | 'tenant'>;

/**
 * The answer about a stage: of the organisation, else the person's own. One for the same pipeline
 * counts first, then one from a page that showed no pipeline. Where this page shows none, all
 * answers about the stage must agree.
 */
export function answerAbout(
  answers: readonly StageAnswer[],
  ref: Ref,
  point: StagePoint,
): StageAnswer | null {
  const key = stageKey(point);
  const name = foldedName(point.name ?? '');
  const about = answers.filter(
    (row) =>
      row.status !== null &&
      row.crm === ref.crm &&
      (row.tenant === ref.tenant || row.tenant === formerTenant(ref)) &&
      (row.stage === key || row.stage === name || foldedName(row.name) === name),
  );
  const ofPipeline = (rows: readonly StageAnswer[]) => {
    const exact = rows.find((row) => row.pipeline === (point.pipeline ?? ''));
    if (exact) return exact;
    if (point.pipeline !== null) return rows.find((row) => row.pipeline === '');
    return rows.every((row) => row.status === rows[0]?.status) ? rows[0] : undefined;
  };
  const shared = about.filter((row) => row.isShared);
  return ofPipeline(shared) ?? ofPipeline(about.filter((row) => !row.isShared)) ?? null;
}

/** Forecast categories that every open deal has one of, and the one of won deals. */
const FORECAST_OPEN = new RegExp(
  `^(?:${[
    'pipeline|best case|commit|most likely|zusage|bester fall',
    'mejor caso|compromiso|canalización',
  ].join('|')})$`,
  'iu',
);
const FORECAST_WON = /^(?:closed(?: won)?|abgeschlossen|geschlossen|cerrad[ao])$/iu;

type Status = Extract<DealFields['status'], { state: 'seen' }>;

function ofForecast({ forecast }: DealFields): Status | null {
  if (forecast.state !== 'seen') return null;
  const { value, source, at, confidence } = forecast;
  const category = value.trim();
  const as = (status: DealStatus): Status => ({
    ...{ state: 'seen', value: status, source, at, confidence },
  });
  if (FORECAST_WON.test(category)) return as('won');
  return FORECAST_OPEN.test(category) ? as('open') : null;
}

function ofProbability({ probability }: DealFields): Status | null {
  if (probability.state !== 'seen') return null;
  const { value, ...seen } = probability;
  if (value > 0 && value < 100) return { ...seen, value: 'open' };
  if (value !== 100 && value !== 0) return null;
  return { ...seen, value: value === 100 ? 'won' : 'lost' };
}

/**
 * The status that forecast category and probability imply. Both belong to the record and may be
 * changed by hand. So they decide nothing where they contradict each other, nor where the name of
 * the stage states another status; only a category for won deals counts before a name that sounds
 * open.
 */
function impliedStatus(fields: DealFields, named: DealStatus | null): Status | null {
  const [forecast, probability] = [ofForecast(fields), ofProbability(fields)];
  if (forecast && probability && forecast.value !== probability.value) return null;
  const implied = forecast ?? probability;
  const isAgainstName = named !== null && named !== implied?.value;
  const isWon = named === 'open' && forecast?.value === 'won';
  return isAgainstName && !isWon ? null : implied;
}

/** CRMs in which 0.1.0 took every unknown name for an open stage, and stored that. */
const GUESSED: readonly string[] = ['hubspot', 'salesforce'];

function isGuess(status: DealFields['status'], { crm }: Ref): boolean {
  if (status.state !== 'seen' || !GUESSED.includes(crm)) return false;
  return status.source === 'snapshot' || (crm === 'hubspot' && status.source === 'dom');
}

/** The fields with what their stages mean, and the question or answer that this depends on. */
export interface StageReading {
  fields: DealFields;
  /** The stage of which nobody knows whether its deals are open, won or lost. */
  unknownStage: StagePoint | null;
  /** The answer that decided the deal's status. */
  stageAnswer: StageAnswer | null;
}

/**
 * Decides the status of the deal and the kinds of its stages: by what the CRM says, else by an
 * answer, else by names. What none of them says stays unknown.
 */
export function readStages(
  fields: DealFields,
  ref: Ref,
  answers: readonly StageAnswer[],
): StageReading {
  const point = currentStage(fields);
  const list = known(fields.stages) ?? [];
  const kindOf = (stage: Stage): Stage['kind'] => {
    if (stage.kind !== 'unknown') return stage.kind;
    const at = { id: stage.id ?? null, pipeline: point?.pipeline ?? null, name: stage.name };
    return answerAbout(answers, ref, at)?.status ?? statusOfName(stage.name) ?? 'unknown';
  };
  const stages: DealFields['stages'] =
    fields.stages.state === 'seen'
      ? { ...fields.stages, value: list.map((stage) => ({ ...stage, kind: kindOf(stage) })) }
      : fields.stages;
  const decided = (status: DealFields['status'], stageAnswer: StageAnswer | null = null) => ({
    fields: { ...fields, stages, status },
    unknownStage: null,
    stageAnswer,
  });
  const { status, stage } = fields;
  // Empty: the CRM says that the deal is neither, like an archived one of Odoo.
  if (status.state === 'empty' || (status.state === 'seen' && !isGuess(status, ref)))
    return decided(status);
  const unknown: DealFields['status'] = {
    state: 'unseen',
    why: status.state === 'unseen' ? status.why : 'notVisible',
  };
  if (point?.name == null || stage.state !== 'seen') return decided(unknown);
  const named = statusOfName(point.name);
  const kind = stageIn(fields, point)?.kind ?? 'unknown';
  if (kind !== 'unknown' && fields.stages.state === 'seen')
    return decided(seen(kind, fields.stages.source, fields.stages.at));
  const implied = impliedStatus(fields, named);
  if (implied) return decided(implied);
  const answer = answerAbout(answers, ref, point);
  if (answer?.status) return decided(seen(answer.status, 'typed', answer.at), answer);
  if (named) return decided(seen(named, stage.source, stage.at, 0.8));
  return { ...decided(unknown), unknownStage: point };
}
