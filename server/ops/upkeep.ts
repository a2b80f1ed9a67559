import { endConfirmations } from '../people/confirmations.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';

/** One organisation. @returns the number of rows. */
async function renewIn(tx: Tx, org: string, now: number): Promise<number> {
  await lockOrg(tx, org, 0);
  return endConfirmations(tx, org, now);
}

/**
 * Brings rows under the present rules that an earlier version wrote, or an older copy of the
 * database brought back. Runs at each start; without such rows it changes nothing.
 * @returns the number of rows.
 */
export async function renewRows(store: Store, now: number): Promise<number> {
  let count = 0;
  for (const { id } of await store.db.selectFrom('org').select('id').execute())
    count += await store.within(id, (tx) => renewIn(tx, id, now));
  return count;
}
