import { browser } from '#imports';
import { adapterFor, recogniseCrm } from '../../lib/crm/index.ts';
import type { Out } from '../../lib/messages/index.ts';
import { type CrmName, crmNames } from '../../lib/model/index.ts';
import { getSetting, sitePattern } from '../../lib/settings/index.ts';

async function recognised(tabId: number): Promise<CrmName | null> {
  const [answer] = await browser.scripting.executeScript({
    target: { tabId },
    func: recogniseCrm,
  });
  return crmNames.find((known) => known === answer?.result) ?? null;
}

/**
 * Looks at a tab as far as the click on the toolbar button permits: its address, and marks of a CRM
 * in its page.
 */
export async function siteOf(tabId: number): Promise<Out<'sites.of'>> {
  const { url: href } = await browser.tabs.get(tabId);
  const url = href === undefined ? null : URL.parse(href);
  if (!url || !/^https?:$/.test(url.protocol)) return { kind: 'none' };
  const { host, origin } = url;
  const adapter = adapterFor(url, [...__SIDELINE_SITES__, ...(await getSetting('sites'))]);
  const origins = [sitePattern(origin)];
  if (adapter && (await browser.permissions.contains({ origins }))) {
    const isPaused = (await getSetting('paused')).includes(adapter.name);
    return isPaused ? { kind: 'paused', host, crm: adapter.name } : { kind: 'allowed', host };
  }
  // A page that the browser protects cannot be looked at.
  const crm = adapter?.name ?? (await recognised(tabId).catch(() => null));
  return { kind: 'new', host, origin, crm };
}
