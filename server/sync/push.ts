import type { Mutation } from '../../lib/model/index.ts';
import type { Answer, PushRequest, PushResponse, Settled } from '../../lib/sync/protocol.ts';
import { type Context, standingOf } from '../store/context.ts';
import type { Db, Tx } from '../store/tables.ts';
import { decide, type Stored } from './decide.ts';

/** A client id belongs to one user; it is looked up together with that user, so another's id is simply unknown (P1, S5). */
async function lastSeq(tx: Tx, who: Context, clientId: string): Promise<number> {
  const client = await tx.selectFrom('client').select('last_seq').where('org_id', '=', who.org).where('user_id', '=', who.user).where('id', '=', clientId).executeTakeFirst();
  return Number(client?.last_seq ?? 0);
}

async function stored(tx: Tx, who: Context, id: string): Promise<Stored | null> {
  const row = await tx.selectFrom('row').selectAll().where('org_id', '=', who.org).where('id', '=', id).executeTakeFirst();
  return row
    ? {
        id: row.id,
        collection: row.collection,
        scope: row.scope,
        deleted: row.deleted === 1,
        fields: JSON.parse(row.fields),
        version: Number(row.version),
        rev: row.rev,
        author: row.author,
        parent: row.parent,
      }
    : null;
}

async function priorResult(tx: Tx, who: Context, mutationId: string): Promise<Settled | null> {
  const prior = await tx.selectFrom('mutation_result').select('result').where('org_id', '=', who.org).where('mutation_id', '=', `${who.user}:${mutationId}`).executeTakeFirst();
  return prior ? (JSON.parse(prior.result) as Settled) : null;
}

async function put(tx: Tx, who: Context, row: Stored, schema: number): Promise<void> {
  const values = {
    collection: row.collection,
    scope: row.scope,
    version: row.version,
    rev: row.rev,
    deleted: row.deleted ? 1 : 0,
    fields: JSON.stringify(row.fields),
    schema,
    author: row.author,
    parent: row.parent,
  };
  await tx
    .insertInto('row')
    .values({ org_id: who.org, id: row.id, ...values })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doUpdateSet(values))
    .execute();
}

/** A row that leaves a scope is remembered there, and its children go with it (D3, D4). */
async function move(tx: Tx, who: Context, row: Stored, from: string, bump: () => number): Promise<void> {
  await tx.insertInto('departure').values({ org_id: who.org, scope: from, collection: row.collection, row_id: row.id, version: row.version }).execute();
  const children = await tx.selectFrom('row').select(['id', 'collection', 'scope']).where('org_id', '=', who.org).where('parent', '=', row.id).execute();
  for (const child of children) {
    const version = bump();
    await tx.updateTable('row').set({ scope: row.scope, version }).where('org_id', '=', who.org).where('id', '=', child.id).execute();
    await tx.insertInto('departure').values({ org_id: who.org, scope: child.scope, collection: child.collection, row_id: child.id, version }).execute();
  }
}

/**
 * The revision that the writer knew: the one it names, or the present one when all that came after it is this client's own. A change
 * written on a device before the answer to the one before it came carries the older number, and is no conflict with itself.
 */
async function knownRev(tx: Tx, who: Context, mutation: Mutation, row: Stored | null, clientId: string): Promise<number> {
  if (!row || mutation.base >= row.rev) return mutation.base;
  const later = await tx
    .selectFrom('revision')
    .leftJoin('mutation_result', (join) => join.onRef('mutation_result.mutation_id', '=', 'revision.mutation_id').onRef('mutation_result.org_id', '=', 'revision.org_id'))
    .select(['mutation_result.client_id'])
    .where('revision.org_id', '=', who.org)
    .where('revision.row_id', '=', row.id)
    .where('revision.rev', '>', mutation.base)
    .execute();
  return later.every((revision) => revision.client_id === clientId) ? row.rev : mutation.base;
}

async function perform(tx: Tx, who: Context, mutation: Mutation, clientId: string, schema: number, at: number, bump: () => number): Promise<Settled> {
  const row = await stored(tx, who, mutation.rowId);
  const parent = typeof mutation.patch.parent === 'string' ? await stored(tx, who, mutation.patch.parent) : null;
  const decision = decide(who, mutation, row, parent, await knownRev(tx, who, mutation, row, clientId), at);
  if (decision.kind === 'rejected') return { kind: 'rejected', code: decision.code };
  if (decision.kind === 'keep') return { kind: 'conflict', version: row?.version ?? 0, rev: row?.rev ?? 0 };
  const next = { ...decision.next, version: bump() };
  await put(tx, who, next, schema);
  if (row && row.scope !== next.scope) await move(tx, who, next, row.scope, bump);
  const text = decision.conflict ?? decision.textChanged;
  if (text !== null) {
    await tx
      .insertInto('revision')
      .values({
        org_id: who.org,
        row_id: next.id,
        rev: next.rev,
        parent_rev: mutation.base,
        mutation_id: `${who.user}:${mutation.id}`,
        author: who.user,
        text,
        kind: decision.conflict === null ? 'head' : 'conflict',
        scope_at: next.scope,
        at,
      })
      .execute();
  }
  return { kind: decision.conflict === null ? 'ok' : 'conflict', version: next.version, rev: next.rev };
}

/**
 * Applies a client's changes in order, in one transaction, with one answer each (P4); it throws only for faults worth a retry.
 * The organisation's version is raised last (P3), so that its row is locked for the shortest time.
 */
export async function push(db: Db, asker: Context, request: PushRequest, at: number): Promise<PushResponse> {
  return db.transaction().execute(async (tx) => {
    // Where the person stands now, not when the request began to arrive.
    const who = await standingOf(tx, asker);
    const org = await tx.selectFrom('org').select(['version', 'epoch']).where('id', '=', who.org).executeTakeFirstOrThrow();
    const head = Number(org.version);
    let version = head;
    let last = await lastSeq(tx, who, request.clientId);
    const answers: Answer[] = [];
    for (const mutation of request.mutations) {
      const prior = await priorResult(tx, who, mutation.id);
      if (mutation.seq <= last && prior) answers.push({ seq: mutation.seq, result: { kind: 'skipped', result: prior } });
      // A number that was used for something else (a profile from a backup) is asked for again under a new one: nothing unsent is lost.
      else if (mutation.seq !== last + 1) answers.push({ seq: mutation.seq, result: { kind: 'gap', expected: last + 1 } });
      else {
        const result = prior ?? (await perform(tx, who, mutation, request.clientId, request.schema, at, () => ++version));
        if (!prior)
          await tx
            .insertInto('mutation_result')
            .values({ org_id: who.org, mutation_id: `${who.user}:${mutation.id}`, client_id: request.clientId, seq: mutation.seq, result: JSON.stringify(result), at })
            .execute();
        answers.push({ seq: mutation.seq, result: prior ? { kind: 'skipped', result: prior } : result });
        last = mutation.seq;
      }
    }
    await tx
      .insertInto('client')
      .values({ org_id: who.org, id: request.clientId, user_id: who.user, last_seq: last, seen_at: at })
      .onConflict((conflict) => conflict.columns(['org_id', 'user_id', 'id']).doUpdateSet({ last_seq: last, seen_at: at }))
      .execute();
    if (version !== head) await raise(tx, who, head, version);
    return { epoch: org.epoch, version, answers };
  });
}

async function raise(tx: Tx, who: Context, from: number, to: number): Promise<void> {
  const raised = await tx.updateTable('org').set({ version: to }).where('id', '=', who.org).where('version', '=', from).executeTakeFirst();
  // Somebody else committed meanwhile (possible on a store with many writers): roll back, and the client tries again.
  if (raised.numUpdatedRows !== 1n) throw new Error('the organisation moved on during the push');
}
