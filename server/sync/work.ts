import type { Insertable } from 'kysely';
import type { MergeBudget } from '../../lib/merge/index.ts';
import type { Mutation } from '../../lib/model/index.ts';
import type { PushRequest, PushResult, StoredResult } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import type { Tables, Tx } from '../store/tables.ts';
import { applyWrite } from './applyDecision.ts';
import { Children } from './children.ts';
import { decide } from './decide.ts';
import { loadPushData, type PushData } from './load.ts';
import { mayMove } from './moves.ts';
import type { Numbers } from './numbers.ts';
import { resultKey, UNKNOWN_VERSION } from './prior.ts';
import { basisFor } from './revisions.ts';
import type { RowChange } from './rows.ts';
import type { Stored } from './stored.ts';
import type { Revision } from './text.ts';

/** The result of one mutation, and how it came about. */
interface MutationWork {
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
  revisions: Insertable<Tables['revision']>[];
  /** Deleted rows that got new content: their history is hidden (T6). */
  hiddenHistory: Map<string, Stored>;
  results: MutationWork[];
  /** What is left for merging texts. */
  budget: MergeBudget;
  /** Hourly keys of the rows that this push adds. */
  addedHourlyKeys: Set<string>;
  /** True if it adds a row of a numbered collection, whose number depends on all in use. */
  addsNumbers: boolean;
  /** Versions of the rows that the decisions depend on; checked again once the lock is held. */
  read: Map<string, number>;
  /** The sequence number of the last mutation that earlier pushes decided. */
  seqBefore: number;
}

/**
 * Limit of the merging work of one push, in compared pairs of words; reading a text counts too.
 * Without a limit, merging could take seconds and delay every other request.
 */
export const PUSH_PAIRS = 200_000;

/** Computes every effect of a push on the current rows. Only reads. */
export async function computeWork(
  tx: Tx,
  sender: Context,
  request: PushRequest,
  at: number,
): Promise<Work> {
  return decidePush(await loadPushData(tx, sender, request, at), request, at);
}

/** Decides the mutations of a push in their order. Pure. */
function decidePush(data: PushData, request: PushRequest, at: number): Work {
  const state = initialState(data, request, at);
  const { work, resultOf, decided } = state;
  for (const mutation of data.mutations) {
    const { seq } = mutation;
    const key = resultKey(work.who, mutation);
    const known = resultOf(key);
    const isRepeat = known !== undefined && seq <= work.lastSeq;
    // Either a number is missing before this one, or the number was used for another mutation (a
    // profile from a backup). The device sends the mutation again, so nothing unsent is lost.
    if (seq !== work.lastSeq + 1 && !isRepeat) {
      work.results.push(gap(mutation, work));
      continue;
    }
    work.lastSeq = Math.max(work.lastSeq, seq);
    if (known) {
      const result = { kind: 'skipped', result: known } as const;
      const isVersionRelative = decided.has(key) && hasNewVersion(work, mutation, known);
      work.results.push({ seq, key, result, source: 'repeated', isVersionRelative });
      continue;
    }
    const result = decideMutation(mutation, state);
    decided.set(key, result);
    const isVersionRelative = hasNewVersion(work, mutation, result);
    work.results.push({ seq, key, result, source: 'decided', isVersionRelative });
  }
  work.results.push(...data.postponed.map((mutation) => gap(mutation, work)));
  return work;
}

function gap(mutation: Mutation, { who, lastSeq }: Work): MutationWork {
  const result = { kind: 'gap', expected: lastSeq + 1 } as const;
  const key = resultKey(who, mutation);
  return { seq: mutation.seq, key, result, source: 'gap', isVersionRelative: false };
}

/** True if this push allocated the version of a result; earlier results have their final one. */
function hasNewVersion(work: Work, { rowId }: Mutation, result: StoredResult): boolean {
  return 'version' in result && result.version !== UNKNOWN_VERSION && work.changes.has(rowId);
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
  /** Hourly keys of the sender's stored rows of the last hour, and of those that this push adds. */
  usedHourlyKeys: Set<string>;
  /** Rows that may move, and in whose history somebody other than the sender has a text. */
  withOthersTexts: ReadonlySet<string>;
  /** The numbers in use where the push adds rows of a numbered collection (numbers.ts). */
  numbers: Numbers;
  /** Stores a changed row under the next version. */
  put: (row: Stored) => Stored;
}

function initialState(data: PushData, request: PushRequest, at: number): State {
  const { who, org, seqBefore, prior, rows: loaded } = data;
  const rows = new Map(loaded);
  const decided = new Map<string, StoredResult>();
  const work: Work = {
    who,
    orgVersion: org.version,
    epoch: org.epoch,
    people: org.people,
    versionCount: 0,
    lastSeq: seqBefore,
    changes: new Map(),
    revisions: [],
    hiddenHistory: new Map(),
    results: [],
    budget: { pairs: PUSH_PAIRS },
    addedHourlyKeys: new Set(),
    addsNumbers: false,
    read: new Map(data.ids.map((id) => [id, loaded.get(id)?.version ?? 0])),
    seqBefore,
  };
  const children = new Children(loaded.values());
  return {
    work,
    rows,
    children,
    tooManyChildren: data.tooManyChildren,
    revisions: new Map(data.revisions),
    decided,
    resultOf: (key) => prior.get(key) ?? decided.get(key),
    request,
    at,
    usedHourlyKeys: new Set(data.hourlyKeys),
    withOthersTexts: data.withOthersTexts,
    numbers: data.numbers,
    put(row) {
      work.versionCount += 1;
      const after = { ...row, version: work.versionCount };
      rows.set(row.id, after);
      children.put(after);
      work.changes.set(row.id, { before: loaded.get(row.id) ?? null, after });
      return after;
    },
  };
}

function decideMutation(mutation: Mutation, state: State): StoredResult {
  const { work, rows, revisions, resultOf, request, at } = state;
  const { who } = work;
  const row = rows.get(mutation.rowId) ?? null;
  const { parent: parentId } = mutation.patch;
  const parent = typeof parentId === 'string' ? (rows.get(parentId) ?? null) : null;
  const basis = basisFor({
    who,
    mutation,
    row,
    revisions: revisions.get(mutation.rowId) ?? [],
    writer: request,
    resultOf,
    budget: work.budget,
  });
  const { schema, now: sent } = request;
  if (mayMove(mutation) && state.tooManyChildren.has(mutation.rowId))
    return { kind: 'rejected', code: 'invalid' };
  const othersWrote =
    row !== null &&
    mayMove(mutation) &&
    (state.withOthersTexts.has(row.id) || state.children.haveOthersWords(row));
  const decision = decide({ who, mutation, row, parent, othersWrote, basis, at, sent, schema });
  switch (decision.kind) {
    case 'rejected':
      return { kind: 'rejected', code: decision.code };
    case 'alreadyMade':
      // The device pulls the row: its version is not that of the first creation any more.
      return { kind: 'ok', version: UNKNOWN_VERSION, rev: row?.rev ?? 0 };
    // A deletion of a row that was edited since: the row stays.
    case 'keep':
      return { kind: 'conflict', version: row?.version ?? 0, rev: row?.rev ?? 0 };
    case 'write':
      return applyWrite(mutation, row, decision, state);
  }
}
