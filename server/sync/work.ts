import type { Insertable } from 'kysely';
import type { MergeBudget } from '../../lib/merge/index.ts';
import type { Mutation } from '../../lib/model/index.ts';
import type { Answer, PushRequest, StoredResult } from '../../lib/sync/protocol.ts';
import { type Context, currentMembership } from '../store/context.ts';
import type { Tables, Tx } from '../store/tables.ts';
import type { Decision } from './case.ts';
import { decide } from './decide.ts';
import { hourlyKeyOf, hourlyKeysWritten } from './hourly.ts';
import { lastSeq, madeBefore, priorResults, resultKey, UNKNOWN_VERSION } from './prior.ts';
import { basisFor, revisionsFor, ruleOf } from './revisions.ts';
import { loadRows, type RowChange } from './rows.ts';
import type { Stored } from './stored.ts';
import type { Revision } from './text.ts';

/** The answer to one mutation. */
interface Outcome {
  seq: number;
  key: string;
  result: Answer['result'];
  /** Decided by this push, so its result is stored; stored before; or out of sequence. */
  source: 'decided' | 'repeated' | 'gap';
  /** True if its version counts from the head, which is not known yet. */
  isRelative: boolean;
}

/**
 * The effects of a push, computed before anything is locked. Versions count from 1 until the head
 * is known.
 */
export interface Work {
  who: Context;
  head: number;
  epoch: string;
  people: number;
  /** Number of versions that this push takes. */
  count: number;
  last: number;
  changes: Map<string, RowChange>;
  revisions: Insertable<Tables['revision']>[];
  outcomes: Outcome[];
  /** Versions of the rows that the decisions depend on; checked again once the lock is held. */
  read: Map<string, number>;
  firstSeq: number;
  budget: MergeBudget;
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
  // The membership of now, not of the moment when the request began to arrive.
  const who = await currentMembership(tx, asker);
  const org = await tx
    .selectFrom('org')
    .select(['version', 'epoch', 'people'])
    .where('id', '=', who.org)
    .executeTakeFirstOrThrow();
  // Revision numbers of a server that was restored since: nothing is applied, and the answer
  // contains the present epoch.
  const mutations =
    request.epoch === undefined || request.epoch === org.epoch ? request.mutations : [];
  const firstSeq = await lastSeq(tx, who, request.clientId);
  const prior = await priorResults(tx, who, mutations);
  const ids = [...new Set(mutations.flatMap(idsOf))];
  const moved = new Set(mutations.filter(mayMove).map(({ rowId }) => rowId));
  const rows = await loadRows(tx, who.org, ids, [...moved]);
  await madeBefore(tx, who, mutations, rows, prior);
  const before = new Map(
    [...rows].map(([id, { scope, version, deleted }]) => [id, { scope, version, deleted }]),
  );
  const revisions = await revisionsFor(tx, who, { ...request, mutations }, rows);
  const hourlyKeys = await hourlyKeysWritten(tx, who, mutations, at);
  const work: Work = {
    who,
    head: org.version,
    epoch: org.epoch,
    people: org.people,
    count: 0,
    last: firstSeq,
    changes: new Map(),
    revisions: [],
    outcomes: [],
    read: new Map(ids.map((id) => [id, before.get(id)?.version ?? 0])),
    firstSeq,
    budget: { pairs: PUSH_PAIRS },
  };
  const put = (row: Stored) => {
    const next = { ...row, version: ++work.count };
    rows.set(row.id, next);
    work.changes.set(row.id, { before: before.get(row.id) ?? null, after: next });
    return next;
  };
  /** Results that this push decided: one push may contain the same mutation twice. */
  const decided = new Map<string, StoredResult>();
  const resultOf = (key: string) => prior.get(key) ?? decided.get(key);
  const state: State = { rows, revisions, resultOf, request, at, hourlyKeys, put };
  for (const mutation of mutations) {
    const { seq } = mutation;
    const key = resultKey(who, mutation);
    const known = resultOf(key);
    const isRepeat = known !== undefined && seq <= work.last;
    // A number that was used for another mutation (a profile from a backup): the device sends this
    // mutation again under a new number, so nothing unsent is lost.
    if (seq !== work.last + 1 && !isRepeat) {
      const result = { kind: 'gap', expected: work.last + 1 } as const;
      work.outcomes.push({ seq, key, result, source: 'gap', isRelative: false });
      continue;
    }
    work.last = Math.max(work.last, seq);
    if (known) {
      const result = { kind: 'skipped', result: known } as const;
      const isRelative = decided.has(key) && isCounted(work, mutation, known);
      work.outcomes.push({ seq, key, result, source: 'repeated', isRelative });
      continue;
    }
    const result = perform(work, mutation, state);
    decided.set(key, result);
    const isRelative = isCounted(work, mutation, result);
    work.outcomes.push({ seq, key, result, source: 'decided', isRelative });
  }
  return work;
}

/** The rows that a mutation names. */
function idsOf({ rowId, patch }: Mutation): string[] {
  return typeof patch.parent === 'string' ? [rowId, patch.parent] : [rowId];
}

function mayMove({ op, scope }: Mutation): boolean {
  return op !== 'create' && op !== 'put' && scope !== undefined;
}

/** True if this push counted the version of a result; earlier results have their final version. */
function isCounted(work: Work, { rowId }: Mutation, result: StoredResult): boolean {
  return 'version' in result && result.version !== UNKNOWN_VERSION && work.changes.has(rowId);
}

/** What the decision about a mutation depends on, besides the mutation itself. */
interface State {
  rows: Map<string, Stored>;
  revisions: Map<string, Revision[]>;
  /** The result of an earlier mutation, by its key. */
  resultOf: (key: string) => StoredResult | undefined;
  request: PushRequest;
  at: number;
  /** Keys of the hourly rows that the person wrote within the last hour. */
  hourlyKeys: Set<string>;
  put: (row: Stored) => Stored;
}

function perform(work: Work, mutation: Mutation, state: State): StoredResult {
  const { rows, revisions, resultOf, request, at } = state;
  const row = rows.get(mutation.rowId) ?? null;
  const parent =
    typeof mutation.patch.parent === 'string' ? (rows.get(mutation.patch.parent) ?? null) : null;
  const named = revisions.get(mutation.rowId) ?? [];
  const basis = basisFor(mutation, row, named, request, resultOf, work.who, work.budget);
  const decision = decide(work.who, mutation, row, parent, basis, at, request.schema);
  switch (decision.kind) {
    case 'rejected':
      return { kind: 'rejected', code: decision.code };
    case 'alreadyMade':
      return { kind: 'ok', version: UNKNOWN_VERSION, rev: row?.rev ?? 0 };
    case 'keep':
      return { kind: 'conflict', version: row?.version ?? 0, rev: row?.rev ?? 0 };
    case 'write':
      return write(work, mutation, row, decision, state);
  }
}

function write(
  work: Work,
  mutation: Mutation,
  row: Stored | null,
  { next: decided, wrote, stamped }: Decision & { kind: 'write' },
  state: State,
): StoredResult {
  const { revisions, request, at } = state;
  const hourlyKey = row === null ? hourlyKeyOf(decided) : null;
  if (hourlyKey !== null) {
    // Written within the hour already: the device deletes its row.
    if (state.hourlyKeys.has(hourlyKey)) return { kind: 'conflict', version: 0, rev: 0 };
    state.hourlyKeys.add(hourlyKey);
  }
  const next = state.put(decided);
  if (row && row.scope !== next.scope) moveChildren(next, state);
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

/** Children follow their note to its new scope (D3). */
function moveChildren(note: Stored, { rows, put }: State): void {
  for (const child of [...rows.values()])
    if (child.parent === note.id && child.scope !== note.scope)
      put({ ...child, scope: note.scope });
}

/**
 * True if the change is stored in the history. The change that created a keyed row is stored too:
 * sent again after a backup was restored, it does not overwrite later changes.
 */
function isLogged({ collection, op }: Mutation, row: Stored | null): boolean {
  return (row !== null || op === 'put') && ruleOf(collection)?.history === true;
}

function loggedOf({ op, patch, scope, lists, maps }: Mutation): Record<string, unknown> {
  return {
    ...patch,
    ...(scope === undefined ? {} : { scope }),
    ...(lists ? { lists } : {}),
    ...(maps ? { maps } : {}),
    op,
  };
}
