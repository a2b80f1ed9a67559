// Rows that are read in parts are the newest ones, each once, whatever times they share.

import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { summarise } from '../../lib/coaching/index.ts';
import { newestInParts, newestOfAll, type Row, SidelineDb } from '../../lib/store/index.ts';
import { keepSummary } from '../../lib/store/write.ts';
import { loadRollup, loadVisits } from '../../lib/view/rollups.ts';
import { counted } from '../helpers/counted.ts';
import { facts, NOON } from '../helpers/deals.ts';
import { numbered, row } from '../helpers/rows.ts';

const { next } = counted();
const more = { days: 1, last: NOON, before: null, editedBy: null };
const shown = (id: string, at: number): Row =>
  row('promptShown', id, 'u:me', {
    refKey: 'k',
    fingerprint: id,
    signal: 's',
    ...more,
    at,
    author: 'me',
  });

it('are the newest, in time order, with a pause before each part', async () => {
  await fc.assert(
    fc.asyncProperty(
      // Many rows at a few times: more than one part has one time.
      fc.array(fc.record({ at: fc.integer({ min: 1, max: 6 }), count: fc.nat({ max: 400 }) }), {
        maxLength: 6,
      }),
      fc.integer({ min: 1, max: 1500 }),
      async (groups, most) => {
        const db = new SidelineDb(`parts-${next()}`);
        const times = groups.flatMap(({ at, count }) => Array<number>(count).fill(at));
        await db.rows.bulkAdd(times.map((at, index) => shown(numbered('r', index), at)));
        const found: Row[] = [];
        let pauses = 0;
        const pause = async () => {
          pauses += 1;
        };
        await newestInParts(db, 'promptShown', most, pause, (rows) => {
          found.push(...rows);
        });
        const want = await newestOfAll(db, 'promptShown', most);
        expect(found.map(({ id }) => id)).toEqual(want.map(({ id }) => id));
        expect(pauses).toBeGreaterThanOrEqual(want.length / 500);
        db.close();
      },
    ),
    { seed: 17, numRuns: 12 },
  );
}, 60_000);

it('come once where others are written between two parts', async () => {
  const db = new SidelineDb(`parts-${next()}`);
  await db.rows.bulkAdd(Array.from({ length: 600 }, (_, at) => shown(numbered('r', at), at + 1)));
  const found: string[] = [];
  let written = 0;
  const pause = async () => {
    written += 1;
    await db.rows.put(shown(`new${written}`, 2000));
  };
  await newestInParts(db, 'promptShown', 10_000, pause, (rows) => {
    found.push(...rows.map(({ id }) => id));
  });
  expect(new Set(found).size).toBe(found.length);
  expect(found.filter((id) => id.startsWith('r'))).toHaveLength(600);
});

it('are what a roll-up reads: it pauses between its parts', async () => {
  const db = new SidelineDb(`parts-${next()}`);
  for (let n = 0; n < 120; n++)
    await keepSummary(db, { ...summarise(`odoo/t/deal/${n}`, facts(), [], null), at: NOON + n }, 0);
  await db.rows.bulkAdd(
    Array.from({ length: 600 }, (_, at) => shown(numbered('r', at), NOON + at)),
  );
  let pauses = 0;
  const pause = async () => {
    pauses += 1;
  };
  const read = await loadRollup(db, 'me', pause);
  expect([read.summaries.length, read.shown.length]).toEqual([120, 600]);
  expect(read.summaries[0]?.key).toBe('odoo/t/deal/119');
  expect(pauses).toBeGreaterThan(5);
  expect((await loadVisits(db, pause)).summarised.size).toBe(120);
});
