import type { RowState } from '../model/index.ts';
import type { Row } from './tables.ts';

export function refKeyOf(fields: Record<string, unknown>): string {
  return typeof fields.refKey === 'string' ? fields.refKey : '';
}

/**
 * The row that people see in one state, with what is indexed of it.
 * @param pending the number of its waiting changes, which the state contains.
 */
export function shownRow(
  { id, collection, serverCopy }: Pick<Row, 'id' | 'collection' | 'serverCopy'>,
  { scope, deleted, fields }: RowState,
  pending: number,
): Row {
  const isConflicted = !deleted && Array.isArray(fields.conflicts) && fields.conflicts.length > 0;
  return {
    id,
    collection,
    scope,
    deleted,
    fields,
    refKey: refKeyOf(fields),
    rev: serverCopy?.rev ?? 0,
    version: serverCopy?.version ?? 0,
    pending,
    serverCopy,
    ...(isConflicted ? { conflicted: 1 } : {}),
  };
}
