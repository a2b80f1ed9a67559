import { afterEach, describe, expect, it } from 'vitest';
import { keyedId } from '../../lib/model/index.ts';
import { keptTables, leftTables } from '../../server/ops/tables.ts';
import { migrate, migrations } from '../../server/store/migrations/index.ts';
import { WALLED } from '../../server/store/rls.ts';
import type { Store } from '../../server/store/store.ts';
import type { Db } from '../../server/store/tables.ts';
import { note, type StoreKind, storeKinds } from '../helpers/server.ts';
import { first, newStore } from '../helpers/stores.ts';

const made: Store[] = [];
async function emptyStore(kind: StoreKind): Promise<Store> {
  const store = await newStore(kind);
  made.push(store);
  return store;
}
afterEach(async () => {
  for (const store of made.splice(0)) await store.close();
});

describe('the way up', () => {
  const tables = async (db: Db) =>
    (await db.introspection.getTables())
      .map(
        (table) =>
          `${table.name}: ${table.columns
            .map((column) => column.name)
            .sort()
            .join(' ')}`,
      )
      .sort();
  it.each(storeKinds.flatMap((kind) => migrations.map((step) => [kind, step.id] as const)))(
    'on %s from %s ends where a new database begins',
    async (kind, from) => {
      const [old, fresh] = [await emptyStore(kind), await emptyStore(kind)];
      await old.owning(async (db) => {
        await first(db, kind);
        await migrate(db, 1, from);
        // As an earlier version would have left it.
        await db
          .insertInto('org')
          .values({
            id: 'o',
            name: 'Old',
            epoch: 'e',
            version: 3,
            floor: 0,
            time_zone: 'UTC',
            share_snapshots: 1,
            created_at: 1,
          } as never)
          .execute();
        await db
          .insertInto('team')
          .values({ org_id: 'o', id: 't', name: 'T', manager: 'boss', parent: null })
          .execute();
        for (const user_id of ['boss', 'rep'])
          await db
            .insertInto('member')
            .values({ org_id: 'o', user_id, role: 'rep', team: 't', created_at: 1 })
            .execute();
        const row = {
          org_id: 'o',
          collection: 'note',
          rev: 1,
          deleted: 0,
          fields: JSON.stringify(note('rep', 'old')),
          schema: 1,
          author: 'rep',
          parent: null,
        };
        await db
          .insertInto('row')
          .values([
            { ...row, id: 'a', scope: 'p:boss:rep', version: 1 },
            { ...row, id: 'b', scope: 'p:gone:rep', version: 2 },
          ] as never)
          .execute();
        await migrate(db, 2);
      });
      await fresh.owning(async (db) => {
        await first(db, kind);
        await migrate(db, 1);
      });
      // By the owner: the role that serves is made when the second wall is put up.
      expect(await old.owning(tables)).toEqual(await fresh.owning(tables));
      await old.owning(async (db) => {
        expect(await db.selectFrom('row').select('id').orderBy('id').execute()).toEqual([
          { id: 'a' },
          { id: 'b' },
        ]);
        if (from === '001-start') {
          expect(
            await db.selectFrom('scope_sum').select(['scope', 'count']).orderBy('scope').execute(),
          ).toEqual([
            { scope: 'p:boss:rep', count: 1 },
            { scope: 'p:gone:rep', count: 1 },
          ]);
          const pairs = await db
            .selectFrom('pairing')
            .select(['manager', 'until'])
            .orderBy('manager')
            .execute();
          expect(pairs, 'who coached before is known from what was shared').toEqual([
            { manager: 'boss', until: null },
            { manager: 'gone', until: 0 },
          ]);
        }
      });
    },
  );
  it.each(storeKinds)(
    'on %s: a row that took the id of a key gives it up, and moments of tomorrow become today',
    async (kind) => {
      const store = await emptyStore(kind);
      const scope = 'u:rep';
      const id = keyedId('o', scope, 'typedFact', ['k', 'amount']);
      const fact = (value: string, at: number) =>
        JSON.stringify({ refKey: 'k', field: 'amount', value, author: 'rep', at });
      const row = {
        org_id: 'o',
        scope,
        rev: 1,
        deleted: 0,
        schema: 1,
        author: 'rep',
        parent: null,
        at: 1,
      };
      await store.owning(async (db) => {
        await first(db, kind);
        await migrate(db, 1, '002-merge');
        const org = { id: 'o', name: 'Old', epoch: 'e', version: 4, floor: 0, people: 0 };
        await db
          .insertInto('org')
          .values({ ...org, time_zone: 'UTC', share_snapshots: 1, created_at: 1 })
          .execute();
        await db
          .insertInto('row')
          .values([
            {
              ...row,
              id,
              version: 1,
              collection: 'note',
              fields: JSON.stringify(note('rep', 'squatting')),
            },
            { ...row, id: 'a', version: 2, collection: 'typedFact', fields: fact('first', 5) },
            {
              ...row,
              id: 'b',
              version: 3,
              collection: 'typedFact',
              fields: fact('last', 9_000_000),
            },
            {
              ...row,
              id: 'c',
              version: 4,
              collection: 'typedFact',
              deleted: 1,
              fields: fact('deleted', 5),
            },
          ])
          .execute();
        await migrate(db, 1000);
        const rows = await db
          .selectFrom('row')
          .select(['id', 'collection', 'version', 'deleted', 'fields'])
          .orderBy('version')
          .execute();
        const said = rows.map(({ fields, ...rest }) => ({ ...rest, fields: JSON.parse(fields) }));
        expect(said).toMatchObject([
          { id: 'c', version: 4, deleted: 1 },
          { id: 'a', version: 5, deleted: 1, fields: {} },
          { id: 'b', version: 6, deleted: 1, fields: {} },
          {
            id,
            version: 7,
            deleted: 0,
            collection: 'typedFact',
            fields: { value: 'last', at: 1000, editedBy: null },
          },
        ]);
        expect(await db.selectFrom('org').select('version').execute()).toEqual([{ version: 7 }]);
        expect(await db.selectFrom('scope_sum').select(['scope', 'count']).execute()).toEqual([
          { scope, count: 1 },
        ]);
      });
    },
  );
  it('says so when the database is newer than the program', async () => {
    const store = await emptyStore('sqlite');
    await store.owning(async (db) => {
      await migrate(db, 1);
      await db.insertInto('migration').values({ id: '999-tomorrow', at: 1 }).execute();
      await expect(migrate(db, 2)).rejects.toThrow(/newer Sideline \(it knows 999-tomorrow\)/);
    });
  });
  it('forgets no table: what is not in a backup is left out on purpose', async () => {
    const store = await emptyStore('sqlite');
    await store.owning(async (db) => {
      await first(db, 'sqlite');
      await migrate(db, 1);
      const names = (await db.introspection.getTables()).map((table) => table.name).sort();
      expect(names).toEqual([...keptTables.map((table) => table.name), ...leftTables].sort());
      const walled = keptTables.filter((table) => table.walled).map((table) => table.name);
      expect([...walled, 'presence'].sort()).toEqual([...WALLED].sort());
    });
  });
});
