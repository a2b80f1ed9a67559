import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { chooseMode, layOut, layoutOf } from '../../lib/commands/layouts.ts';
import { defaultLayout, type PanelMode } from '../../lib/messages/index.ts';
import type { SidelineDb, TabView } from '../../lib/store/index.ts';
import { view } from '../helpers/panel.ts';
import { newDb, TAB } from '../helpers/tabs.ts';

const navigation = { document: 'page', number: 1 };
let db: SidelineDb;
const shows = (more: Partial<TabView>) => db.views.put({ ...view, tabId: TAB, ...more });

beforeEach(async () => {
  fakeBrowser.reset();
  db = newDb();
  await shows({ navigation });
});

describe('the layout of the panel', () => {
  it('is the default if the stored value is missing or invalid', async () => {
    expect(await layoutOf('espocrm')).toEqual(defaultLayout);
    await fakeBrowser.storage.local.set({ 'layout:espocrm': { mode: 'gone' } });
    expect(await layoutOf('espocrm')).toEqual(defaultLayout);
  });
  it('keeps both of two changes at once, and what another tab changed', async () => {
    // A read value may be outdated when it arrives, as in a browser.
    const { get } = fakeBrowser.storage.local;
    vi.spyOn(fakeBrowser.storage.local, 'get').mockImplementation((async (key: string) => {
      const stored = await get(key);
      await new Promise((done) => setTimeout(done));
      return stored;
    }) as never);
    await Promise.all([
      layOut(db, TAB, { navigation, layout: { width: 400, x: undefined } }),
      layOut(db, TAB, { navigation, layout: { tabY: 0.1 } }),
      chooseMode(db, { tabId: TAB, mode: 'float' }, false),
    ]);
    const moved = { width: 400, tabY: 0.1, mode: 'float', open: 'float' };
    expect(await layoutOf('espocrm')).toEqual({ ...defaultLayout, ...moved });
    expect(await layoutOf('odoo')).toEqual(defaultLayout);
  });
  it('is not changed by a page that has gone', async () => {
    await layOut(db, TAB, { navigation: { document: 'gone', number: 1 }, layout: { width: 400 } });
    expect(await layoutOf('espocrm')).toEqual(defaultLayout);
  });
  it('goes on after a write that failed', async () => {
    const { set } = fakeBrowser.storage.local;
    fakeBrowser.storage.local.set = () => Promise.reject(new Error('QUOTA_BYTES exceeded'));
    const refused = layOut(db, TAB, { navigation, layout: { width: 400 } });
    await expect(refused).rejects.toThrow('QUOTA_BYTES');
    fakeBrowser.storage.local.set = set;
    await layOut(db, TAB, { navigation, layout: { width: 440 } });
    expect((await layoutOf('espocrm')).width).toBe(440);
  });
  it('is available only on pages of a CRM', async () => {
    await shows({ ref: null, refKey: null, crm: null });
    const moved = layOut(db, TAB, { navigation, layout: { width: 400 } });
    await expect(moved).rejects.toMatchObject({ code: 'missing' });
    const chosen = chooseMode(db, { tabId: TAB, mode: 'tab' }, false);
    await expect(chosen).rejects.toMatchObject({ code: 'missing' });
  });
});

describe('a place', () => {
  const choose = async (mode: PanelMode, isOpened = false) => {
    await chooseMode(db, { tabId: TAB, mode }, isOpened);
    const { mode: shown, open } = await layoutOf('espocrm');
    return [shown, open];
  };
  it('over the page is what the tab opens from now on', async () => {
    expect(await choose('dock')).toEqual(['dock', 'dock']);
    expect(await choose('tab')).toEqual(['tab', 'dock']);
    expect(await choose('float')).toEqual(['float', 'float']);
  });
  it('beside the page leaves the tab in the page', async () => {
    await choose('float');
    expect(await choose('aside', true)).toEqual(['tab', 'aside']);
  });
  it('beside the page that did not open leaves the panel where it is', async () => {
    await choose('float');
    expect(await choose('aside', false)).toEqual(['float', 'aside']);
  });
  it('of an earlier version stays, without the parts that it did not have', async () => {
    const earlier = { mode: 'float', open: 'float', width: 400, x: 10, y: 20, tabY: 0.25 };
    await fakeBrowser.storage.local.set({ 'layout:espocrm': earlier });
    expect(await layoutOf('espocrm')).toEqual(earlier);
    await fakeBrowser.storage.local.set({ 'layout:espocrm': { mode: 'dock' } });
    expect(await layoutOf('espocrm')).toEqual({ ...defaultLayout, mode: 'dock' });
  });
});
