import { sql } from 'kysely';
import { collectionNames, ruleOf, scopes } from '../../lib/model/index.ts';
import { endConfirmations } from '../people/confirmations.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';
import { addressed } from '../sync/addressed.ts';
import { erased, writeNext } from '../sync/bulk.ts';
import { datedOf, lockOrg } from '../sync/rows.ts';

const ADDRESSED = collectionNames.filter((name) => ruleOf(name)?.addressee);
const AT_ONCE = 500;

/**
 * Moves some rows to the one person whom they are for: earlier versions stored them where others
 * read them. Entries for people who left are erased: nobody would read them.
 */
async function moveAddressed(tx: Tx, org: string, now: number): Promise<number> {
  await lockOrg(tx, org, 0);
  const rows = await tx
    .selectFrom('row')
    .selectAll()
    .where('org_id', '=', org)
    // In the text, which needs the names to use the index.
    .where(
      'collection',
      'in',
      ADDRESSED.map((name) => sql.lit(name)),
    )
    .where('scope', 'not like', scopes.private('%'))
    .where('deleted', '=', 0)
    .limit(AT_ONCE)
    .execute();
  const members = await tx
    .selectFrom('member')
    .select('user_id')
    .where('org_id', '=', org)
    .execute();
  const present = new Set(members.map(({ user_id }) => scopes.private(user_id)));
  const changes = rows.map(datedOf).map((row) => {
    const after = addressed(row);
    const isThere = (present as ReadonlySet<string>).has(after.scope);
    return { before: row, after: isThere ? after : erased(row), at: isThere ? row.at : now };
  });
  await writeNext(tx, org, changes, now);
  return changes.length;
}

/**
 * Brings rows under the present rules that an earlier version wrote, or an older copy of the
 * database brought back. Runs at each start; without such rows it changes nothing.
 * @returns the number of rows.
 */
export async function renewRows(store: Store, now: number): Promise<number> {
  let count = 0;
  for (const { id } of await store.db.selectFrom('org').select('id').execute()) {
    count += await store.within(id, async (tx) => {
      await lockOrg(tx, id, 0);
      return endConfirmations(tx, id, now);
    });
    for (let moved = AT_ONCE; moved === AT_ONCE; count += moved)
      moved = await store.within(id, (tx) => moveAddressed(tx, id, now));
  }
  return count;
}
