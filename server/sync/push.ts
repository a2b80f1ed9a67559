import type { Answer, PushRequest, PushResponse, StoredResult } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import { insertMany } from '../store/insert.ts';
import type { Store, Touched } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';
import { chunks, type Locked, lockOrg, writeRows } from './rows.ts';
import { computeWork, PUSH_PAIRS, type Work } from './work.ts';

/** True if something that the decisions depend on changed before the lock was held (P3). */
async function isOutdated(tx: Tx, work: Work, locked: Locked, clientId: string): Promise<boolean> {
  if (locked.head === work.head) return false;
  if (locked.people !== work.people) return true;
  // A note moves together with its children: a child may have been added meanwhile.
  const movesRows = [...work.changes.values()].some(
    ({ before, after }) => before !== null && before.scope !== after.scope,
  );
  if (movesRows) return true;
  const { org, user } = work.who;
  const client = await tx
    .selectFrom('client')
    .select('last_seq')
    .where('org_id', '=', org)
    .where('user_id', '=', user)
    .where('id', '=', clientId)
    .executeTakeFirst();
  if ((client?.last_seq ?? 0) !== work.firstSeq) return true;
  const ids = [...new Set([...work.read.keys(), ...work.changes.keys()])];
  const current = new Map<string, number>();
  for (const chunk of chunks(ids))
    for (const row of await tx
      .selectFrom('row')
      .select(['id', 'version'])
      .where('org_id', '=', org)
      .where('id', 'in', chunk)
      .execute())
      current.set(row.id, row.version);
  const readVersion = (id: string) =>
    work.read.get(id) ?? work.changes.get(id)?.before?.version ?? 0;
  return ids.some((id) => (current.get(id) ?? 0) !== readVersion(id));
}

type Source = Pick<Work['outcomes'][number], 'source'>;

const isDecided = ({ source }: Source) => source === 'decided';

/** Stores the effects of a push. The caller holds the lock. */
async function storeWork(
  tx: Tx,
  work: Work,
  answers: readonly Answered[],
  head: number,
  clientId: string,
  at: number,
): Promise<void> {
  const { org, user } = work.who;
  const changes = [...work.changes.values()].map(({ before, after }) => ({
    before,
    after: { ...after, version: head + after.version },
  }));
  await writeRows(tx, org, changes, at);
  await insertMany(tx, 'revision', work.revisions);
  const results = answers.filter(isDecided).map(({ seq, key, result }) => ({
    org_id: org,
    mutation_id: key,
    client_id: clientId,
    seq,
    result: JSON.stringify(result),
    at,
  }));
  await insertMany(tx, 'mutation_result', results);
  // The answer got lost and may get lost again: its retention counts from now.
  const repeated = answers.filter(({ source }) => source === 'repeated').map(({ key }) => key);
  for (const chunk of chunks(repeated))
    await tx
      .updateTable('mutation_result')
      .set({ at })
      .where('org_id', '=', org)
      .where('mutation_id', 'in', chunk)
      .execute();
  await tx
    .insertInto('client')
    .values({ org_id: org, id: clientId, user_id: user, last_seq: work.last, seen_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'user_id', 'id'])
        .doUpdateSet({ last_seq: work.last, seen_at: at }),
    )
    .execute();
}

/** A result whose version counts from 1, with its final version. */
function withVersion(result: Answer['result'], head: number): Answer['result'] {
  const raise = (stored: StoredResult): StoredResult =>
    'version' in stored ? { ...stored, version: head + stored.version } : stored;
  if (result.kind === 'gap') return result;
  if (result.kind === 'skipped')
    return { ...result, result: result.result && raise(result.result) };
  return raise(result);
}

type Answered = Answer & Pick<Work['outcomes'][number], 'key' | 'source'>;

/** The answers with their final versions, which counted from 1 while the head was not known. */
function answersOf(work: Work, head: number): Answered[] {
  return work.outcomes.map(({ seq, key, result, source, isRelative }) => ({
    seq,
    key,
    source,
    result: isRelative ? withVersion(result, head) : result,
  }));
}

/** The answers as they are sent. */
const wire = (answers: readonly Answer[]): Answer[] =>
  answers.map(({ seq, result }) => ({ seq, result }));

/**
 * The answer to a push, and the scopes it changed: readers of other scopes have nothing to pull.
 */
export interface Pushed extends PushResponse {
  touched: Touched;
  /** Rows that were written or whose change was refused now, and pairs of words compared. */
  cost: { rows: number; pairs: number };
}

function costOf(work: Work): Pushed['cost'] {
  const decided = work.outcomes.filter(isDecided).length;
  return { rows: Math.max(decided, work.count), pairs: PUSH_PAIRS - work.budget.pairs };
}

/**
 * Applies a client's changes in order, in one transaction, with one answer each (P4). It throws
 * only for faults where a retry can help. Everything is decided first. Then the organisation's row
 * is locked, and the decisions are made again if their rows changed meanwhile (P3).
 * @param at Unix ms of arrival.
 */
export async function push(
  store: Store,
  asker: Context,
  request: PushRequest,
  at: number,
): Promise<Pushed> {
  return store.within(asker.org, async (tx) => {
    let work = await computeWork(tx, asker, request, at);
    if (work.last === work.firstSeq && !work.outcomes.some(isDecided))
      return {
        epoch: work.epoch,
        version: work.head,
        answers: wire(answersOf(work, work.head)),
        touched: { from: work.head, scopes: [] },
        cost: costOf(work),
      };
    let locked = await lockOrg(tx, work.who.org, work.count);
    if (await isOutdated(tx, work, locked, request.clientId)) {
      const taken = work.count;
      work = await computeWork(tx, asker, request, at);
      locked = { ...(await lockOrg(tx, work.who.org, work.count - taken)), head: locked.head };
    }
    const answers = answersOf(work, locked.head);
    await storeWork(tx, work, answers, locked.head, request.clientId, at);
    const scopes = [
      ...new Set(
        [...work.changes.values()].flatMap(({ before, after }) =>
          before ? [before.scope, after.scope] : [after.scope],
        ),
      ),
    ];
    return {
      epoch: locked.epoch,
      version: locked.head + work.count,
      answers: wire(answers),
      touched: { from: locked.head, scopes },
      cost: costOf(work),
    };
  });
}
