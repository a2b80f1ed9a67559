import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { account, storeSession } from '../../entrypoints/background/account.ts';
import { forgetTab, recordHandlers } from '../../entrypoints/background/records.ts';

const TAB = 7;
const LIST = 'https://app.attio.com/acme/deals';
const content = { kind: 'content' as const, tabId: TAB, url: LIST };
const session = { server: 'https://s.test', token: 't', org: 'acme', user: 'rui', expired: false };

const arrive = (number: number) => {
  const navigation = { document: 'page', number };
  const report = { navigation, href: LIST, hosted: true, visible: true };
  return recordHandlers['record.at'](report, content);
};

beforeEach(() => {
  vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockResolvedValue(undefined as never);
  const action = {
    setBadgeBackgroundColor: async () => {},
    setBadgeText: async () => {},
    setPopup: async () => {},
  };
  Object.assign(fakeBrowser, { action });
});

it('a tab that reports itself during a sign-in is stored in both databases', async () => {
  await arrive(1);
  const { db: before } = await account();
  const read = before.views.toArray.bind(before.views);
  let arriving: Promise<void> | undefined;
  vi.spyOn(before.views, 'toArray').mockImplementationOnce((async () => {
    const views = await read();
    arriving = arrive(2);
    // Enough turns for the write, if it did not wait for the sign-in.
    for (let turn = 0; turn < 40; turn += 1) await new Promise((done) => setImmediate(done));
    return views;
  }) as never);
  await storeSession(session);
  await arriving;
  const { db } = await account();
  expect(db.name).not.toBe(before.name);
  expect((await db.views.get(TAB))?.navigation.number).toBe(2);
  await forgetTab(TAB);
  await storeSession(null);
  expect((await account()).db.name).toBe(before.name);
});
