// Coaching is not evaluation: the results of a team are the only file about a team, and nothing of
// any collection is in it. A person’s own export has everything of theirs, and nothing that a rep
// shared with them as the manager.

import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportCsv, exportJson } from '../../components/data/exports.ts';
import { resultsCsv } from '../../components/data/results.ts';
import { summarise } from '../../lib/coaching/index.ts';
import { collectionNames, collections } from '../../lib/model/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { loadClosed, RESULT_COLUMNS, resultsOf } from '../../lib/view/results.ts';
import { facts, NOON, now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';

const CANARY = 'canary-of-';
const PAIR = 'p:dana:tomas';
const won = Date.UTC(2026, 9, 5);

/** A row of the collection with the canary in every field that takes any text. */
function planted(collection: (typeof collectionNames)[number]): Record<string, unknown> {
  const { schema } = collections[collection];
  const author = 'author' in schema.shape ? { author: 'tomas' } : {};
  let fields: Record<string, unknown> = { ...sampleFields[collection]?.(1), ...author };
  expect(schema.safeParse(fields).success, `${collection}: no sample`).toBe(true);
  const words = `${CANARY}${collection}`;
  for (const name of Object.keys(fields)) {
    const values = [words, [words], { a: words }, { [words]: 1 }];
    for (const value of name === 'author' ? [] : values)
      if (schema.safeParse({ ...fields, [name]: value }).success)
        fields = { ...fields, [name]: value };
  }
  return fields;
}

let db: SidelineDb;
beforeAll(async () => {
  db = new SidelineDb('evaluation', { indexedDB: new IDBFactory(), IDBKeyRange });
  await db.rows.bulkPut(collectionNames.map((name) => row(name, name, PAIR, planted(name))));
  const words = `${CANARY}device`;
  await db.checkIns.put({
    ...{ id: 'e1', day: '2026-11-20', at: 1, text: words },
    ...{ energy: null, confidence: null, load: null },
  });
  await db.drafts.put({ key: 'd', text: words, audience: null, at: 1 });
  const deal = { ...summarise('k', facts(), [], null), status: 'won' as const, closedAt: won };
  const amount = { amount: 4800, currency: 'EUR' };
  await db.summaries.put({
    ...{ ...deal, amount, owner: 'o', ownerName: 'Tomas L', name: words, stage: words },
    ...{ triggered: [words], key: 'k' },
  });
});

const results = async () =>
  resultsCsv(
    resultsOf(
      await loadClosed(db),
      [{ id: 'tomas', name: 'Tomas Lindqvist', owners: ['o'], quota: 9600 }],
      '2026-Q4',
      now,
    ),
    'en',
  );

describe('the results of a team', () => {
  it('have the allowed columns, and the figures of the CRM', async () => {
    const [head, line] = (await results()).replace('\ufeff', '').split('\r\n');
    expect(JSON.parse(`[${head}]`)).toEqual(RESULT_COLUMNS);
    const values = ['Tomas Lindqvist', '2026-Q4', '1', '0', 'EUR', '4800', '0', '9600', '50'];
    expect(JSON.parse(`[${line}]`)).toEqual(values);
  });
  it('contain nothing of any collection, and nothing of this device alone', async () => {
    const stored = JSON.stringify(await db.rows.toArray());
    // Most collections have some text; each of the coaching ones has.
    for (const name of ['goal', 'focusEntry', 'checkIn', 'commitment', 'note', 'moment'])
      expect(stored).toContain(CANARY + name);
    expect(await results()).not.toContain(CANARY);
  });
});

describe('the own export of the device', () => {
  const textOf = async (user: string) =>
    (await exportJson(db, user, NOON)) + (await exportCsv(db, user, new Map(), 'en'));
  it('of a rep has every row about them', async () => {
    const { rows } = JSON.parse(await exportJson(db, 'tomas', NOON)) as { rows: { id: string }[] };
    expect(rows.map(({ id }) => id).toSorted()).toEqual([...collectionNames].toSorted());
    expect(await exportJson(db, 'tomas', NOON)).toContain(`${CANARY}device`);
  });
  it('of a manager has no word that a rep wrote in their pair', async () => {
    const text = await textOf('dana');
    for (const name of collectionNames) expect(text).not.toContain(CANARY + name);
  });
  it('of a manager has what the manager wrote', async () => {
    await db.rows.put(row('note', 'own', PAIR, { ...planted('note'), author: 'dana' }));
    expect(await textOf('dana')).toContain(`${CANARY}note`);
    await db.rows.delete('own');
  });
});
