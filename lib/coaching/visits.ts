import {
  blankDeal,
  type DealRecord,
  type DealSnapshot,
  emptiedIn,
  type Field,
  known,
  type Money,
  type RecordRef,
  seen,
  snapshotFields,
  unseen,
} from '../model/index.ts';

/**
 * The fields of the latest snapshot. A value that it did not see is left out; a value that it saw
 * removed is empty.
 * @param snapshots oldest first.
 */
function fieldsOf(snapshots: readonly DealSnapshot[]): Partial<DealRecord['fields']> {
  const last = snapshots.at(-1);
  if (!last) return {};
  const fields: Partial<DealRecord['fields']> = {};
  const { at, name, stage, amount, currency, closeDate, owner, nextStep, status } = last;
  const { stageId = null, pipeline = null } = last;
  if (name !== null) fields.name = seen(name, 'snapshot', at);
  if (stage !== null) fields.stage = seen(stage, 'snapshot', at);
  if (stageId !== null) fields.stageId = seen(stageId, 'snapshot', at);
  if (pipeline !== null) fields.pipeline = seen({ id: pipeline, name: null }, 'snapshot', at);
  if (amount !== null) fields.amount = seen({ amount, currency }, 'snapshot', at);
  if (closeDate !== null) fields.closeDate = seen(closeDate, 'snapshot', at);
  if (owner !== null) fields.owner = seen({ id: null, name: owner }, 'snapshot', at);
  if (nextStep !== null) fields.nextStep = seen(nextStep, 'snapshot', at);
  if (status === 'open' || status === 'won' || status === 'lost')
    fields.status = seen(status, 'snapshot', at);
  for (const field of snapshotFields)
    if (emptiedIn(last, field)) fields[field] = { state: 'empty', source: 'snapshot', at };
  return fields;
}

const sameMoney = (a: Money, b: Money) => a.amount === b.amount && a.currency === b.currency;
/** Compared by name only: a snapshot has no id, so an equal name keeps the id of our reading. */
const sameOwner = (a: { name: string }, b: { name: string }) => a.name === b.name;

/** The later value where it differs from our reading; an equal value keeps our source. */
function laterOf<T>(
  ours: Field<T>,
  later: Field<T> | undefined,
  isEqual: (a: T, b: T) => boolean = (a, b) => a === b,
): Field<T> {
  if (later === undefined) return ours;
  const bothEmpty = ours.state === 'empty' && later.state === 'empty';
  const bothEqual =
    ours.state === 'seen' && later.state === 'seen' && isEqual(ours.value, later.value);
  return bothEmpty || bothEqual ? ours : later;
}

/**
 * Stage, id and pipeline of the later visit where it shows another stage. The same stage keeps our
 * name: the visitor's may be in another language.
 */
function laterStage(
  ours: DealRecord['fields'],
  later: Partial<DealRecord['fields']>,
): Pick<DealRecord['fields'], 'stage' | 'stageId' | 'pipeline'> {
  const { stage, stageId, pipeline } = ours;
  const [id, laterId] = [known(stageId), known(later.stageId)];
  const isSame =
    id !== undefined && laterId !== undefined
      ? id === laterId
      : laterOf(stage, later.stage) === stage;
  if (isSame)
    return {
      stage,
      stageId: id === undefined ? (later.stageId ?? stageId) : stageId,
      pipeline: laterOf(pipeline, later.pipeline, (a, b) => a.id === b.id),
    };
  return {
    stage: laterOf(stage, later.stage),
    stageId: later.stageId ?? unseen('notVisible'),
    pipeline: later.pipeline ?? (laterId === undefined ? pipeline : unseen('notVisible')),
  };
}

/**
 * Our reading, updated with other people's visits after it. Which ones are later is not decided
 * here: `record.reading.at` is in the clock of this device, and the time of a visit is not.
 * @param laterVisits oldest first.
 */
export function withLaterVisits(
  record: DealRecord,
  laterVisits: readonly DealSnapshot[],
): DealRecord {
  const later = fieldsOf(laterVisits);
  const ours = record.fields;
  return {
    ...record,
    fields: {
      ...ours,
      name: laterOf(ours.name, later.name),
      ...laterStage(ours, later),
      amount: laterOf(ours.amount, later.amount, sameMoney),
      closeDate: laterOf(ours.closeDate, later.closeDate),
      owner: laterOf(ours.owner, later.owner, sameOwner),
      nextStep: laterOf(ours.nextStep, later.nextStep),
      status: laterOf(ours.status, later.status),
    },
  };
}

/**
 * A deal that was never opened on this device: the values that other people's visits stored.
 * @param snapshots oldest first.
 */
export function fromSnapshots(
  ref: RecordRef,
  snapshots: readonly DealSnapshot[],
  at: number,
): DealRecord {
  const blank = blankDeal(ref, at);
  return { ...blank, fields: { ...blank.fields, ...fieldsOf(snapshots) } };
}

/** Time of the first visit, Unix ms. @param snapshots oldest first. */
export const firstVisit = (snapshots: readonly DealSnapshot[]) => snapshots[0]?.at;
