import type { RawList } from '../../model/index.ts';
import { type Names, named } from './espocrmPerson.ts';
import { STREAM_SIZE } from './espocrmStream.ts';
import { api, apiList, type Json, obj, txt } from './shape.ts';

export interface Changes {
  stageHistory: RawList['items'];
  amountHistory: RawList['items'];
  closeDateHistory: RawList['items'];
  /** The stage with which the entries end; undefined where none of them has a stage. */
  stage: string | null | undefined;
  /** True where the deal may have changed before the first entry. */
  isCut: boolean;
}

/** One save can write two entries, which are at most so far apart, in ms. */
const SAVE_MS = 5000;
const instant = (at: string | null) => Date.parse(`${at?.replace(' ', 'T')}Z`);
const isSameSave = (a: string | null, b: string | null) =>
  Math.abs(instant(a) - instant(b)) <= SAVE_MS;

/** The field of which an entry has the value: the stage, unless the deal's first entry names it. */
const isOfStage = (field: unknown) => field === undefined || field === 'stage';

/**
 * Changes of stage, amount and close date, from the stream, which is not in order of time. An entry
 * has only the new stage: until EspoCRM 9.1 in an entry of its own (Status), from 9.2 beside what
 * the same save changed (Update). A company can track the stage as a field, too.
 */
export function history(stream: Json[]): Changes {
  const sorted = [...stream].sort(
    (a, b) =>
      String(a.createdAt).localeCompare(String(b.createdAt)) || Number(a.number) - Number(b.number),
  );
  const created = obj(sorted.find(({ type }) => type === 'Create')?.data);
  const hasStage = isOfStage(created.statusField);
  const changes: Changes = {
    stageHistory: [],
    amountHistory: [],
    closeDateHistory: [],
    stage: undefined,
    isCut: stream.length >= STREAM_SIZE,
  };
  let movedAt: string | null = null;
  const move = (at: string | null, to: string | null, was?: string | null) => {
    const isKnown = to === changes.stage;
    // The other entry of the same save.
    if (isKnown && isSameSave(at, movedAt)) return;
    // To the stage in which it was: what was between is not in the stream.
    const from = was ?? (isKnown ? null : (changes.stage ?? null));
    changes.stageHistory.push({ at, from, to });
    changes.stage = to;
    movedAt = at;
  };
  for (const { type, createdAt, data: value } of sorted) {
    const data = obj(value);
    const at = txt(createdAt);
    if (type === 'Create' && hasStage)
      changes.stage = txt(data.statusValue) ?? txt(data.value) ?? changes.stage;
    if (type === 'Status' && data.field === 'stage') move(at, txt(data.value));
    if (type !== 'Update') continue;
    const [was, became] = [obj(obj(data.attributes).was), obj(obj(data.attributes).became)];
    if ('closeDate' in became)
      changes.closeDateHistory.push({ at, from: txt(was.closeDate), to: txt(became.closeDate) });
    if ('amount' in became || 'amountCurrency' in became)
      changes.amountHistory.push({
        at,
        from: txt(was.amount),
        to: txt(became.amount),
        fromCurrency: txt(was.amountCurrency),
        toCurrency: txt(became.amountCurrency),
      });
    if ('stage' in became) move(at, txt(became.stage), txt(was.stage));
    else if (hasStage && txt(data.value)) move(at, txt(data.value));
  }
  return changes;
}

/** Changes of the stage, with the values as ids and the names that this person sees. */
const withIds = (changes: RawList['items'], names: Names): RawList['items'] =>
  changes.map(({ from = null, to = null, ...change }) => ({
    ...change,
    from: named(names, from),
    to: named(names, to),
    fromId: from,
    toId: to,
  }));

export const REFUSED: RawList = { source: 'api', items: [], refused: true };

const FAILED: RawList = { source: 'api', items: [], failed: true };

/**
 * What the stream says about the past of a deal. Its entries have no fields that the role may not
 * see: then there is nothing to count. They end with the deal's present stage, unless some are not
 * there: then nobody knows since when it is in its stage.
 */
export function changesOf(stream: Changes | RawList, record: Json, names: Names) {
  const of = (field: string, list: (changes: Changes) => RawList): RawList => {
    if (!(field in record)) return REFUSED;
    return 'source' in stream ? stream : list(stream);
  };
  const isWhole = ({ stage, isCut }: Changes) =>
    stage === undefined ? !isCut : stage === txt(record.stage);
  const stageHistory = of('stage', (changes) => {
    const moves = apiList(withIds(changes.stageHistory, names));
    if (isWhole(changes)) return moves;
    return moves.items.length === 0 ? FAILED : { ...moves, partial: true };
  });
  const since = of('stage', (changes) => (isWhole(changes) ? apiList([]) : FAILED));
  const isKnown = !since.refused && !since.failed && !('source' in stream);
  return {
    stageHistory,
    amountHistory: of('amount', (changes) => apiList(changes.amountHistory)),
    closeDateHistory: of('closeDate', (changes) => apiList(changes.closeDateHistory)),
    stageSince: isKnown ? api(stageHistory.items.at(-1)?.at ?? record.createdAt) : since,
  };
}
