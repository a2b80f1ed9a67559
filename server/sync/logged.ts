import { type Mutation, ruleOf } from '../../lib/model/index.ts';
import type { Stored } from './stored.ts';

/**
 * True if the change is stored in the history. The change that created a keyed row is stored too:
 * sent again after a backup was restored, it does not overwrite later changes.
 */
export function isLogged({ collection, op }: Mutation, row: Stored | null): boolean {
  return (row !== null || op === 'put') && ruleOf(collection)?.history === true;
}

/** The change as the history has it (`LoggedText` in erase.ts reads it). */
export function loggedOf({ op, patch, scope, lists, maps }: Mutation): Record<string, unknown> {
  return {
    ...patch,
    ...(scope === undefined ? {} : { scope }),
    ...(lists ? { lists } : {}),
    ...(maps ? { maps } : {}),
    op,
  };
}
