import type { Mutation } from '../../lib/model/index.ts';
import type { PushRequest, StoredResult } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { addressed } from './addressed.ts';
import { applyWrite, DROPPED, isEnough } from './applyDecision.ts';
import { Children } from './children.ts';
import { decide } from './decide.ts';
import { loadPushData, type PushData } from './load.ts';
import { mayMove } from './moves.ts';
import { resultKey, UNKNOWN_VERSION } from './prior.ts';
import { basisFor } from './revisions.ts';
import type { MutationWork, State, Work } from './state.ts';

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
    addedSingleKeys: new Set(),
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
    usedSingleKeys: new Set(data.singleKeys),
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
    // Refused only where it would have been written: every other answer is as for a free id (S5).
    case 'hidden':
      return isEnough(addressed(decision.next), state)
        ? DROPPED
        : { kind: 'rejected', code: 'notFound' };
    case 'write':
      return applyWrite(mutation, row, decision, state);
  }
}
