import type { Row } from '../../lib/store/index.ts';

/** A stored row that the server has confirmed. */
export function row(
  collection: string,
  id: string,
  scope: string,
  fields: Record<string, unknown>,
): Row {
  return {
    id,
    collection,
    scope,
    deleted: false,
    fields,
    refKey: typeof fields.refKey === 'string' ? fields.refKey : '',
    rev: 1,
    version: 1,
    pending: 0,
    serverCopy: null,
  };
}

/** Ids in the order of their numbers, like ids that begin with a time. */
export const numbered = (prefix: string, number: number) =>
  `${prefix}${String(number).padStart(6, '0')}`;
