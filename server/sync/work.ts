import type { Insertable } from 'kysely';
import type { MergeBudget } from '../../lib/merge/index.ts';
import type { Mutation } from '../../lib/model/index.ts';
import type { PushRequest, PushResult, StoredResult } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import type { Tables, Tx } from '../store/tables.ts';
import type { Decision } from './case.ts';
import { Children } from './children.ts';
import { decide } from './decide.ts';
import { hourlyKeyOf } from './hourly.ts';
import { loadPushData, type PushData } from './load.ts';
import { isLogged, loggedOf } from './logged.ts';
import { mayMove } from './moves.ts';
import { type Numbers, takeNumber } from './numbers.ts';
import { isShared, pastScope, startsAnew } from './past.ts';
import { resultKey, UNKNOWN_VERSION } from './prior.ts';
import { basisFor } from './revisions.ts';
import type { RowChange } from './rows.ts';
import type { Stored } from './stored.ts';
import type { Revision } from './text.ts';

/** The result of one mutation, and how it came about. */
interface MutationWork {
  seq: number;
  key: string;
  result: PushResult['result'];
  /** Decided by this push, so its result is stored; stored before; or out of sequence. */
  source: 'decided' | 'repeated' | 'gap';
  /** True if its version counts from 1: the organisation's version is added under the lock. */
  isVersionRelative: boolean;
}

/**
 * The effects of a push, computed before anything is locked. Versions count from 1, because the
 * organisation's version at the time of the write is not known yet.
 */
export interface Work {
  who: Context;
  /** The organisation's version when the rows were read. */
  orgVersion: number;
  epoch: string;
  people: number;
  /** Number of versions that this push takes. */
  count: number;
  last: number;
  changes: Map<string, RowChange>;
  revisions: Insertable<Tables['revision']>[];
  /** Deleted rows that got new content: their history is hidden (T6). */
  past: Map<string, Stored>;
  results: MutationWork[];
  /** What is left for merging texts. */
  budget: MergeBudget;
  /** Hourly keys of the rows that this push adds. */
  hourlyKeys: Set<string>;
  /** True if it adds a row with a number, which depends on all numbers in use. */
  addsNumbers: boolean;
  /** Versions of the rows that the decisions depend on; checked again once the lock is held. */
  read: Map<string, number>;
  firstSeq: number;
}

/**
 * Pairs of equal words that one push may compare, and words that it may read for that. Without a
 * limit, merging could take seconds and delay every other request.
 */
export const PUSH_PAIRS = 200_000;

/** Computes every effect of a push on the current rows. Only reads. */
export async function computeWork(
  tx: Tx,
  asker: Context,
  request: PushRequest,
  at: number,
): Promise<Work> {
  return decidePush(await loadPushData(tx, asker, request, at), request, at);
}

/** Decides the mutations of a push in their order. Pure. */
function decidePush(data: PushData, request: PushRequest, at: number): Work {
  const state = startOf(data, request, at);
  const { work, resultOf, decided } = state;
  for (const mutation of data.mutations) {
    const { seq } = mutation;
    const key = resultKey(work.who, mutation);
    const known = resultOf(key);
    const isRepeat = known !== undefined && seq <= work.last;
    // A number that was used for another mutation (a profile from a backup): the device sends this
    // mutation again under a new number, so nothing unsent is lost.
    if (seq !== work.last + 1 && !isRepeat) {
      work.results.push(gap(mutation, work));
      continue;
    }
    work.last = Math.max(work.last, seq);
    if (known) {
      const result = { kind: 'skipped', result: known } as const;
      const isVersionRelative = decided.has(key) && hasNewVersion(work, mutation, known);
      work.results.push({ seq, key, result, source: 'repeated', isVersionRelative });
      continue;
    }
    const result = perform(mutation, state);
    decided.set(key, result);
    const isVersionRelative = hasNewVersion(work, mutation, result);
    work.results.push({ seq, key, result, source: 'decided', isVersionRelative });
  }
  work.results.push(...data.postponed.map((mutation) => gap(mutation, work)));
  return work;
}

function gap(mutation: Mutation, { who, last }: Work): MutationWork {
  const result = { kind: 'gap', expected: last + 1 } as const;
  const key = resultKey(who, mutation);
  return { seq: mutation.seq, key, result, source: 'gap', isVersionRelative: false };
}

/** True if this push allocated the version of a result; earlier results have their final one. */
function hasNewVersion(work: Work, { rowId }: Mutation, result: StoredResult): boolean {
  return 'version' in result && result.version !== UNKNOWN_VERSION && work.changes.has(rowId);
}

/** The rows and results as the decisions so far leave them. */
interface State {
  work: Work;
  rows: Map<string, Stored>;
  /** The children of rows, as the decisions so far leave them. */
  children: Children;
  /** Notes with too many children to move. */
  crowded: ReadonlySet<string>;
  revisions: Map<string, readonly Revision[]>;
  /** Results that this push decided: one push may contain the same mutation twice. */
  decided: Map<string, StoredResult>;
  /** The result of an earlier mutation, by its key. */
  resultOf: (key: string) => StoredResult | undefined;
  request: PushRequest;
  at: number;
  hourlyKeys: Set<string>;
  /** The notes that may move and have a text of another person than their author. */
  rewritten: ReadonlySet<string>;
  /** The numbers in use in the scopes of numbered rows that are added. */
  numbers: Numbers;
  /** Stores a changed row under the next version. */
  put: (row: Stored) => Stored;
}

function startOf(data: PushData, request: PushRequest, at: number): State {
  const { who, org, firstSeq, prior, rows: loaded } = data;
  const rows = new Map(loaded);
  const decided = new Map<string, StoredResult>();
  const work: Work = {
    who,
    orgVersion: org.version,
    epoch: org.epoch,
    people: org.people,
    count: 0,
    last: firstSeq,
    changes: new Map(),
    revisions: [],
    past: new Map(),
    results: [],
    budget: { pairs: PUSH_PAIRS },
    hourlyKeys: new Set(),
    addsNumbers: false,
    read: new Map(data.ids.map((id) => [id, loaded.get(id)?.version ?? 0])),
    firstSeq,
  };
  const children = new Children(loaded.values());
  return {
    work,
    rows,
    children,
    crowded: data.crowded,
    revisions: new Map(data.revisions),
    decided,
    resultOf: (key) => prior.get(key) ?? decided.get(key),
    request,
    at,
    hourlyKeys: new Set(data.hourlyKeys),
    rewritten: data.rewritten,
    numbers: data.numbers,
    put(row) {
      work.count += 1;
      const after = { ...row, version: work.count };
      rows.set(row.id, after);
      children.put(after);
      work.changes.set(row.id, { before: loaded.get(row.id) ?? null, after });
      return after;
    },
  };
}

function perform(mutation: Mutation, state: State): StoredResult {
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
  if (mayMove(mutation) && state.crowded.has(mutation.rowId))
    return { kind: 'rejected', code: 'invalid' };
  const othersWrote =
    row !== null &&
    mayMove(mutation) &&
    (state.rewritten.has(row.id) || state.children.haveOthersWords(row));
  const decision = decide({ who, mutation, row, parent, othersWrote, basis, at, sent, schema });
  switch (decision.kind) {
    case 'rejected':
      return { kind: 'rejected', code: decision.code };
    case 'alreadyMade':
      return { kind: 'ok', version: UNKNOWN_VERSION, rev: row?.rev ?? 0 };
    case 'keep':
      return { kind: 'conflict', version: row?.version ?? 0, rev: row?.rev ?? 0 };
    case 'write':
      return write(mutation, row, decision, state);
  }
}

function write(
  mutation: Mutation,
  row: Stored | null,
  { next: decided, wrote, stamped: ofFields }: Decision & { kind: 'write' },
  state: State,
): StoredResult {
  const { work, revisions, request, at } = state;
  const hourlyKey = row === null ? hourlyKeyOf(decided) : null;
  if (hourlyKey !== null) {
    // Written within the hour already: the device deletes its row.
    if (state.hourlyKeys.has(hourlyKey)) return { kind: 'conflict', version: 0, rev: 0 };
    state.hourlyKeys.add(hourlyKey);
    work.hourlyKeys.add(hourlyKey);
  }
  const numbered = row === null ? takeNumber(state.numbers, decided) : null;
  if (numbered) work.addsNumbers = true;
  const isRenumbered = numbered !== null && Object.keys(numbered).length > 0;
  const stamped = isRenumbered ? { ...ofFields, ...numbered } : ofFields;
  const next = state.put({ ...decided, fields: { ...decided.fields, ...numbered } });
  if (row && row.scope !== next.scope)
    for (const child of state.children.movedWith(next, work.who))
      state.put({ ...child, scope: next.scope });
  if (!next.deleted && startsAnew(work.who, row, mutation)) hide(row, state);
  const versions = { version: next.version, rev: next.rev };
  const versionsAndStamps = stamped === null ? versions : { ...versions, stamped };
  const log = (kind: string, text: string, merged: string | null) =>
    work.revisions.push({
      org_id: work.who.org,
      row_id: next.id,
      rev: next.rev,
      parent_rev: mutation.base,
      mutation_id: resultKey(work.who, mutation),
      client_id: request.clientId,
      author: work.who.user,
      text,
      merged,
      kind,
      scope_at: next.scope,
      at,
    });
  if (!wrote) {
    // Other fields have a history too (T4), where more than one person can change them.
    if (isLogged(mutation, row)) log('fields', JSON.stringify(loggedOf(mutation)), null);
    return { kind: 'ok', ...versionsAndStamps };
  }
  const { kind, text, head } = wrote;
  const merged = head === text ? null : head;
  log(kind, text, merged);
  const { clientId } = request;
  const revision = { rev: next.rev, text, merged, kind, clientId, id: mutation.id };
  revisions.set(next.id, [...(revisions.get(next.id) ?? []), revision]);
  switch (kind) {
    case 'head':
      return { kind: 'ok', ...versionsAndStamps };
    case 'merged':
      return { kind, ...versionsAndStamps, text: head };
    case 'conflict':
      return { kind, ...versions };
  }
}

/** Hides the history of a deleted row: what is stored, and what this push adds to it. */
function hide(row: Stored, { work, revisions }: State): void {
  // What is stored belongs to the author whom the row had before this push.
  if (!work.past.has(row.id)) work.past.set(row.id, row);
  for (const revision of work.revisions)
    if (revision.row_id === row.id && isShared(revision.scope_at))
      revision.scope_at = pastScope(row);
  revisions.delete(row.id);
}
