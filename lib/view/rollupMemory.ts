import {
  type CollectionName,
  type PromptOutcome,
  type PromptShown,
  parseRefKey,
  type WinProbability,
} from '../model/index.ts';
import {
  type Item,
  items,
  LIMIT,
  Newest,
  type Row,
  type SidelineDb,
  StatisticSummaries,
  type StatisticSummary,
} from '../store/index.ts';

/** The background reads more rows than a page. */
const BACKGROUND_LIMIT = LIMIT * 10;

/** The last visit to a deal by anybody, or the last one that a summary includes. */
export interface LastVisit {
  /** Time of the visit, or of the summary, Unix ms. */
  at: number;
  /** The visit's version on the server; 0 for an own visit that is not sent yet. */
  version: number;
}

/** A visit to a deal. */
export interface Visit extends LastVisit {
  key: string;
}

function visitIn({ deleted, refKey, fields, version }: Row): Visit | null {
  if (deleted || parseRefKey(refKey)?.object !== 'deal') return null;
  return { key: refKey, at: Number(fields.at), version };
}

/** A row, as far as its order and some of its fields are needed. */
export type Ordered<C extends CollectionName, F> = Pick<Item<C>, 'id' | 'version' | 'pending'> & {
  fields: F;
};
export type ShownQuestion = Pick<PromptShown, 'signal' | 'kind' | 'last' | 'before' | 'at'>;

/** The row, without the rest of what is stored with it. */
const ordered = <C extends CollectionName, F>(
  { id, version, pending }: Item<C>,
  fields: F,
): Ordered<C, F> => ({ id, version, pending, fields });

/** An answer to a question: the person's own, or that somebody worked with it. */
interface Outcome {
  own: Ordered<'promptOutcome', PromptOutcome> | null;
  workedWith: Pick<PromptOutcome, 'signal' | 'refKey'> | null;
}

function outcomeIn(row: Row, user: string): Outcome | null {
  const [item] = row.deleted ? [] : items('promptOutcome', [row]);
  if (!item) return null;
  const { author, outcome, signal, refKey } = item.fields;
  const own = author === user ? ordered(item, item.fields) : null;
  const workedWith = outcome === 'answered' || outcome === 'asked' ? { signal, refKey } : null;
  return own || workedWith ? { own, workedWith } : null;
}

function shownIn(row: Row, user: string): Ordered<'promptShown', ShownQuestion> | null {
  const [item] = row.deleted ? [] : items('promptShown', [row]);
  if (item?.fields.author !== user) return null;
  const { signal, kind, last, before, at } = item.fields;
  return ordered(item, { signal, ...(kind && { kind }), last, before, at });
}

/**
 * What roll-ups remember of a database, so that each reads only what was written since the one
 * before. It ends with the background, and nothing of it is stored.
 */
export class RollupMemory {
  readonly user: string;
  readonly visits: Newest<Visit>;
  readonly outcomes: Newest<Outcome>;
  readonly shown: Newest<Ordered<'promptShown', ShownQuestion>>;
  readonly summaries: StatisticSummaries;
  /** The model, and the summaries that it was fitted on. */
  fitted: { on: readonly StatisticSummary[]; result: WinProbability } | null = null;

  constructor(db: SidelineDb, user: string) {
    this.user = user;
    this.visits = new Newest(db, 'dealSnapshot', BACKGROUND_LIMIT, visitIn);
    this.outcomes = new Newest(db, 'promptOutcome', BACKGROUND_LIMIT, (row) =>
      outcomeIn(row, user),
    );
    this.shown = new Newest(db, 'promptShown', BACKGROUND_LIMIT, (row) => shownIn(row, user));
    this.summaries = new StatisticSummaries(db);
  }
}
