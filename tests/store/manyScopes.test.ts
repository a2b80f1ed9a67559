// A device with more scopes than a query looks up: a manager has a pair with each rep. The scopes
// of the organisation, of a team and of the person alone are read all the same.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  factRows,
  LIMIT,
  LOOKUPS,
  newestOfAll,
  SidelineDb,
  textRows,
} from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { counting, type Reads } from '../helpers/fullDatabase.ts';
import { numbered, row } from '../helpers/rows.ts';
import { key, sampleFields } from '../helpers/sampleFields.ts';
import { meOf } from '../helpers/view.ts';

/** Before and behind the pairs in the order of scopes. */
const OTHERS = ['o:acme', 't:north', 't:south', 'u:dana'];
let db: SidelineDb;
let reads: Reads;
beforeEach(async () => {
  reads = { count: 0 };
  db = new SidelineDb('many-scopes', { indexedDB: new IDBFactory(), IDBKeyRange });
  db.use({ stack: 'dbcore', name: 'counting', create: (down) => counting(down, reads) });
  await putMeta(db, 'me', meOf('dana'));
});

const pair = (index: number) => `p:dana:${numbered('rep', index)}`;
const pairs = (count: number) => Array.from({ length: count }, (_, index) => pair(index));
const made = (collection: string, scope: string, at: number, version = at) => ({
  ...row(collection, `${collection} ${scope} ${at}`, scope, {
    ...{ ...sampleFields[collection]?.(at), refKey: key },
  }),
  version,
});
const scopesIn = (rows: readonly { scope: string }[]) => [
  ...new Set(rows.map(({ scope }) => scope)),
];

it('over all records, the scopes of both ends are among those that are read', async () => {
  const rows = [...pairs(300), ...OTHERS].flatMap((scope) =>
    Array.from({ length: 20 }, (_, at) => made('note', scope, at)),
  );
  await db.rows.bulkPut(rows);
  reads.count = 0;
  const scopes = scopesIn(await newestOfAll(db, 'note', LIMIT - LOOKUPS));
  expect(scopes).toEqual(expect.arrayContaining([...OTHERS, pair(0), pair(299)]));
  expect(scopes).toHaveLength(LOOKUPS);
  // The scopes that were looked up are part of it.
  expect(reads.count).toBe(LIMIT);
});

it.each([0, 1, 24, 25, 26, 46, 47])('with %d pairs, each scope is read once', async (count) => {
  const all = [...pairs(count), ...OTHERS];
  await db.rows.bulkPut(all.map((scope) => made('note', scope, 1)));
  const rows = await newestOfAll(db, 'note', LIMIT - LOOKUPS);
  expect(rows).toHaveLength(Math.min(all.length, LOOKUPS));
  expect(scopesIn(rows)).toHaveLength(rows.length);
});

it('on a record, the notes of the team and the own ones are there', async () => {
  await db.rows.bulkPut([...pairs(80), ...OTHERS].map((scope) => made('note', scope, 1)));
  expect(scopesIn((await textRows(db, key)).notes)).toEqual(expect.arrayContaining(OTHERS));
});

describe('the first visit to a deal', () => {
  /** More than the page reads of one scope. */
  const later = (scope: string) =>
    Array.from({ length: 300 }, (_, index) => made('dealSnapshot', scope, 1000 + index));
  const firstVisit = async () => {
    const { snapshots } = await factRows(db, key);
    return Math.min(...snapshots.map(({ fields }) => fields.at));
  };
  it('is found in the team, beside many pairs', async () => {
    await db.rows.bulkPut([
      ...pairs(6).flatMap((scope) => [made('dealSnapshot', scope, 900), ...later(scope)]),
      ...[made('dealSnapshot', 't:north', 7), ...later('t:north')],
    ]);
    expect(await firstVisit()).toBe(7);
  });
  it('is the earliest of a scope, also where the server had another one first', async () => {
    await db.rows.bulkPut([
      ...[made('dealSnapshot', 't:north', 900, 1), made('dealSnapshot', 't:north', 7, 2)],
      ...later('t:north'),
    ]);
    expect(await firstVisit()).toBe(7);
  });
  it('is the earliest where it was moved later than the others were written', async () => {
    await db.rows.bulkPut([
      ...[made('dealSnapshot', 't:north', 900, 1), made('dealSnapshot', 't:north', 7, 9000)],
      ...later('t:north'),
    ]);
    expect(await firstVisit()).toBe(7);
  });
});
