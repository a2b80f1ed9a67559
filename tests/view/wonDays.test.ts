// The days of won deals, for a metric of a goal: of the person, the newest.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { summarise } from '../../lib/coaching/index.ts';
import { ownerKey } from '../../lib/model/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { loadWonDays } from '../../lib/view/wonDays.ts';
import { facts } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';

const CRM = { crm: 'espocrm', tenant: 't' };
let db: SidelineDb;
beforeEach(() => {
  db = new SidelineDb('wonDays', { indexedDB: new IDBFactory(), IDBKeyRange });
});
const link = (crmName: string, confirmedBy: string | null) =>
  db.rows.put(
    row('crmIdentity', crmName, 'o:acme', {
      ...{ ...CRM, crmUserId: crmName, crmName, userId: 'tomas', confirmedBy, at: 1 },
    }),
  );
/** Closed deals of an owner: the key of a later one sorts first. */
const closed = (name: string, count: number, status: 'won' | 'lost' = 'won') => {
  const deal = summarise('k', facts(), [], null);
  return db.summaries.bulkPut(
    Array.from({ length: count }, (_, index) => ({
      ...{ ...deal, status, owner: ownerKey(CRM, name), ownerName: name, at: 1 },
      ...{ key: `${name}${status}${5000 - index}`, closedAt: index + 1, ageDays: index + 1 },
    })),
  );
};

it('are those of the deals that closed last, however many others have', async () => {
  await link('Tomas L', 'dana');
  await closed('Tomas L', 950);
  await closed('Somebody else', 950);
  const days = (await loadWonDays(db, 'tomas')).map(({ closedAt }) => closedAt);
  expect(days).toHaveLength(900);
  expect([Math.max(...days), Math.min(...days)]).toEqual([950, 51]);
});
it('are of won deals alone, and of confirmed links', async () => {
  await link('Tomas L', 'dana');
  await link('Claimed', null);
  await closed('Tomas L', 2);
  await closed('Tomas L', 3, 'lost');
  await closed('Claimed', 4);
  expect(await loadWonDays(db, 'tomas')).toHaveLength(2);
  expect(await loadWonDays(db, 'dana')).toEqual([]);
});
