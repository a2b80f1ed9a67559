// The stored day of a rep: it is read with the summaries of its owner, and leaves with them.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { summarise } from '../../lib/coaching/index.ts';
import type { RepDay } from '../../lib/model/index.ts';
import { getMeta, SidelineDb, storedRepDay } from '../../lib/store/index.ts';
import { forgetServerMeta } from '../../lib/store/meta.ts';
import { forgetReading, keepRepDay, keepSummary, putMeta } from '../../lib/store/write.ts';
import { loadSummaries } from '../../lib/view/load.ts';
import { day, facts } from '../helpers/deals.ts';

const repDay = (change: Partial<RepDay> = {}): RepDay => ({
  day: day(0),
  open: 6,
  deal: 'odoo/t/deal/1',
  patterns: [{ signal: 'quiet', count: 6, of: 6, share: 100, deals: ['odoo/t/deal/1'] }],
  ...change,
});
const opened = async (name: string) => {
  const db = new SidelineDb(name, { indexedDB: new IDBFactory(), IDBKeyRange });
  await keepRepDay(db, 'ada', repDay());
  return db;
};

it('is read with the summaries of one owner only', async () => {
  const db = await opened('read');
  expect((await loadSummaries(db, 'ada')).repDay).toEqual(repDay());
  expect((await loadSummaries(db, 'ben')).repDay).toBeNull();
  expect((await loadSummaries(db, null)).repDay).toBeNull();
  await db.meta.put({ key: 'repDay:ben', value: { day: 3 } });
  expect(await storedRepDay(db, 'ben'), 'of another format').toBeNull();
});

it('is not replaced on the same day, unless more deals are known', async () => {
  const db = await opened('kept');
  await keepRepDay(db, 'ada', repDay({ deal: 'other' }));
  expect((await storedRepDay(db, 'ada'))?.deal).toBe('odoo/t/deal/1');
  await keepRepDay(db, 'ada', repDay({ deal: 'other', open: 12 }));
  expect((await storedRepDay(db, 'ada'))?.deal).toBe('other');
  await keepRepDay(db, 'ada', repDay({ day: day(1), open: 12 }));
  expect((await storedRepDay(db, 'ada'))?.day).toBe(day(1));
});

it('leaves the device with a summary that it was computed from, and with the account', async () => {
  const db = await opened('left');
  await keepSummary(db, summarise('odoo/t/deal/1', facts(), [], null), 0);
  await forgetReading(db, 'odoo/t/deal/1');
  expect(await storedRepDay(db, 'ada')).toBeNull();
  await keepRepDay(db, 'ada', repDay());
  await putMeta(db, 'marker', 'm');
  await forgetServerMeta(db);
  expect(await storedRepDay(db, 'ada')).toBeNull();
  expect(await getMeta(db, 'marker')).toBe('m');
});
