import Dexie from 'dexie';
import type { Row, SidelineDb } from './db.ts';
import { type Item, items, LIMIT } from './items.ts';
import { fromEach } from './newest.ts';
import { inOrder } from './order.ts';

const newestLinks = (db: SidelineDb, user: string, most: number, skip = 0): Promise<Row[]> => {
  const [from, to] = [Dexie.minKey, Dexie.maxKey].map((end) => [user, end]);
  const links = db.rows.where('[fields.userId+fields.at]').between(from, to);
  return Promise.resolve(links.reverse().offset(skip).limit(most).toArray());
};
const linksIn = (rows: readonly Row[]): Item<'crmIdentity'>[] =>
  inOrder(
    items(
      'crmIdentity',
      rows.filter((row) => !row.deleted),
    ),
  );

/**
 * The newest links of a member, the current one first. Looked up by member: an organisation may
 * have more links than `identities` reads.
 */
export async function identitiesOf(
  db: SidelineDb,
  user: string,
  most: number,
): Promise<Item<'crmIdentity'>[]> {
  return linksIn(await newestLinks(db, user, most));
}

/** The newest links of some members, the current one first: a share for each. */
export async function identitiesOfAll(
  db: SidelineDb,
  users: readonly string[],
): Promise<Item<'crmIdentity'>[]> {
  if (users.length === 0) return [];
  return linksIn(
    await fromEach(users.slice(0, LIMIT), LIMIT, (user, most, skip) =>
      newestLinks(db, user, most, skip),
    ),
  );
}
