import type { Insertable } from 'kysely';
import type { MergeBudget } from '../../lib/merge/index.ts';
import { canRead, type Mutation } from '../../lib/model/index.ts';
import type { Answer, PushRequest, Settled } from '../../lib/sync/protocol.ts';
import { type Context, standingOf } from '../store/context.ts';
import type { Tables, Tx } from '../store/tables.ts';
import { decide, type Stored } from './decide.ts';
import { chunks, loadRows, type RowChange } from './rows.ts';
import { basisOf, type Revision } from './text.ts';

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

async function lastSeq(tx: Tx, who: Context, clientId: string): Promise<number> {
  // A client id belongs to one user; it is looked up together with that user, so another's id is simply unknown (P1, S5).
  const client = await tx.selectFrom('client').select('last_seq').where('org_id', '=', who.org).where('user_id', '=', who.user).where('id', '=', clientId).executeTakeFirst();
  return client?.last_seq ?? 0;
}

const resultKey = (who: Context, mutation: Pick<Mutation, 'id'>) => `${who.user}:${mutation.id}`;

/** What became of these changes before, and of those that they build on. */
async function priorResults(tx: Tx, who: Context, mutations: readonly Mutation[]): Promise<Map<string, Settled>> {
  const prior = new Map<string, Settled>();
  const ids = mutations.flatMap(({ id, after }) => (after === undefined ? [id] : [id, after]));
  for (const some of chunks([...new Set(ids)].map((id) => resultKey(who, { id })))) {
    const rows = await tx.selectFrom('mutation_result').select(['mutation_id', 'result']).where('org_id', '=', who.org).where('mutation_id', 'in', some).execute();
    for (const row of rows) prior.set(row.mutation_id, JSON.parse(row.result) as Settled);
  }
  return prior;
}

/** The version of a change that is on no record any more: what stands comes with the pull. */
const UNKNOWN_VERSION = 0;

/**
 * What the history says of changes whose answers are gone, as on a server that was restored from an old backup: they were made, and are not
 * made a second time over what others did since. Their texts as merged are left to the pull.
 */
async function madeBefore(tx: Tx, who: Context, mutations: readonly Mutation[], rows: ReadonlyMap<string, Stored>, prior: Map<string, Settled>): Promise<void> {
  const asked = mutations.filter((mutation) => rows.has(mutation.rowId) && !prior.has(resultKey(who, mutation)));
  for (const some of chunks(asked)) {
    const found = await tx
      .selectFrom('revision')
      .select(['mutation_id', 'kind', 'rev'])
      .where('org_id', '=', who.org)
      .where('row_id', 'in', [...new Set(some.map(({ rowId }) => rowId))])
      .where(
        'mutation_id',
        'in',
        some.map((mutation) => resultKey(who, mutation)),
      )
      .execute();
    for (const { mutation_id, kind, rev } of found) {
      const isAsSent = kind === 'head' || kind === 'fields';
      prior.set(mutation_id, { kind: isAsSent ? 'ok' : 'conflict', version: UNKNOWN_VERSION, rev });
    }
  }
}

/** At most this many revisions of a row are read for one push: three for each of its changes, and some. */
const MOST_REVISIONS = 2000;

/** Of each row, the revisions that the changes to it rest on: by number, by the change that made them, or by their text. */
async function revisionsFor(tx: Tx, who: Context, { mutations, proto }: PushRequest, rows: ReadonlyMap<string, Stored>): Promise<Map<string, Revision[]>> {
  const wanted = new Map<string, { revs: number[]; makers: string[]; texts: string[] }>();
  for (const { rowId, base, op, after, seen } of mutations) {
    const row = rows.get(rowId);
    if (op === 'create' || !row || !canRead(who, row.scope)) continue;
    if (base >= row.rev && after === undefined && seen === undefined) continue;
    const want = wanted.get(rowId) ?? { revs: [], makers: [], texts: [] };
    want.revs.push(base);
    if (after !== undefined) want.makers.push(resultKey(who, { id: after }));
    if (typeof seen === 'string') want.texts.push(seen);
    wanted.set(rowId, want);
  }
  const found = new Map<string, Revision[]>();
  for (const [row, { revs, makers, texts }] of wanted) {
    const revisions = await tx
      .selectFrom('revision')
      .select(['rev', 'text', 'merged', 'kind', 'client_id as clientId', 'mutation_id as id'])
      .where('org_id', '=', who.org)
      .where('row_id', '=', row)
      .where('kind', '!=', 'fields')
      .where((is) =>
        is.or([
          // Version 1 says nothing of what it builds on: what it wrote since tells.
          proto < 2 ? is('rev', '>=', Math.min(...revs)) : is('rev', 'in', revs),
          ...(makers.length > 0 ? [is('mutation_id', 'in', makers)] : []),
          ...(texts.length > 0 ? [is('text', 'in', texts), is('merged', 'in', texts)] : []),
        ]),
      )
      .orderBy('rev', 'desc')
      .limit(MOST_REVISIONS)
      .execute();
    // Mutation ids are kept with their user, who is the only one to name them.
    found.set(
      row,
      revisions.reverse().map((revision) => ({ ...revision, id: revision.id.startsWith(`${who.user}:`) ? revision.id.slice(who.user.length + 1) : '' })),
    );
  }
  return found;
}

/** Everything that a push means, decided against what is there now. Reads only. */
export async function workOut(tx: Tx, asker: Context, request: PushRequest, at: number): Promise<Work> {
  // Where the person stands now, not when the request began to arrive.
  const who = await standingOf(tx, asker);
  const org = await tx.selectFrom('org').select(['version', 'epoch', 'people']).where('id', '=', who.org).executeTakeFirstOrThrow();
  // Numbers of a server that was restored since: nothing is worked out, and the device hears which one this is.
  const mutations = request.epoch === undefined || request.epoch === org.epoch ? request.mutations : [];
  const first = await lastSeq(tx, who, request.clientId);
  const prior = await priorResults(tx, who, mutations);
  const ids = mutations.flatMap(({ rowId, patch }) => (typeof patch.parent === 'string' ? [rowId, patch.parent] : [rowId]));
  const moved = mutations.filter(({ op, scope }) => op !== 'create' && scope !== undefined).map(({ rowId }) => rowId);
  const rows = await loadRows(tx, who.org, [...new Set(ids)], [...new Set(moved)]);
  await madeBefore(tx, who, mutations, rows, prior);
  const before = new Map([...rows].map(([id, { scope, version, deleted }]) => [id, { scope, version, deleted }]));
  const revisions = await revisionsFor(tx, who, { ...request, mutations }, rows);
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
  const fresh = new Map<string, Settled>();
  for (const mutation of mutations) {
    const { seq } = mutation;
    const key = resultKey(who, mutation);
    const known = prior.get(key) ?? fresh.get(key);
    // A version counted in this push; what was done before it is no part of its count.
    const isCounted = (result: Settled) => 'version' in result && result.version !== UNKNOWN_VERSION && work.changes.has(mutation.rowId);
    const answer = (result: Answer['result'], isFresh = false, relative = false) => work.outcomes.push({ seq, key, result, fresh: isFresh, relative });
    // A number that was used for something else (a profile from a backup) is asked for again under a new one: nothing unsent is lost.
    if (seq !== work.last + 1 && !(seq <= work.last && known)) answer({ kind: 'gap', expected: work.last + 1 });
    else {
      work.last = Math.max(work.last, seq);
      if (known) answer({ kind: 'skipped', result: known }, false, fresh.has(key) && isCounted(known));
      else {
        const result = perform(work, mutation, { rows, revisions, results: (id) => prior.get(id) ?? fresh.get(id), request, at, put });
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
  results: (key: string) => Settled | undefined;
  request: PushRequest;
  at: number;
  put: (row: Stored) => Stored;
}

function perform(work: Work, mutation: Mutation, { rows, revisions, results, request, at, put }: Ground): Settled {
  const { who } = work;
  const row = rows.get(mutation.rowId) ?? null;
  const parent = typeof mutation.patch.parent === 'string' ? (rows.get(mutation.patch.parent) ?? null) : null;
  const known = revisions.get(mutation.rowId) ?? [];
  const text = row?.fields.text;
  // A deletion is of the note, whatever stands in it.
  const refused = mutation.op !== 'delete' && mutation.after !== undefined && results(resultKey(who, { id: mutation.after }))?.kind === 'rejected';
  const basis = { ...basisOf(mutation, { rev: row?.rev ?? 0, text: typeof text === 'string' ? text : null }, known, request, refused), budget: work.budget };
  const decision = decide(who, mutation, row, parent, basis, at, request.schema);
  if (decision.kind === 'rejected') return { kind: 'rejected', code: decision.code };
  if (decision.kind === 'made') return { kind: 'ok', version: UNKNOWN_VERSION, rev: row?.rev ?? 0 };
  if (decision.kind === 'keep') return { kind: 'conflict', version: row?.version ?? 0, rev: row?.rev ?? 0 };
  const next = put(decision.next);
  // Children follow their note (D3).
  if (row && row.scope !== next.scope) for (const child of [...rows.values()]) if (child.parent === next.id && child.scope !== next.scope) put({ ...child, scope: next.scope });
  const { wrote } = decision;
  const same = { version: next.version, rev: next.rev };
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
    if (row && KEPT.has(row.collection))
      log('fields', JSON.stringify({ ...mutation.patch, ...(mutation.scope === undefined ? {} : { scope: mutation.scope }), op: mutation.op }), null);
    return { kind: 'ok', ...same };
  }
  const merged = wrote.head === wrote.text ? null : wrote.head;
  log(wrote.kind, wrote.text, merged);
  revisions.set(next.id, [...known, { rev: next.rev, text: wrote.text, merged, kind: wrote.kind, clientId: request.clientId, id: mutation.id }]);
  if (wrote.kind === 'merged') return { kind: 'merged', ...same, text: wrote.head };
  return { kind: wrote.kind === 'conflict' ? 'conflict' : 'ok', ...same };
}

/** Collections whose other fields keep a history: what two people can change. */
const KEPT: ReadonlySet<string> = new Set(['note', 'commitment', 'profile', 'prompt', 'coachingSettings', 'suggestion']);
