import type { Insertable } from 'kysely';
import type { MergeBudget } from '../../lib/merge/index.ts';
import type { Mutation } from '../../lib/model/index.ts';
import type { Answer, PushRequest, StoredResult } from '../../lib/sync/protocol.ts';
import { type Context, standingOf } from '../store/context.ts';
import type { Tables, Tx } from '../store/tables.ts';
import { decide } from './decide.ts';
import { toldBy, toldThisHour } from './hourly.ts';
import { lastSeq, madeBefore, priorResults, resultKey, UNKNOWN_VERSION } from './prior.ts';
import { basisFor, revisionsFor, ruleOf } from './revisions.ts';
import { loadRows, type RowChange } from './rows.ts';
import type { Stored } from './stored.ts';
import type { Revision } from './text.ts';

/** One answer. `fresh` was worked out now and is to be remembered; `relative` says that its version counts from the head that is not known yet. */
interface Outcome {
  seq: number;
  key: string;
  result: Answer['result'];
  fresh: boolean;
  relative: boolean;
}

/** What a push comes to, worked out before anything is locked. Versions count from 1 until the head is known. */
export interface Work {
  who: Context;
  head: number;
  epoch: string;
  people: number;
  /** Versions that this push takes. */
  count: number;
  last: number;
  changes: Map<string, RowChange>;
  revisions: Insertable<Tables['revision']>[];
  outcomes: Outcome[];
  /** What the decisions rest on, to be looked at again once the lock is held. */
  read: Map<string, number>;
  firstSeq: number;
  budget: MergeBudget;
}

/** Pairs of equal words that one push may have compared: some seconds of merging would hold everybody up. */
const PUSH_PAIRS = 500_000;

/** Everything that a push means, decided against what is there now. Reads only. */
export async function workOut(
  tx: Tx,
  asker: Context,
  request: PushRequest,
  at: number,
): Promise<Work> {
  // Where the person stands now, not when the request began to arrive.
  const who = await standingOf(tx, asker);
  const org = await tx
    .selectFrom('org')
    .select(['version', 'epoch', 'people'])
    .where('id', '=', who.org)
    .executeTakeFirstOrThrow();
  // Numbers of a server that was restored since: nothing is worked out, and the device hears which one this is.
  const mutations =
    request.epoch === undefined || request.epoch === org.epoch ? request.mutations : [];
  const first = await lastSeq(tx, who, request.clientId);
  const prior = await priorResults(tx, who, mutations);
  const ids = mutations.flatMap(({ rowId, patch }) =>
    typeof patch.parent === 'string' ? [rowId, patch.parent] : [rowId],
  );
  const moved = mutations
    .filter(({ op, scope }) => op !== 'create' && op !== 'put' && scope !== undefined)
    .map(({ rowId }) => rowId);
  const rows = await loadRows(tx, who.org, [...new Set(ids)], [...new Set(moved)]);
  await madeBefore(tx, who, mutations, rows, prior);
  const before = new Map(
    [...rows].map(([id, { scope, version, deleted }]) => [id, { scope, version, deleted }]),
  );
  const revisions = await revisionsFor(tx, who, { ...request, mutations }, rows);
  const told = await toldThisHour(tx, who, mutations, at);
  const work: Work = {
    who,
    head: org.version,
    epoch: org.epoch,
    people: org.people,
    count: 0,
    last: first,
    changes: new Map(),
    revisions: [],
    outcomes: [],
    read: new Map([...new Set(ids)].map((id) => [id, before.get(id)?.version ?? 0])),
    firstSeq: first,
    budget: { pairs: PUSH_PAIRS },
  };
  const put = (row: Stored) => {
    const next = { ...row, version: ++work.count };
    rows.set(row.id, next);
    work.changes.set(row.id, { before: before.get(row.id) ?? null, after: next });
    return next;
  };
  // The same change twice in one push.
  const fresh = new Map<string, StoredResult>();
  for (const mutation of mutations) {
    const { seq } = mutation;
    const key = resultKey(who, mutation);
    const known = prior.get(key) ?? fresh.get(key);
    // A version counted in this push; what was done before it is no part of its count.
    const isCounted = (result: StoredResult) =>
      'version' in result && result.version !== UNKNOWN_VERSION && work.changes.has(mutation.rowId);
    const answer = (result: Answer['result'], isFresh = false, relative = false) =>
      work.outcomes.push({ seq, key, result, fresh: isFresh, relative });
    // A number that was used for something else (a profile from a backup) is asked for again under a new one: nothing unsent is lost.
    if (seq !== work.last + 1 && !(seq <= work.last && known))
      answer({ kind: 'gap', expected: work.last + 1 });
    else {
      work.last = Math.max(work.last, seq);
      if (known)
        answer({ kind: 'skipped', result: known }, false, fresh.has(key) && isCounted(known));
      else {
        const result = perform(work, mutation, {
          rows,
          revisions,
          results: (id) => prior.get(id) ?? fresh.get(id),
          request,
          at,
          told,
          put,
        });
        fresh.set(key, result);
        answer(result, true, isCounted(result));
      }
    }
  }
  return work;
}

/** What one change is decided on, besides itself. */
interface Ground {
  rows: Map<string, Stored>;
  revisions: Map<string, Revision[]>;
  /** What became of an earlier change, by its key. */
  results: (key: string) => StoredResult | undefined;
  request: PushRequest;
  at: number;
  /** What the person told within the last hour. */
  told: Set<string>;
  put: (row: Stored) => Stored;
}

function perform(
  work: Work,
  mutation: Mutation,
  { rows, revisions, results, request, at, told, put }: Ground,
): StoredResult {
  const { who } = work;
  const row = rows.get(mutation.rowId) ?? null;
  const parent =
    typeof mutation.patch.parent === 'string' ? (rows.get(mutation.patch.parent) ?? null) : null;
  const known = revisions.get(mutation.rowId) ?? [];
  const basis = basisFor(mutation, row, known, request, results, who, work.budget);
  const decision = decide(who, mutation, row, parent, basis, at, request.schema);
  if (decision.kind === 'rejected') return { kind: 'rejected', code: decision.code };
  if (decision.kind === 'made') return { kind: 'ok', version: UNKNOWN_VERSION, rev: row?.rev ?? 0 };
  if (decision.kind === 'keep')
    return { kind: 'conflict', version: row?.version ?? 0, rev: row?.rev ?? 0 };
  const tells = row === null ? toldBy(decision.next) : null;
  // Told already: the device lets go of its row.
  if (tells !== null && told.has(tells)) return { kind: 'conflict', version: 0, rev: 0 };
  if (tells !== null) told.add(tells);
  const next = put(decision.next);
  // Children follow their note (D3).
  if (row && row.scope !== next.scope)
    for (const child of [...rows.values()])
      if (child.parent === next.id && child.scope !== next.scope)
        put({ ...child, scope: next.scope });
  const { wrote, stamped } = decision;
  const same = { version: next.version, rev: next.rev };
  const written = stamped === null ? same : { ...same, stamped };
  const log = (kind: string, text: string, merged: string | null) =>
    work.revisions.push({
      org_id: who.org,
      row_id: next.id,
      rev: next.rev,
      parent_rev: mutation.base,
      mutation_id: resultKey(who, mutation),
      client_id: request.clientId,
      author: who.user,
      text,
      merged,
      kind,
      scope_at: next.scope,
      at,
    });
  if (!wrote) {
    // Other fields keep their history too (T4), where more than one person can change them.
    if (isLogged(mutation, row)) log('fields', JSON.stringify(loggedOf(mutation)), null);
    return { kind: 'ok', ...written };
  }
  const merged = wrote.head === wrote.text ? null : wrote.head;
  log(wrote.kind, wrote.text, merged);
  revisions.set(next.id, [
    ...known,
    {
      rev: next.rev,
      text: wrote.text,
      merged,
      kind: wrote.kind,
      clientId: request.clientId,
      id: mutation.id,
    },
  ]);
  if (wrote.kind === 'merged') return { kind: 'merged', ...written, text: wrote.head };
  return wrote.kind === 'conflict' ? { kind: 'conflict', ...same } : { kind: 'ok', ...written };
}

/** What made a keyed row is on record too: sent again after a restored backup, it changes nothing that came since. */
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
