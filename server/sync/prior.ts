import { canRead, type Mutation, scopesOf } from '../../lib/model/index.ts';
import type { StoredResult } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { withoutText } from './results.ts';
import { chunks } from './rows.ts';
import type { Stored } from './stored.ts';

export async function lastSeq(tx: Tx, who: Context, clientId: string): Promise<number> {
  // A client id belongs to one user. It is looked up with that user, so the client id of another
  // user is unknown here (P1, S5).
  const client = await tx
    .selectFrom('client')
    .select('last_seq')
    .where('org_id', '=', who.org)
    .where('user_id', '=', who.user)
    .where('id', '=', clientId)
    .executeTakeFirst();
  return client?.last_seq ?? 0;
}

export const resultKey = (who: Context, mutation: Pick<Mutation, 'id'>) =>
  `${who.user}:${mutation.id}`;

/** Stored results of these mutations, and of those that they build on. */
export async function priorResults(
  tx: Tx,
  who: Context,
  mutations: readonly Mutation[],
): Promise<Map<string, StoredResult>> {
  const prior = new Map<string, StoredResult>();
  const ids = mutations.flatMap(({ id, after }) => (after === undefined ? [id] : [id, after]));
  for (const chunk of chunks([...new Set(ids)].map((id) => resultKey(who, { id })))) {
    const rows = await tx
      .selectFrom('mutation_result')
      .select(['mutation_id', 'result'])
      .where('org_id', '=', who.org)
      .where('mutation_id', 'in', chunk)
      .execute();
    for (const row of rows) prior.set(row.mutation_id, JSON.parse(row.result) as StoredResult);
  }
  return prior;
}

/**
 * Takes the merged texts out of earlier results that are no longer the person's to read: the row
 * was deleted, erased or moved since, or a pair ended. A result does not name its row. So the text
 * stays only where the history of the row that the change names has this change, and the person
 * may read it.
 */
export async function withoutLostTexts(
  tx: Tx,
  who: Context,
  mutations: readonly Mutation[],
  rows: ReadonlyMap<string, Stored>,
  prior: Map<string, StoredResult>,
): Promise<void> {
  const merged = mutations.filter((item) => prior.get(resultKey(who, item))?.kind === 'merged');
  const readable = new Set<string>();
  const isReadable = ({ rowId }: Mutation) => {
    const row = rows.get(rowId);
    return row !== undefined && !row.deleted && canRead(who, row.scope);
  };
  for (const chunk of chunks(merged.filter(isReadable))) {
    const revisions = await tx
      .selectFrom('revision')
      .select('mutation_id')
      .where('org_id', '=', who.org)
      .where('row_id', 'in', [...new Set(chunk.map(({ rowId }) => rowId))])
      .where(
        'mutation_id',
        'in',
        chunk.map((mutation) => resultKey(who, mutation)),
      )
      .where('scope_at', 'in', scopesOf(who))
      .execute();
    for (const { mutation_id: key } of revisions) readable.add(key);
  }
  for (const mutation of merged) {
    const key = resultKey(who, mutation);
    const result = prior.get(key);
    if (result && !readable.has(key)) prior.set(key, withoutText(result));
  }
}

/** The version of a change that is no longer on record: the pull sends the current row. */
export const UNKNOWN_VERSION = 0;

/**
 * Adds results from the history for mutations whose results are lost, as on a server that was
 * restored from an old backup: they were applied, and are not applied again over later changes of
 * others. Merged texts are left to the pull.
 */
export async function madeBefore(
  tx: Tx,
  who: Context,
  mutations: readonly Mutation[],
  rows: ReadonlyMap<string, Stored>,
  prior: Map<string, StoredResult>,
): Promise<void> {
  const withoutResult = mutations.filter(
    (mutation) => rows.has(mutation.rowId) && !prior.has(resultKey(who, mutation)),
  );
  for (const chunk of chunks(withoutResult)) {
    const revisions = await tx
      .selectFrom('revision')
      .select(['mutation_id', 'kind', 'rev'])
      .where('org_id', '=', who.org)
      .where('row_id', 'in', [...new Set(chunk.map(({ rowId }) => rowId))])
      .where(
        'mutation_id',
        'in',
        chunk.map((mutation) => resultKey(who, mutation)),
      )
      .execute();
    for (const { mutation_id, kind, rev } of revisions) {
      const isAsSent = kind === 'head' || kind === 'fields';
      prior.set(mutation_id, { kind: isAsSent ? 'ok' : 'conflict', version: UNKNOWN_VERSION, rev });
    }
  }
}
