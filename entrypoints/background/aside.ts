import { browser } from '#imports';
import { chooseMode } from '../../lib/commands/layouts.ts';
import type { In } from '../../lib/messages/index.ts';
import { closeAside, hasSidePanel, openSidebar, openSidePanel } from '../../lib/platform/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { account } from './account.ts';
import { isAsideOpen, placeKey, setAside } from './openAsides.ts';
import { refreshAll, refreshTab } from './tabDisplay.ts';

/** A side panel opened in a window, or closed (null). The pages of the window show nothing then. */
export function asideAt(port: object, windowId: number | null): void {
  if (setAside(port, windowId)) unawaited('aside', refreshAll());
}

async function isOpened(opening: Promise<void> | null): Promise<boolean> {
  if (!opening) return false;
  return opening.then(
    () => true,
    () => false,
  );
}

/** A person chose a place in the panel. */
export async function place(input: In<'frame.layout'>): Promise<void> {
  // First: any await ends the user gesture.
  const opened = isOpened(input.mode === 'aside' ? openSidePanel(input.tabId) : null);
  await chooseMode((await account()).db, input, await opened);
  await refreshTab(input.tabId);
}

/** The page's tab was clicked where the panel opens beside the page. */
export async function openAside(tabId: number): Promise<{ opened: boolean }> {
  const opening = openSidePanel(tabId); // first: any await ends the user gesture
  return { opened: await isOpened(opening) };
}

interface ClickedTab {
  id?: number | undefined;
  windowId?: number | undefined;
}

const toggleHost = (tabId: number) =>
  browser.tabs.sendMessage(tabId, { type: 'toggle' }, { frameId: 0 }).catch(() => {});

/** The sidebar opened: from now on that is the place on this CRM's pages. */
async function besideFrom(opening: Promise<void> | null, tabId: number): Promise<void> {
  if (!(await isOpened(opening))) return;
  const { db } = await account();
  if ((await db.views.get(tabId))?.crm) await place({ tabId, mode: 'tab' });
}

/**
 * The toolbar button, or the shortcut. Firefox’s button opens and closes the sidebar; elsewhere the
 * panel opens at the place that the person chose. Nothing may be awaited before it opens.
 */
export function togglePanel(tab: ClickedTab | undefined, isButton: boolean): void {
  const { id, windowId } = tab ?? {};
  if (id === undefined) return;
  if (windowId !== undefined && isAsideOpen(windowId)) {
    unawaited('aside', closeAside(windowId));
    return;
  }
  const sidebar = isButton ? openSidebar() : null; // only Firefox has one
  if (sidebar) unawaited('sidebar', besideFrom(sidebar, id));
  else if (hasSidePanel()) openAtPlace(id);
  else unawaited('panel', toggleHost(id));
}

function openAtPlace(id: number): void {
  const key = placeKey(id);
  // A callback, which only Chromium takes: it keeps the user gesture, unlike a promise.
  browser.storage.session.get(key, (stored: Record<string, unknown>) => {
    const opening = stored[key] === 'aside' ? openSidePanel(id) : null;
    unawaited('panel', opening ?? toggleHost(id));
  });
}
