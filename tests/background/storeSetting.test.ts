import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { getSetting } from '../../lib/settings/index.ts';
import { freshSync, getMeta } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';

// Session and setting are in two places: the browser may stop the background between the writes.

const session = { server: 'https://s.test', token: 't', org: 'acme', user: 'rui', expired: false };

/** Starts the background: a module that remembers nothing of an earlier one. */
async function start() {
  vi.resetModules();
  return import('../../entrypoints/background/account.ts');
}
const stopsAt = (write: () => Promise<void>) =>
  vi.spyOn(fakeBrowser.storage.local, 'set').mockImplementationOnce(write as never);

beforeEach(() => start().then(({ storeSession }) => storeSession(null)));
afterEach(() => vi.restoreAllMocks());

it.each([
  ['a sign-in', null, session],
  ['a sign-out', session, null],
] as const)(
  'a background that was stopped during %s names its database to pages again',
  async (_, before, after) => {
    const first = await start();
    await first.storeSession(before);
    const named = await getSetting('store');
    const stopped = stopsAt(() => new Promise(() => {}));
    void first.storeSession(after);
    await vi.waitFor(() => expect(stopped).toHaveBeenCalled());
    expect(await getSetting('store')).toBe(named);
    const { db } = await (await start()).account();
    expect(db.name).not.toBe(named);
    expect(await getSetting('store')).toBe(db.name);
  },
);

it('a setting that could not be stored is stored with the next message', async () => {
  const { account, storeSession } = await start();
  await account();
  stopsAt(() => Promise.reject(new Error('quota')));
  await expect(storeSession(session)).rejects.toThrow('quota');
  const { db, session: stored } = await account();
  expect(stored?.user).toBe('rui');
  expect(await getSetting('store')).toBe(db.name);
});

it('pages are locked while the session is expired, whatever was stored for them', async () => {
  const first = await start();
  await first.storeSession(session);
  const { db } = await first.account();
  const problem = async () => (await getMeta(db, 'sync'))?.problem;
  await first.expireSession('an earlier token');
  expect(await problem()).toBeNull();
  await first.expireSession(session.token);
  expect(await problem()).toBe('signedOut');
  // A sign-in of the same person was stopped before its session was stored.
  await putMeta(db, 'sync', freshSync);
  await (await start()).account();
  expect(await problem()).toBe('signedOut');
});
