// A live query observes what it reads only as long as Dexie knows that a read belongs to it. It no
// longer does after an async function that awaited no read of the database.

import Dexie, { type DBCore, liveQuery } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { SidelineDb } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { people } from '../commands/device.ts';
import { fullDatabase } from '../helpers/fullDatabase.ts';
import { liveQueries } from '../helpers/liveQueries.ts';

let unobserved = 0;
/** The running live query, or undefined outside one: a property of Dexie's zones. */
const observer = () => (Dexie.Promise as unknown as { PSD: { subscr?: unknown } }).PSD.subscr;
const watching = (down: DBCore): DBCore => ({
  ...down,
  table(name) {
    const table = down.table(name);
    const seen = <A, R>(read: (request: A) => R) => {
      return (request: A): R => {
        if (observer() === undefined) unobserved += 1;
        return read(request);
      };
    };
    return {
      ...table,
      get: seen(table.get),
      getMany: seen(table.getMany),
      query: seen(table.query),
      openCursor: seen(table.openCursor),
      count: seen(table.count),
    };
  },
});

async function emptyDatabase(name: string): Promise<SidelineDb> {
  const db = new SidelineDb(name, { indexedDB: new IDBFactory(), IDBKeyRange });
  await putMeta(db, 'me', people.dana);
  return db;
}

/** How many reads of a live query Dexie does not observe. */
async function missed(db: SidelineDb, run: (db: SidelineDb) => PromiseLike<unknown>) {
  unobserved = 0;
  await new Promise<void>((done, fail) => {
    const query = liveQuery(() => run(db)).subscribe({
      next: () => {
        setTimeout(() => query.unsubscribe());
        done();
      },
      error: fail,
    });
  });
  return unobserved;
}

describe.each(['empty', 'full'])('every read of a live query is observed: %s', (kind) => {
  const opened = (async () => {
    const db = kind === 'empty' ? await emptyDatabase('observed') : (await fullDatabase()).db;
    db.close();
    db.use({ stack: 'dbcore', name: 'watching', create: watching });
    return await db.open();
  })();
  it('a read outside one is seen', async () => {
    unobserved = 0;
    await ((await opened) as SidelineDb).rows.get('none');
    expect(unobserved).toBe(1);
  });
  it.each(Object.entries(liveQueries))('%s', async (_, run) => {
    expect(await missed((await opened) as SidelineDb, run)).toBe(0);
  });
});
