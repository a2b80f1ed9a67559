import type { DBCore } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { summarise } from '../../lib/coaching/index.ts';
import { ownerKey } from '../../lib/model/index.ts';
import { LIMIT, SidelineDb } from '../../lib/store/index.ts';
import { facts, NOON } from './deals.ts';
import { numbered, row } from './rows.ts';
import { key, owner, record, sampleFields } from './sampleFields.ts';

/** The rows of each table: more than one page may read in all. */
export const MANY = LIMIT + 100;

/** The number of rows that a database has returned. */
export interface Reads {
  count: number;
}

/** Counts every row that the database returns, by any kind of query. */
export function counting(down: DBCore, reads: Reads): DBCore {
  return {
    ...down,
    table(name) {
      const table = down.table(name);
      const counted = <T>(rows: T[]): T[] => {
        reads.count += rows.filter((item) => item !== undefined).length;
        return rows;
      };
      return {
        ...table,
        get: (request) => table.get(request).then((found) => counted([found])[0]),
        getMany: (request) => table.getMany(request).then(counted),
        query: (request) =>
          table.query(request).then((found) => ({ ...found, result: counted(found.result) })),
        async openCursor(request) {
          const cursor = await table.openCursor(request);
          if (!cursor) return cursor;
          const start = cursor.start.bind(cursor);
          const value = {
            value: (onNext: () => void) =>
              start(() => {
                reads.count += 1;
                onNext();
              }),
          };
          return Object.create(cursor, { start: value });
        },
      };
    },
  };
}

/** A database with many rows of every collection and in every table; it counts what is read. */
export async function fullDatabase(): Promise<{ db: SidelineDb; reads: Reads }> {
  const reads: Reads = { count: 0 };
  const db = new SidelineDb('limits', { indexedDB: new IDBFactory(), IDBKeyRange });
  db.use({ stack: 'dbcore', name: 'counting', create: (down) => counting(down, reads) });
  const many = Array.from({ length: MANY }, (_, index) => index);
  for (const [collection, fields] of Object.entries(sampleFields))
    await db.rows.bulkAdd(
      many.map((index) => ({
        ...row(collection, numbered(collection, index), 'p:boss:rep', fields(index)),
        ...(collection === 'note' ? { conflicted: 1 as const } : {}),
      })),
    );
  await db.records.bulkAdd(
    many.map((index) => ({
      key: index === 0 ? key : `espocrm/t/deal/x${index}`,
      record,
      at: index,
    })),
  );
  const known = summarise(key, facts(), [], null);
  await db.summaries.bulkAdd(
    many.map((index) => ({
      ...known,
      owner,
      key: numbered('espocrm/t/deal/', MANY - index),
      at: index,
    })),
  );
  await db.summaries.bulkAdd(
    many.map((index) => ({
      ...known,
      status: 'won' as const,
      owner: ownerKey({ crm: 'espocrm', tenant: 't' }, 'Other'),
      key: numbered('espocrm/t/won/', index),
      at: -1 - index,
      closedAt: index,
    })),
  );
  const link = { ...sampleFields.crmIdentity?.(1), crmName: 'Other', confirmedBy: 'boss' };
  await db.rows.put(row('crmIdentity', numbered('crmIdentity', 1), 'p:boss:rep', link));
  const mutation = (index: number) => ({
    seq: index,
    id: numbered('m', index),
    op: 'patch' as const,
    collection: 'note',
    rowId: numbered('note', index),
    base: 0,
    patch: { text: 'x' },
    at: index,
  });
  await db.outbox.bulkAdd(many.map((index) => mutation(index + 1)));
  await db.refused.bulkAdd(
    many.map((index) => ({
      id: numbered('r', index),
      mutation: mutation(index),
      code: 'invalid',
      at: NOON,
    })),
  );
  await db.drafts.bulkAdd(
    many.map((index) => ({ key: numbered('d', index), text: 'x', audience: null, at: index })),
  );
  await db.checkIns.bulkAdd(
    many.map((index) => ({
      ...{ id: numbered('e', index), day: '2026-11-20', at: index, text: 'x' },
      ...{ energy: null, confidence: null, load: null },
    })),
  );
  return { db, reads };
}
