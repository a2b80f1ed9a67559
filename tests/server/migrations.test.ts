import { afterEach, describe, expect, it } from 'vitest';
import { keptTables, leftTables } from '../../server/ops/tables.ts';
import { migrate, migrations } from '../../server/store/migrations/index.ts';
import { TENANT_SCOPED } from '../../server/store/rls.ts';
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
        // As an earlier version left it.
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
      // As the owner: the role for requests is created with row-level security.
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
  it('fails with a message if the database is newer than the program', async () => {
    const store = await emptyStore('sqlite');
    await store.owning(async (db) => {
      await first(db, 'sqlite');
      await migrate(db, 1);
      await db.insertInto('migration').values({ id: '999-tomorrow', at: 1 }).execute();
      await expect(migrate(db, 2)).rejects.toThrow(/newer version of Sideline \(999-tomorrow\)/);
    });
  });
  it('forgets no table: what is not in a backup is left out on purpose', async () => {
    const store = await emptyStore('sqlite');
    await store.owning(async (db) => {
      await first(db, 'sqlite');
      await migrate(db, 1);
      const names = (await db.introspection.getTables()).map((table) => table.name).sort();
      expect(names).toEqual([...keptTables.map((table) => table.name), ...leftTables].sort());
      const tenantScoped = keptTables
        .filter((table) => table.tenantScoped)
        .map((table) => table.name);
      expect([...tenantScoped, 'presence'].sort()).toEqual([...TENANT_SCOPED].sort());
    });
  });
});
