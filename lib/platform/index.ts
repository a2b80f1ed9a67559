import { browser } from '#imports';

/** Our own origin. A dynamic URL would not do: it is looked up from a page that is not web-accessible. */
export function ownOrigin(): string {
  return new URL(browser.runtime.getURL('/options.html')).origin;
}

interface SidePanel {
  open(options: { tabId: number }): Promise<void>;
}

/** Opens Chrome's side panel. Only works synchronously within a person's gesture; Firefox has none to open from a page. */
export function openSidePanel(tabId: number): Promise<void> | null {
  const panel = (browser as unknown as { sidePanel?: SidePanel }).sidePanel;
  return panel ? panel.open({ tabId }) : null;
}

/** Opens Firefox's sidebar, from a click on the toolbar button. */
export function openSidebar(): Promise<void> | null {
  const sidebar = (browser as unknown as { sidebarAction?: { open(): Promise<void> } })
    .sidebarAction;
  return sidebar ? sidebar.open() : null;
}

/** The device's time zone: days are counted in it where no organisation says another. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The badge on the toolbar button, in ink grey: a count, never an alarm. */
export async function setBadge(tabId: number, count: number): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ tabId, color: '#46524D' }).catch(() => {});
  await browser.action
    .setBadgeText({ tabId, text: count > 0 ? String(count) : '' })
    .catch(() => {});
}
