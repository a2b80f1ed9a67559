import { mergeText } from '../merge/index.ts';
import { type Mutation, type RowState, replay } from '../model/index.ts';
import type { Outgoing, Row } from './tables.ts';

export function refKeyOf(fields: Record<string, unknown>): string {
  return typeof fields.refKey === 'string' ? fields.refKey : '';
}

/**
 * A waiting change of text as the server will probably store it: merged with a text of somebody
 * else that arrived after it was written (T1). Where the merge fails the writer sees the own text
 * until the server has a result.
 */
function rebased(
  state: RowState | null,
  mutation: Mutation & Pick<Outgoing, 'baseText'>,
): Mutation {
  const [head, mine, base] = [state?.fields.text, mutation.patch.text, mutation.baseText];
  if (
    mutation.op !== 'patch' ||
    typeof head !== 'string' ||
    typeof mine !== 'string' ||
    base === undefined ||
    head === base
  )
    return mutation;
  const text = mergeText(base, head, mine);
  return text === null ? mutation : { ...mutation, patch: { ...mutation.patch, text } };
}

/** The row that people see: the server's, with every waiting change applied on top (C2). */
export function overlay(
  id: string,
  collection: string,
  serverCopy: Row['serverCopy'],
  pending: readonly (Mutation & Pick<Outgoing, 'baseText'>)[],
): Row | null {
  let state: RowState | null = serverCopy && {
    scope: serverCopy.scope,
    deleted: serverCopy.deleted,
    fields: serverCopy.fields,
  };
  for (const mutation of pending) state = replay(state, rebased(state, mutation));
  if (!state) return null;
  const conflicts =
    !state.deleted && Array.isArray(state.fields.conflicts) && state.fields.conflicts.length > 0;
  return {
    id,
    collection,
    ...state,
    refKey: refKeyOf(state.fields),
    rev: serverCopy?.rev ?? 0,
    version: serverCopy?.version ?? 0,
    pending: pending.length,
    serverCopy,
    ...(conflicts ? { conflicted: 1 } : {}),
  };
}
