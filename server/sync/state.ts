import type { Selectable } from 'kysely';
import type { MergeBudget } from '../../lib/merge/index.ts';
import type { PushRequest, PushResult, StoredResult } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import type { Tables } from '../store/tables.ts';
import type { Children } from './children.ts';
import type { Numbers } from './numbers.ts';
import type { RowChange } from './rows.ts';
import type { Stored } from './stored.ts';
import type { Revision } from './text.ts';

/** The result of one mutation, and how it came about. */
export interface MutationWork {
  seq: number;
  /** The key of its stored result (`resultKey`). */
  key: string;
  result: PushResult['result'];
  /**
   * `decided`: by this push, so its result is stored. `repeated`: it has a result, of an earlier
   * push or of this one. `gap`: not decided; the device sends it again.
   */
  source: 'decided' | 'repeated' | 'gap';
  /** True if its version counts from 1: the organisation's version is added under the lock. */
  isVersionRelative: boolean;
}

/**
 * The effects of a push, computed before anything is locked. Versions count from 1, because the
 * organisation's version at the time of the write is not known yet.
 */
export interface Work {
  /** The sender with the membership of now. */
  who: Context;
  /** The organisation's version when the rows were read. */
  orgVersion: number;
  /** Changes when the server's data is restored from a backup. */
  epoch: string;
  /** The organisation's counter of membership changes when the rows were read (L6). */
  people: number;
  /** Number of versions that this push takes. */
  versionCount: number;
  /** The sequence number of the last mutation that is decided so far. */
  lastSeq: number;
  changes: Map<string, RowChange>;
  /** Their versions count from 1, as those of the rows. */
  revisions: Selectable<Tables['revision']>[];
  /** Deleted rows that got new content: their history is hidden (T6). */
  hiddenHistory: Map<string, Stored>;
  results: MutationWork[];
  /** What is left for merging texts. */
  budget: MergeBudget;
  /** Keys of the rows that this push adds and of which one is enough (singles.ts). */
  addedSingleKeys: Set<string>;
  /** True if it adds a row of a numbered collection, whose number depends on all in use. */
  addsNumbers: boolean;
  /** Versions of the rows that the decisions depend on; checked again once the lock is held. */
  read: Map<string, number>;
  /** The sequence number of the last mutation that earlier pushes decided. */
  seqBefore: number;
}

/** The rows and results as the decisions so far leave them. */
export interface State {
  work: Work;
  rows: Map<string, Stored>;
  /** The children of rows, as the decisions so far leave them. */
  children: Children;
  /** Notes with too many children to move. */
  tooManyChildren: ReadonlySet<string>;
  revisions: Map<string, readonly Revision[]>;
  /** Results that this push decided: one push may contain the same mutation twice. */
  decided: Map<string, StoredResult>;
  /** The result of an earlier mutation, by its key. */
  resultOf: (key: string) => StoredResult | undefined;
  request: PushRequest;
  at: number;
  /** The same of the sender's stored rows, and of those that this push adds. */
  usedSingleKeys: Set<string>;
  /** Rows that may move, and in whose history somebody other than the sender has a text. */
  withOthersTexts: ReadonlySet<string>;
  /** The numbers in use where the push adds rows of a numbered collection (numbers.ts). */
  numbers: Numbers;
  /** Stores a changed row under the next version. */
  put: (row: Stored) => Stored;
}
