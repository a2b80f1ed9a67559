import { migrate } from './migrations/index.ts';
import { secure } from './rls.ts';
import type { Store } from './store.ts';
import type { Db } from './tables.ts';

/** Creates better-auth's tables, before our own. */
export type First = (owner: Db, kind: Store['kind']) => Promise<void>;

/**
 * Creates and migrates the tables, and sets row-level security.
 * @returns the migrations that ran.
 */
export function prepareStore(store: Store, now: number, first: First): Promise<string[]> {
  return store.owning(async (owner) => {
    await first(owner, store.kind);
    const ran = await migrate(owner, now);
    if (store.kind === 'postgres') await secure(owner);
    return ran;
  });
}
