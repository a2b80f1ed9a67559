import { i18n } from '#i18n';
import { browser } from '#imports';
import { adapterNamed } from '../../lib/crm/index.ts';
import { defaultLayout, Layout, type Placed } from '../../lib/messages/index.ts';
import type { RecordRef } from '../../lib/model/index.ts';
import { setBadge } from '../../lib/platform/index.ts';
import { badgeOf } from '../../lib/view/badge.ts';
import { type Account, account } from './account.ts';
import { recordView } from './view.ts';

const layoutKey = (crm: string) => `layout:${crm}`;

/** Where the panel sits, remembered for each CRM. */
export async function layoutOf(crm: string): Promise<Layout> {
  const stored = (await browser.storage.local.get(layoutKey(crm)))[layoutKey(crm)];
  const parsed = Layout.safeParse(stored);
  return parsed.success ? parsed.data : defaultLayout;
}

export async function keepLayout(crm: string, layout: Layout): Promise<void> {
  await browser.storage.local.set({ [layoutKey(crm)]: layout });
}

/** The tab's count: prompts and unread notes. Nothing that leaves the person guessing: no number where there is no reading. */
async function counts({ db }: Account, ref: RecordRef): Promise<{ count: number; dot: boolean }> {
  return badgeOf(await recordView(db, ref));
}

export async function placedFor(ref: RecordRef): Promise<Placed> {
  const [layout, { count, dot }] = await Promise.all([layoutOf(ref.crm), counts(await account(), ref)]);
  return {
    layout,
    count,
    dot,
    layer: adapterNamed(ref.crm)?.layer ?? 1000,
    words: {
      frame: i18n.t('frame.title'),
      open: count > 0 ? i18n.t('frame.openCount', [String(count)]) : i18n.t('frame.open'),
      blocked: import.meta.env.FIREFOX ? i18n.t('frame.blockedFirefox') : i18n.t('frame.blocked'),
      resize: i18n.t('frame.resize'),
      move: i18n.t('frame.move'),
    },
  };
}

/** Tells a tab's content script what to show, and the toolbar button its count. A tab that has gone is no error. */
export async function refreshTab(tabId: number): Promise<void> {
  const { db } = await account();
  const view = await db.views.get(tabId);
  const placed = view?.ref && view.state !== 'reading' ? await placedFor(view.ref) : null;
  if (!view?.ref) return void setBadge(tabId, 0);
  if (!placed) return;
  await browser.tabs.sendMessage(tabId, { type: 'placed', placed }, { frameId: 0 }).catch(() => {});
  await setBadge(tabId, placed.count);
}

/** Every tab that shows this record: something about it changed. */
export async function refreshRecord(key: string): Promise<void> {
  const { db } = await account();
  for (const view of await db.views.where('refKey').equals(key).toArray()) await refreshTab(view.tabId);
}

/** Every tab with a record: something changed that concerns them all. */
export async function refreshAll(): Promise<void> {
  const { db } = await account();
  for (const view of await db.views.toArray()) if (view.ref) await refreshTab(view.tabId);
}
