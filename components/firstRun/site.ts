import { browser } from '#imports';
import { adapterFor, recogniseCrm } from '../../lib/crm/firstRun.ts';
import { send } from '../../lib/messages/index.ts';
import { type CrmName, crmNames } from '../../lib/model/index.ts';
import { getSetting, sitePattern } from '../../lib/settings/index.ts';

/** The tab in front, as far as the click on the toolbar button permits to look at it. */
export type SiteHere =
  | { kind: 'none' }
  | { kind: 'allowed'; host: string }
  | { kind: 'new'; host: string; origin: string; crm: CrmName | null };

const nameOf = (name: unknown) => crmNames.find((known) => known === name) ?? null;

async function recognised(tabId: number): Promise<CrmName | null> {
  const target = { tabId };
  const [answer] = await browser.scripting.executeScript({ target, func: recogniseCrm });
  return nameOf(answer?.result);
}

async function tabInFront() {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab;
}

/**
 * Looks at a tab: its address, and marks of a CRM in its page.
 * @param tabId null for the tab in front.
 */
export async function siteHere(tabId: number | null): Promise<SiteHere> {
  const tab = await (tabId === null ? tabInFront() : browser.tabs.get(tabId));
  const url = tab?.url === undefined ? null : URL.parse(tab.url);
  if (!url || tab?.id === undefined || !/^https?:$/.test(url.protocol)) return { kind: 'none' };
  const { host, origin } = url;
  const sites = [...__SIDELINE_SITES__, ...(await getSetting('sites'))];
  const adapter = adapterFor(url, sites);
  const origins = [sitePattern(origin)];
  if (adapter && (await browser.permissions.contains({ origins })))
    return { kind: 'allowed', host };
  // A page of the browser, or one that it protects, cannot be looked at.
  const crm = adapter?.name ?? (await recognised(tab.id).catch(() => null));
  return { kind: 'new', host, origin, crm };
}

/**
 * Asks the browser for this site alone, and starts there. Firefox may close the popup while it
 * asks, so the background knows beforehand what to do with the permission.
 * @returns false where the person refused.
 */
export async function allowSite(origin: string, crm: CrmName): Promise<boolean> {
  // First: any await ends the user gesture.
  const asking = browser.permissions.request({ origins: [sitePattern(origin)] });
  const expecting = send('sites.expect', { origin, crm });
  const [isAllowed] = await Promise.all([asking, expecting]);
  if (isAllowed) await send('sites.start');
  return isAllowed;
}
