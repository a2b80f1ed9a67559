import { browser } from '#imports';

/** The extension's origin. From a page that is not web-accessible, whose URL is not dynamic. */
export function ownOrigin(): string {
  return new URL(browser.runtime.getURL('/options.html')).origin;
}

interface SidePanel {
  open(options: { tabId: number }): Promise<void>;
  close(options: { windowId: number }): Promise<void>;
}
interface Sidebar {
  open(): Promise<void>;
  close(): Promise<void>;
}

const sidePanel = () => (browser as unknown as { sidePanel?: SidePanel }).sidePanel;
const sidebar = () => (browser as unknown as { sidebarAction?: Sidebar }).sidebarAction;

/**
 * Opens Chrome's side panel: only works synchronously within a user gesture. Null in Firefox, where
 * a page cannot open one.
 */
export function openSidePanel(tabId: number): Promise<void> | null {
  return sidePanel()?.open({ tabId }) ?? null;
}

/** Chromium has a side panel, Firefox a sidebar instead. */
export function hasSidePanel(): boolean {
  return sidePanel() !== undefined;
}

/** Opens Firefox's sidebar, from a click on the toolbar button. */
export function openSidebar(): Promise<void> | null {
  return sidebar()?.open() ?? null;
}

/** Closes Firefox's sidebar from a click in it. */
export function closeOwnSidebar(): void {
  void sidebar()?.close();
}

/** Closes the side panel or sidebar. Firefox needs the user gesture, like for opening. */
export function closeAside(windowId: number): Promise<void> | null {
  return sidebar()?.close() ?? sidePanel()?.close({ windowId }) ?? null;
}

/** The device's time zone: days are counted in it unless the organisation has another. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Sets the count on the toolbar button, in ink grey, so that it does not look like an alarm. */
export async function setBadge(tabId: number, count: number): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ tabId, color: '#46524D' }).catch(() => {});
  await browser.action
    .setBadgeText({ tabId, text: count > 0 ? String(count) : '' })
    .catch(() => {});
}

/**
 * Whether the toolbar button shows its popup in a tab. Without it a click opens the panel, within
 * the user gesture.
 */
export async function setPopup(tabId: number, isShown: boolean): Promise<void> {
  await browser.action.setPopup({ tabId, popup: isShown ? '/popup.html' : '' }).catch(() => {});
}
