import { expect, it } from 'vitest';
import { keepReading } from '../../lib/commands/keepReading.ts';
import { cachedRecord, recordAddresses } from '../../lib/store/index.ts';
import { counted } from '../helpers/counted.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { KEY, openDevice, ref } from './device.ts';

const read = async (closeDate: string) => {
  const device = await openDevice('tomas');
  await device.db.records.clear();
  const record = { ...deal({ closeDate }), ref };
  return { device, record };
};
const deps = { now: NOON, ids: counted().ids, href: 'https://crm.acme.test/#Opportunity/view/1' };

it('a deal with a slip in its close date is read, and has a snapshot without it', async () => {
  const { device, record } = await read('0202-05-01');
  const errors: unknown[] = [];
  await keepReading(device.db, record, { ...deps, report: (error) => errors.push(error) });
  expect(await cachedRecord(device.db, KEY)).toEqual(record);
  const [snapshot] = await device.rows('dealSnapshot');
  expect(snapshot?.fields).toMatchObject({ stage: 'Qualification', closeDate: null });
  expect(errors).toEqual([]);
  expect(await recordAddresses(device.db, [KEY])).toEqual(new Map([[KEY, deps.href]]));
});

it('a reading stays stored if its snapshot cannot be, and the reason is reported', async () => {
  const { device, record } = await read('2026-12-01');
  const refuse = () => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  };
  device.db.rows.hook('creating', refuse);
  const errors: unknown[] = [];
  await keepReading(device.db, record, { ...deps, report: (error) => errors.push(error) });
  expect(await cachedRecord(device.db, KEY)).toEqual(record);
  expect(errors).toMatchObject([{ code: 'full' }]);
  expect((await recordAddresses(device.db, [KEY])).size).toBe(1);
});
