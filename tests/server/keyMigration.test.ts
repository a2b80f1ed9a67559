import { afterEach, describe, expect, it } from 'vitest';
import { keyedId } from '../../lib/model/index.ts';
import { migrate } from '../../server/store/migrations/index.ts';
import type { Store } from '../../server/store/store.ts';
import { note, type StoreKind, storeKinds } from '../helpers/server.ts';
import { first, newStore } from '../helpers/stores.ts';

const opened: Store[] = [];
async function emptyStore(kind: StoreKind): Promise<Store> {
  const store = await newStore(kind);
  opened.push(store);
  return store;
}
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

describe('migration 003', () => {
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
        const parsed = rows.map(({ fields, ...rest }) => ({ ...rest, fields: JSON.parse(fields) }));
        expect(parsed).toMatchObject([
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
  it.each(storeKinds)(
    'on %s: of a private and a pair value, the last that the server received counts',
    async (kind) => {
      const store = await emptyStore(kind);
      const [privately, pair] = ['u:rep', 'p:boss:rep'];
      // Two scopes alternate for each key; times are in the opposite order of arrival.
      const series = [
        ['amount', privately],
        ['amount', pair],
        ['stage', pair],
        ['amount', privately],
        ['stage', privately],
        ['next', privately],
        ['stage', pair],
        ['next', pair],
      ] as const;
      await store.owning(async (db) => {
        await first(db, kind);
        await migrate(db, 1, '002-merge');
        const org = {
          id: 'o',
          name: 'Old',
          epoch: 'e',
          version: series.length,
          floor: 0,
          people: 0,
        };
        await db
          .insertInto('org')
          .values({ ...org, time_zone: 'UTC', share_snapshots: 1, created_at: 1 })
          .execute();
        const row = { org_id: 'o', rev: 1, deleted: 0, schema: 1, author: 'rep', parent: null };
        const rows = series.map(([field, scope], index) => ({
          ...row,
          ...{ id: `old${index}`, scope, version: index + 1, collection: 'typedFact', at: 1 },
          fields: JSON.stringify({
            ...{ refKey: 'k', field, value: String(index) },
            ...{ author: 'rep', at: 900 - index },
          }),
        }));
        await db.insertInto('row').values(rows).execute();
        await migrate(db, 1000);
        const left = await db
          .selectFrom('row')
          .select(['id', 'scope', 'fields'])
          .where('deleted', '=', 0)
          .orderBy('version')
          .execute();
        const order = left.map(({ scope, fields }) => {
          const { field, value } = JSON.parse(fields) as Record<string, unknown>;
          return [field, scope, value];
        });
        // By version: the last row of each field counts.
        expect(order).toEqual([
          ['amount', pair, '1'],
          ['amount', privately, '3'],
          ['stage', privately, '4'],
          ['next', privately, '5'],
          ['stage', pair, '6'],
          ['next', pair, '7'],
        ]);
      });
    },
  );
});
