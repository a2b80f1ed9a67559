import { browser } from '#imports';
import type { HostView } from '../../lib/messages/index.ts';
import { setPopup } from '../../lib/platform/index.ts';

/** Side panels (in Firefox: sidebars) that are open, by their port: the id of their window. */
const open = new Map<object, number>();

export function isAsideOpen(windowId: number | undefined): boolean {
  return windowId !== undefined && [...open.values()].includes(windowId);
}

/** A side panel opened in a window, or closed (null). @returns whether that changed something. */
export function setAside(port: object, windowId: number | null): boolean {
  if ((open.get(port) ?? null) === windowId) return false;
  if (windowId === null) open.delete(port);
  else open.set(port, windowId);
  return true;
}

/** The key of the place that the toolbar button opens in a tab. */
export const placeKey = (tabId: number) => `place:${tabId}`;

/**
 * Stores that place; null where the tab shows no record. In the session's storage: the worker may
 * stop before the click.
 */
export async function storePlace(tabId: number, view: HostView | null): Promise<void> {
  const key = placeKey(tabId);
  if (view) await browser.storage.session.set({ [key]: view.layout.open });
  else await browser.storage.session.remove(key);
  await setPopup(tabId, view === null);
}
