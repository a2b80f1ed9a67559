import { mergeText } from '../merge/index.ts';
import { type Mutation, type RowState, replay } from '../model/index.ts';
import { shownRow } from './shownRow.ts';
import type { Outgoing, Row } from './tables.ts';

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
  let state: RowState | null = serverCopy;
  for (const mutation of pending) state = replay(state, rebased(state, mutation));
  return state && shownRow({ id, collection, serverCopy }, state, pending.length);
}
