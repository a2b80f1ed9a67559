import { i18n } from '#i18n';
import { browser } from '#imports';
import { layoutOf } from '../../lib/commands/layouts.ts';
import { createTabs } from '../../lib/commands/tabs.ts';
import { adapterNamed, locate, normalise, topOf } from '../../lib/crm/index.ts';
import type { HostView } from '../../lib/messages/index.ts';
import type { RecordRef } from '../../lib/model/index.ts';
import { deviceZone, setBadge } from '../../lib/platform/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { getSetting } from '../../lib/settings/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { badgeOf } from '../../lib/view/badge.ts';
import { type Account, account } from './account.ts';
import { issueNonce } from './hello.ts';
import { keep } from './keep.ts';
import { isAsideOpen, storePlace } from './openAsides.ts';
import { doubtPage } from './pictures.ts';
import { recordView } from './view.ts';

/** The tab's count of prompts and unread notes. Without a reading there is no number. */
async function counts(
  { db, session }: Account,
  ref: RecordRef,
  { side }: TabView,
): Promise<{ count: number; dot: boolean }> {
  if (session?.expired) return { count: 0, dot: false }; // locked
  return badgeOf(await recordView(db, ref, { side: side ?? null }));
}

/** The window of a tab, also of one that has just been closed. */
async function windowOf(tabId: number): Promise<number | undefined> {
  return browser.tabs.get(tabId).then(
    (tab) => tab.windowId,
    () => undefined,
  );
}

async function hostView(ref: RecordRef, counted: boolean, view: TabView): Promise<HostView> {
  const counting = counted ? counts(await account(), ref, view) : { count: 0, dot: false };
  const [layout, { count, dot }, windowId] = await Promise.all([
    layoutOf(ref.crm),
    counting,
    windowOf(view.tabId),
  ]);
  return {
    layout,
    count,
    dot,
    layer: adapterNamed(ref.crm)?.layer ?? 1000,
    isAside: isAsideOpen(windowId),
    top: topOf(ref.crm),
    texts: {
      frame: i18n.t('frame.title'),
      open: count > 0 ? i18n.t('frame.openCount', [String(count)]) : i18n.t('frame.open'),
      blocked: import.meta.env.FIREFOX ? i18n.t('frame.blockedFirefox') : i18n.t('frame.blocked'),
      resize: i18n.t('frame.resize'),
      move: i18n.t('frame.move'),
    },
  };
}

/** True if the page has a content script, which answers. */
export const hasWatcher = (tabId: number): Promise<boolean> =>
  browser.tabs.sendMessage(tabId, { type: 'ping' }, { frameId: 0 }).then(
    () => true,
    () => false,
  );

export const tabs = createTabs({
  store: async () => (await account()).db,
  async locate(href) {
    const [sites, paused] = await Promise.all([getSetting('sites'), getSetting('paused')]);
    const found = locate(href, [...__SIDELINE_SITES__, ...sites]);
    return found && !paused.includes(found.ref.crm) ? found : null;
  },
  reads: (crm) => adapterNamed(crm)?.read === true,
  async inject(tabId, file) {
    const target = { tabId, frameIds: [0] };
    const [first] = await browser.scripting.executeScript({ target, files: [file] as never[] });
    return first?.result;
  },
  // Without the “tabs” permission the browser gives the address only of sites we may access.
  isPermitted: (tabId) =>
    browser.tabs.get(tabId).then(
      (tab) => tab.url !== undefined,
      () => true,
    ),
  normalise: (raw, asked, now) => normalise(raw, asked, now, deviceZone()),
  keep,
  failed: (href) => unawaited('picture', doubtPage(href)),
  hostView,
  hasWatcher,
  issueNonce,
  async sendToHost(tabId, message) {
    // At once: the page waits for the message only.
    await Promise.all([
      message.type === 'view' && storePlace(tabId, message.view),
      browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => {}),
    ]);
  },
  setBadge: (tabId, count) => void setBadge(tabId, count),
  now: () => Date.now(),
  wait(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
  report: (error) => console.error('record', error),
});

/** Sends a tab's host its view, and sets the count on the toolbar button. */
export const refreshTab = tabs.refresh;

/** After a change of account: reads the records of all tabs again, into its database. */
export async function accountChanged(): Promise<void> {
  const { db } = await account();
  const views = (await db.views.toArray()).filter((view) => view.ref);
  const show = async ({ tabId }: TabView) => {
    await refreshTab(tabId);
    await tabs.again(tabId, null);
  };
  await Promise.all(views.map(show));
}

/** Refreshes every tab with a record. */
export async function refreshAll(): Promise<void> {
  const { db } = await account();
  for (const view of await db.views.toArray()) if (view.ref) await refreshTab(view.tabId);
}
