import type { Answer, PushRequest, PushResponse } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import { insertMany } from '../store/insert.ts';
import type { Store, Touched } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';
import { chunks, type Locked, lockOrg, writeRows } from './rows.ts';
import { type Work, workOut } from './work.ts';

/** True when something that the decisions rest on changed before the lock was held (P3). */
async function moved(tx: Tx, work: Work, locked: Locked, clientId: string): Promise<boolean> {
  if (locked.head === work.head) return false;
  if (locked.people !== work.people) return true;
  // A note that moves takes its children along: somebody may have added one meanwhile.
  if (
    [...work.changes.values()].some(
      ({ before, after }) => before !== null && before.scope !== after.scope,
    )
  )
    return true;
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
  const seen = new Map<string, number>();
  for (const some of chunks(ids))
    for (const row of await tx
      .selectFrom('row')
      .select(['id', 'version'])
      .where('org_id', '=', org)
      .where('id', 'in', some)
      .execute())
      seen.set(row.id, row.version);
  return ids.some(
    (id) =>
      (seen.get(id) ?? 0) !== (work.read.get(id) ?? work.changes.get(id)?.before?.version ?? 0),
  );
}

async function keep(
  tx: Tx,
  work: Work,
  answers: ReturnType<typeof answersOf>,
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
  const results = answers
    .filter((answer) => answer.fresh)
    .map(({ seq, key, result }) => ({
      org_id: org,
      mutation_id: key,
      client_id: clientId,
      seq,
      result: JSON.stringify(result),
      at,
    }));
  await insertMany(tx, 'mutation_result', results);
  // Asked for again: the answer got lost, and may again. How long it is kept counts from now.
  const repeated = answers
    .filter(({ fresh, result }) => !fresh && result.kind === 'skipped')
    .map(({ key }) => key);
  for (const some of chunks(repeated))
    await tx
      .updateTable('mutation_result')
      .set({ at })
      .where('org_id', '=', org)
      .where('mutation_id', 'in', some)
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

function raised(result: Answer['result'], head: number): Answer['result'] {
  if (result.kind === 'skipped')
    return {
      ...result,
      result: result.result && (raised(result.result, head) as typeof result.result),
    };
  return 'version' in result ? { ...result, version: head + result.version } : result;
}

/** The answers with the versions that they got: these were counted from 1 while the head was not known. */
function answersOf(work: Work, head: number): (Answer & { key: string; fresh: boolean })[] {
  return work.outcomes.map(({ seq, key, result, fresh, relative }) => ({
    seq,
    key,
    fresh,
    result: relative ? raised(result, head) : result,
  }));
}

/** The answers as they go over the wire. */
const said = (answers: readonly Answer[]): Answer[] =>
  answers.map(({ seq, result }) => ({ seq, result }));

/** What a push answered, and what it touched: whoever reads none of these scopes has nothing to pull. */
export interface Pushed extends PushResponse {
  touched: Touched;
}

/**
 * Applies a client's changes in order, in one transaction, with one answer each (P4); it throws only for faults worth a retry.
 * Everything is decided first; then the organisation's row is locked, and what changed meanwhile is decided again (P3).
 * @param at Unix ms of arrival.
 */
export async function push(
  store: Store,
  asker: Context,
  request: PushRequest,
  at: number,
): Promise<Pushed> {
  return store.within(asker.org, async (tx) => {
    let work = await workOut(tx, asker, request, at);
    if (work.last === work.firstSeq && !work.outcomes.some((outcome) => outcome.fresh))
      return {
        epoch: work.epoch,
        version: work.head,
        answers: said(answersOf(work, work.head)),
        touched: { from: work.head, scopes: [] },
      };
    let locked = await lockOrg(tx, work.who.org, work.count);
    if (await moved(tx, work, locked, request.clientId)) {
      const taken = work.count;
      work = await workOut(tx, asker, request, at);
      locked = { ...(await lockOrg(tx, work.who.org, work.count - taken)), head: locked.head };
    }
    const answers = answersOf(work, locked.head);
    await keep(tx, work, answers, locked.head, request.clientId, at);
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
      answers: said(answers),
      touched: { from: locked.head, scopes },
    };
  });
}
