import 'fake-indexeddb/auto';
import type { DBCore } from 'dexie';
import { SidelineDb } from '../../lib/store/index.ts';
import { tellWrites } from '../../lib/store/write.ts';
import { counted } from './counted.ts';

const { next } = counted();

/** A database that tells its writes, as the background opens it, and how many rows it gave. */
export function watchedDatabase(): { db: SidelineDb; reads: { count: number } } {
  const db = new SidelineDb(`watched-${next()}`);
  const reads = { count: 0 };
  tellWrites(db);
  const counting = (core: DBCore): DBCore => ({
    ...core,
    table: (name) => {
      const table = core.table(name);
      return {
        ...table,
        async getMany(request) {
          const found = await table.getMany(request);
          reads.count += found.length;
          return found;
        },
        async query(request) {
          const found = await table.query(request);
          if (request.values) reads.count += found.result.length;
          return found;
        },
      };
    },
  });
  db.use({ stack: 'dbcore', name: 'counting', create: counting });
  return { db, reads };
}
