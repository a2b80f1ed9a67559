import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { account } from '../../entrypoints/background/account.ts';
import { openRecord } from '../../entrypoints/background/openRecord.ts';
import { refKey as keyOf } from '../../lib/model/index.ts';
import { keepRecord } from '../../lib/store/write.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { view } from '../helpers/panel.ts';

const record = deal();
const refKey = keyOf(record.ref);
const ADDRESS = 'https://crm.acme.test/#Opportunity/view/1';
const calls: unknown[] = [];
/** The tabs that are open. */
let open: number[] = [];

beforeEach(async () => {
  calls.length = 0;
  open = [];
  const { db } = await account();
  await db.views.clear();
  await keepRecord(db, record, NOON, null, ADDRESS);
  vi.spyOn(fakeBrowser.tabs, 'update').mockImplementation((async (id: number) => {
    if (!open.includes(id)) throw new Error(`No tab with id: ${id}.`);
    calls.push(['front', id]);
    return { id, windowId: 3 };
  }) as never);
  vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(
    (async ({ url }: { url: string }) => void calls.push(['new', url])) as never,
  );
  Object.assign(fakeBrowser.windows, {
    update: async (id: number) => void calls.push(['window', id]),
  });
});

it('the tab that shows a record comes to the front, with its window', async () => {
  open = [7];
  await (await account()).db.views.put({ ...view, tabId: 7, refKey });
  await openRecord({ refKey });
  expect(calls).toEqual([
    ['front', 7],
    ['window', 3],
  ]);
});

it('a tab that was closed meanwhile is not waited for: the page opens in a new one', async () => {
  await (await account()).db.views.put({ ...view, tabId: 7, refKey });
  await openRecord({ refKey });
  expect(calls).toEqual([['new', ADDRESS]]);
});

it.each(['javascript:alert(1)', 'https://user:pw@crm.acme.test/', null])(
  'nothing opens for %s',
  async (address) => {
    const { db } = await account();
    await db.records.update(refKey, { address });
    await expect(openRecord({ refKey })).rejects.toMatchObject({ code: 'missing' });
    expect(calls).toEqual([]);
  },
);
