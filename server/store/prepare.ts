import { migrate } from './migrations/index.ts';
import { secure } from './rls.ts';
import type { Store } from './store.ts';
import type { Db } from './tables.ts';

/** Makes tables that are not ours: better-auth's. */
export type First = (owner: Db, kind: Store['kind']) => Promise<void>;

/** Makes the tables, brings them up to date, and puts the second wall up. @returns the steps that ran. */
export function prepareStore(store: Store, now: number, first: First): Promise<string[]> {
  return store.owning(async (owner) => {
    await first(owner, store.kind);
    const ran = await migrate(owner, now);
    if (store.kind === 'postgres') await secure(owner);
    return ran;
  });
}
