import { type Mutation, parseScope, scopes } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { readsDeleted } from './policy.ts';
import { chunks } from './rows.ts';
import type { Stored } from './stored.ts';

/**
 * True for a write that gives a deleted row new content and none of its deleted content (T6): any
 * `put`, and a text of a person who may not read what was deleted.
 */
export function replacesDeletedContent(
  who: Context,
  row: Stored | null,
  { op }: Pick<Mutation, 'op'>,
): row is Stored {
  if (!row?.deleted) return false;
  return op === 'put' || (op === 'patch' && !readsDeleted(who, row));
}

/** A row whose content was deleted, and the person who may still read it. */
type Past = Pick<Stored, 'id' | 'author'>;

/** The scope that the history of deleted content gets: the one of its author alone. */
export const pastScope = ({ author }: Past): string => scopes.private(author);

/** A revision in a private scope has one reader already. */
export const isShared = (scope: string): boolean => parseScope(scope)?.kind !== 'private';

/**
 * Leaves the history of rows to the authors of what was deleted. The scope of a revision decides
 * who reads it and who can base a change on it (T5), so that no other place needs to know.
 */
export async function hideHistory(tx: Tx, org: string, rows: readonly Past[]): Promise<void> {
  const byScope = Map.groupBy(rows, pastScope);
  for (const [scope, past] of byScope)
    for (const ids of chunks(past.map(({ id }) => id)))
      await tx
        .updateTable('revision')
        .set({ scope_at: scope })
        .where('org_id', '=', org)
        .where('row_id', 'in', ids)
        .where('scope_at', 'not like', scopes.private('%'))
        .execute();
}
