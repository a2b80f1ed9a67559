import { type Mutation, ruleOf } from '../../lib/model/index.ts';
import type { Stored } from './stored.ts';

/**
 * True if the change is stored in the history. The change that created a keyed row is stored too:
 * sent again after a backup was restored, it does not overwrite later changes.
 */
export function isLogged({ collection, op }: Mutation, row: Stored | null): boolean {
  return (row !== null || op === 'put') && ruleOf(collection)?.history === true;
}

/**
 * The fields that the sender wrote. Every put contains the fields without a default, mostly as they
 * were: who ticks a step did not write its text, which has to go with the person who did.
 */
function writtenIn({ op, patch, collection }: Mutation, row: Stored | null) {
  if (op !== 'put' || !row || row.deleted) return patch;
  const { defaults = {} } = ruleOf(collection) ?? {};
  const isWritten = ([name, value]: [string, unknown]) =>
    Object.hasOwn(defaults, name) || JSON.stringify(value) !== JSON.stringify(row.fields[name]);
  return Object.fromEntries(Object.entries(patch).filter(isWritten));
}

/**
 * The change as the history has it (`LoggedText` in erase.ts reads it).
 * @param row as it was before.
 */
export function loggedOf(mutation: Mutation, row: Stored | null): Record<string, unknown> {
  const { op, scope, lists, maps } = mutation;
  return {
    ...writtenIn(mutation, row),
    ...(scope === undefined ? {} : { scope }),
    ...(lists ? { lists } : {}),
    ...(maps ? { maps } : {}),
    op,
  };
}
