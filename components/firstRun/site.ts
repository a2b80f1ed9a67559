import { browser } from '#imports';
import { type Out, send } from '../../lib/messages/index.ts';
import type { CrmName } from '../../lib/model/index.ts';
import { sitePattern } from '../../lib/settings/index.ts';

export type SiteHere = Out<'sites.of'>;

/** @param tabId null for the tab in front. */
export async function siteHere(tabId: number | null): Promise<SiteHere> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const id = tabId ?? tab?.id;
  return id === undefined ? { kind: 'none' } : send('sites.of', { tabId: id });
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
