import 'fake-indexeddb/auto';
import Dexie, { liveQuery } from 'dexie';
import { expect, it } from 'vitest';
import { SidelineDb } from '../../lib/store/index.ts';
import { row } from '../helpers/rows.ts';

/** Results that Dexie keeps of a database’s live queries. */
const kept = (db: SidelineDb): number =>
  Object.entries(Dexie.cache)
    .filter(([table]) => table.startsWith(`idb://${db.name}/`))
    .flatMap(([, found]) => Object.values(found?.queries.query ?? {}))
    .reduce((sum, list) => sum + list.length, 0);

/** A live query of a page that goes to another record before it has ended. */
const leftEarly = (db: SidelineDb, key: string) =>
  new Promise<void>((done, fail) => {
    const read = (of: string) =>
      db.rows.where('[collection+refKey]').equals(['note', of]).toArray();
    const query = liveQuery(async () => {
      await read(key);
      subscription.unsubscribe();
      await read(`${key}/more`);
      done();
    });
    const subscription = query.subscribe({ error: fail });
  });

it('of records that a page has left leave nothing in its memory', async () => {
  const db = new SidelineDb('left');
  await db.rows.put(row('note', 'n', 'u:me', { refKey: 'k1' }));
  for (let n = 0; n < 20; n++) await leftEarly(db, `k${n}`);
  expect(kept(db)).toBe(0);
});
