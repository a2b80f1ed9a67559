// What one pair reads: its own newest commitments, however many other pairs have.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { ONE_ON_ONE_SHARES, oneOnOneRows, pairRows, SidelineDb } from '../../lib/store/index.ts';
import { numbered, row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';

let db: SidelineDb;
beforeEach(() => {
  db = new SidelineDb('pairs', { indexedDB: new IDBFactory(), IDBKeyRange });
});
const pairOf = (rep: string, isFormer = false) => ({
  ...{ scope: `p:dana:${rep}`, manager: 'dana', rep, isFormer, team: null },
});
const add = (rep: string, count: number, fields: object = {}, scope = `p:dana:${rep}`) =>
  db.rows.bulkPut(
    Array.from({ length: count }, (_, at) =>
      row('commitment', numbered(`${scope}${rep}`, at), scope, {
        ...{ ...sampleFields.commitment?.(at), owner: rep, ...fields },
      }),
    ),
  );

it('the commitments of a pair are all there beside those of ten others', async () => {
  await add('tomas', 12);
  for (let other = 0; other < 10; other++) await add(`rep${other}`, 100, { at: 5000 + other });
  const { commitments } = await oneOnOneRows(db, pairOf('tomas'));
  expect(commitments).toHaveLength(12);
  expect(new Set(commitments.map(({ scope }) => scope))).toEqual(new Set(['p:dana:tomas']));
  const many = await oneOnOneRows(db, pairOf('rep1'));
  expect(many.commitments).toHaveLength(100);
  await add('busy', 300);
  const busy = await oneOnOneRows(db, pairOf('busy'));
  expect(busy.commitments).toHaveLength(ONE_ON_ONE_SHARES.commitment);
});
it('of a former pair those that were handed over are there too', async () => {
  await add('tomas', 2);
  await add('tomas', 3, { manager: 'dana' }, 'p:nora:tomas');
  expect((await oneOnOneRows(db, pairOf('tomas', true))).commitments).toHaveLength(5);
  expect((await oneOnOneRows(db, pairOf('tomas'))).commitments).toHaveLength(2);
});
it('the managers with whom something was written are named once', async () => {
  await add('tomas', 3, { manager: 'dana' });
  await add('tomas', 2, { manager: 'nora' }, 'u:tomas');
  expect((await pairRows(db)).managers).toEqual(['dana', 'nora']);
});
