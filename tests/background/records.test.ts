import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { account, storeSession } from '../../entrypoints/background/account.ts';
import { forgetTab, recordHandlers } from '../../entrypoints/background/records.ts';
import { syncNow } from '../../entrypoints/background/sync.ts';
import { accountChanged } from '../../entrypoints/background/tabDisplay.ts';
import type { ToHost } from '../../lib/messages/index.ts';
import { note } from '../helpers/note.ts';
import { answerAbout, held } from '../helpers/tabs.ts';

// The message handlers with a fake browser.
const TAB = 7;
const LIST = 'https://app.attio.com/acme/deals';
const DEAL = `${LIST}/record/11111111-2222-4333-8444-555555555555/`;
const content = { kind: 'content' as const, tabId: TAB, url: DEAL };
const frame = { kind: 'page' as const, tabId: TAB };

let sent: ToHost[];
let inject: (file: string) => Promise<unknown>;
let documents = 0;
let document = '';

const at = (number: number, href: string, hosted: boolean) =>
  recordHandlers['record.at'](
    { navigation: { document, number }, href, hosted, visible: true },
    content,
  );
const view = async () => (await account()).db.views.get(TAB);

beforeEach(async () => {
  document = `document ${++documents}`;
  sent = [];
  inject = async () => undefined;
  Object.assign(fakeBrowser, {
    scripting: {
      executeScript: async ({ files }: { files: string[] }) => [
        { result: await inject(files[0] ?? '') },
      ],
    },
    action: {
      setBadgeBackgroundColor: async () => {},
      setBadgeText: async () => {},
      setPopup: async () => {},
    },
  });
  vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation((async (
    _tab: number,
    message: ToHost,
  ) => {
    sent.push(message);
  }) as never);
  vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation((async () => ({
    id: TAB,
    url: DEAL,
  })) as never);
  await forgetTab(TAB);
});

it('a tab that went to a list page gets an empty view last', async () => {
  const host = held<undefined>();
  inject = () => host.promise;
  const first = at(1, DEAL, false);
  await at(2, LIST, false);
  host.keep(undefined);
  await first;
  expect(sent.at(-1)).toEqual({ type: 'view', navigation: { document, number: 2 }, view: null });
});

it('an address of another origin is ignored', async () => {
  await at(1, 'https://app.hubspot.com/contacts/1/record/0-3/2', true);
  expect(await view()).toMatchObject({ ref: null });
});

it('a site without permission has the failure “notPermitted”', async () => {
  inject = () => Promise.reject(new Error('Missing host permission for the tab'));
  vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation((async () => ({ id: TAB })) as never);
  const url = 'https://acme.lightning.force.com/lightning/r/Opportunity/0065g00000ABCDEAA5/view';
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const report = { navigation: { document, number: 1 }, href: url, hosted: false, visible: true };
  await recordHandlers['record.at'](report, { ...content, url });
  expect(await view()).toMatchObject({ state: 'failed', failure: 'notPermitted' });
});

it('a frame’s greeting is answered once, in its own tab, and passed on to its host', async () => {
  const { nonce } = await recordHandlers['record.frame'](undefined, content);
  const hello = (tabId: number) =>
    recordHandlers['frame.hello']({ nonce, tabId: null }, { ...frame, tabId });
  await expect(hello(8)).rejects.toThrow('notAllowed');
  expect(await hello(TAB)).toMatchObject({ tabId: TAB });
  expect(sent).toEqual([{ type: 'hello', nonce }]);
  await expect(hello(TAB)).rejects.toThrow('notAllowed');
});

it('frames that never report leave no nonce behind', async () => {
  await recordHandlers['record.frame'](undefined, content);
  await recordHandlers['record.frame'](undefined, content);
  expect(Object.keys(await fakeBrowser.storage.session.get(null))).toHaveLength(1);
  await forgetTab(TAB);
  expect(await fakeBrowser.storage.session.get(null)).toEqual({});
});

it('a report of a previous page does not mark the present one as blocked', async () => {
  await at(1, DEAL, true);
  await recordHandlers['record.blocked']({ navigation: { document: 'gone', number: 1 } }, content);
  expect((await view())?.blocked).toBe(false);
  await recordHandlers['record.blocked']({ navigation: { document, number: 1 } }, content);
  expect((await view())?.blocked).toBe(true);
});

it('the layout is stored for the tab’s CRM and sent to its host', async () => {
  await at(1, DEAL, true);
  const navigation = { document, number: 1 };
  await recordHandlers['record.layout']({ navigation, layout: { width: 400 } }, content);
  await recordHandlers['frame.layout']({ tabId: TAB, mode: 'float' });
  expect(sent.at(-1)).toMatchObject({
    navigation,
    view: { layout: { width: 400, mode: 'float', open: 'float' } },
  });
});

describe('a tab that was read before a sign-in', () => {
  const id = '0065g00000ABCDEAA5';
  const url = `https://acme.lightning.force.com/lightning/r/Opportunity/${id}/view`;
  const navigation = { document: '', number: 1 };
  const session = { server: 'https://s.example', token: 't', org: 'acme', expired: false };
  const arrive = () => {
    navigation.document = document;
    inject = async (file) =>
      file === '/reader-salesforce.js'
        ? answerAbout(navigation, id, { crm: 'salesforce' })
        : undefined;
    const report = { navigation, href: url, hosted: true, visible: true };
    return recordHandlers['record.at'](report, { ...content, url });
  };
  const readings = async () => (await account()).db.records.count();

  it('is read again into the account’s database, and again after signing out', async () => {
    await arrive();
    expect([(await view())?.state, await readings()]).toEqual(['ready', 1]);
    await storeSession({ ...session, user: 'tomas' });
    expect([(await view())?.state, await readings()]).toEqual(['reading', 0]);
    await accountChanged();
    expect([(await view())?.state, await readings()]).toEqual(['ready', 1]);
    await (await account()).db.records.clear();
    await storeSession({ ...session, user: 'dana' });
    await storeSession(null);
    await (await account()).db.records.clear();
    await accountChanged();
    expect([(await view())?.state, await readings()]).toEqual(['ready', 1]);
  });
  it('stores the failure when that reading fails', async () => {
    await arrive();
    await storeSession({ ...session, user: 'tomas' });
    inject = () => Promise.reject(new Error('the page has gone'));
    await accountChanged();
    expect(await view()).toMatchObject({ state: 'failed', failure: 'unreachable', ref: { id } });
    await storeSession(null);
  });
  it.each(['signedOut', 'removed'])('shows no number once its session ended: %s', async (code) => {
    await storeSession({ ...session, user: 'tomas' });
    await arrive();
    const { db } = await account();
    const refKey = String((await view())?.refKey);
    const fields = note('dana', 'unread', { refKey });
    const server = { collection: 'note', scope: 'o', deleted: false, fields, refKey };
    await db.rows.put({ id: 'n', rev: 1, version: 1, pending: 0, serverCopy: null, ...server });
    await accountChanged();
    expect(sent.at(-1)).toMatchObject({ view: { count: 1 } });
    vi.stubGlobal('fetch', async () => Response.json({ code }, { status: 401 }));
    syncNow();
    await vi.waitFor(async () => expect((await account()).session?.expired).toBe(true));
    await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ view: { count: 0 } }));
    await storeSession(null);
  });
  it('stays a record even if its address alone is not conclusive', async () => {
    await arrive();
    await (await account()).db.views.update(TAB, { unsure: true });
    await storeSession({ ...session, user: 'tomas' });
    expect(await view()).toMatchObject({ state: 'reading', unsure: false, ref: { id } });
    await storeSession(null);
  });
});
