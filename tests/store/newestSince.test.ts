// What the background remembers of the newest rows and of summaries is what reading all of them
// gives, and only what was written since is read again.

import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { summarise } from '../../lib/coaching/index.ts';
import { Newest, type Row, SidelineDb, StatisticSummaries } from '../../lib/store/index.ts';
import { keepSummary } from '../../lib/store/write.ts';
import { counted } from '../helpers/counted.ts';
import { facts, NOON } from '../helpers/deals.ts';
import { numbered, row } from '../helpers/rows.ts';
import { watchedDatabase } from '../helpers/watchedDatabase.ts';

const { next } = counted();
const pause = async () => {};
const MOST = 20;

const shown = (n: number, at: number, days = 1): Row =>
  row('promptShown', numbered('r', n), 'u:me', {
    ...{ refKey: 'k', fingerprint: `f${n}`, signal: 's', days, last: NOON, before: null },
    ...{ editedBy: null, at, author: 'me' },
  });

/** Id, time and content: whatever a roll-up would see. */
const keep = ({ id, fields, deleted }: Row) => (deleted ? null : [id, fields.at, fields.days]);
const sorted = (list: readonly unknown[][]) => list.map(String).sort();

it('is what the newest rows are after any changes', async () => {
  const change = fc.oneof(
    fc.record({
      kind: fc.constant('put' as const),
      n: fc.nat(40),
      at: fc.integer({ min: 1, max: 30 }),
      days: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({ kind: fc.constantFrom('delete' as const, 'mark' as const), n: fc.nat(40) }),
    fc.record({ kind: fc.constant('other' as const), n: fc.nat(40) }),
    fc.record({ kind: fc.constant('clear' as const) }),
  );
  const batch = fc.array(change, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 35 }),
      fc.array(batch, { maxLength: 8 }),
      async (times, batches) => {
        const { db } = watchedDatabase();
        await db.rows.bulkPut(times.map((at, n) => shown(n, at)));
        const remembered = new Newest(db, 'promptShown', MOST, keep);
        await remembered.values(pause);
        for (const changes of batches) {
          for (const item of changes) {
            if (item.kind === 'clear') await db.rows.clear();
            else if (item.kind === 'put') await db.rows.put(shown(item.n, item.at, item.days));
            else if (item.kind === 'delete') await db.rows.delete(numbered('r', item.n));
            else if (item.kind === 'mark')
              await db.rows.update(numbered('r', item.n), { deleted: true });
            else await db.rows.put(row('reply', numbered('o', item.n), 'u:me', { at: 1 }));
          }
          const fresh = await new Newest(db, 'promptShown', MOST, keep).values(pause);
          expect(sorted(await remembered.values(pause))).toEqual(sorted(fresh));
        }
        db.close();
      },
    ),
    { seed: 28, numRuns: 60 },
  );
}, 120_000);

it('reads what was written since, and nothing else', async () => {
  const { db, reads } = watchedDatabase();
  await db.rows.bulkPut(Array.from({ length: 900 }, (_, n) => shown(n, n + 1)));
  const remembered = new Newest(db, 'promptShown', 1000, keep);
  expect(await remembered.values(pause)).toHaveLength(900);
  reads.count = 0;
  expect(await remembered.values(pause)).toHaveLength(900);
  expect(reads.count).toBe(0);
  await db.rows.bulkPut([shown(900, 5000), shown(3, 4, 7)]);
  reads.count = 0;
  const values = await remembered.values(pause);
  expect(values).toHaveLength(901);
  expect(values).toContainEqual([numbered('r', 3), 4, 7]);
  expect(reads.count).toBe(2);
});

it('reads everything again after an error, and in a database that does not tell', async () => {
  const { db } = watchedDatabase();
  await db.rows.bulkPut(Array.from({ length: 600 }, (_, n) => shown(n, n + 1)));
  const remembered = new Newest(db, 'promptShown', 1000, keep);
  await remembered.values(pause);
  await db.rows.put(shown(600, 5000));
  const failing = async () => {
    throw new Error('stopped');
  };
  await expect(remembered.values(failing)).rejects.toThrow('stopped');
  expect(await remembered.values(pause)).toHaveLength(601);
  const plain = new SidelineDb(`newest-${next()}`);
  const other = new Newest(plain, 'promptShown', 1000, keep);
  expect(await other.values(pause)).toEqual([]);
  await plain.rows.put(shown(1, 1));
  expect(await other.values(pause)).toHaveLength(1);
});

it('summaries are read once, and again where they were written', async () => {
  const { db, reads } = watchedDatabase();
  const summary = (n: number, at = n) => ({
    ...summarise(numbered('odoo/t/deal/', n), facts(), [], null),
    at,
  });
  for (let n = 0; n < 120; n++) await keepSummary(db, summary(n), 0);
  const remembered = new StatisticSummaries(db);
  const first = await remembered.values(pause);
  expect(first).toHaveLength(120);
  reads.count = 0;
  const second = await remembered.values(pause);
  // The same objects: what was computed of them holds.
  expect(second.every((item, index) => item === first[index])).toBe(true);
  expect(reads.count).toBe(0);
  await keepSummary(db, summary(5, 900), 0);
  await db.summaries.delete(numbered('odoo/t/deal/', 7));
  reads.count = 0;
  const third = await remembered.values(pause);
  expect(reads.count).toBe(1);
  expect(third).toHaveLength(119);
  expect(third[0]).toMatchObject({ key: numbered('odoo/t/deal/', 5), at: 900 });
});
