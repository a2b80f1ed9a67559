import { browser } from '#imports';
import { recogniseCrm, siteAt } from '../../lib/crm/index.ts';
import type { Out } from '../../lib/messages/index.ts';
import { getSetting, sitePattern } from '../../lib/settings/index.ts';

/** The site that a tab shows. */
export async function siteOf(tabId: number): Promise<Out<'sites.of'>> {
  const { url } = await browser.tabs.get(tabId);
  return siteAt(url, {
    sites: [...__SIDELINE_SITES__, ...(await getSetting('sites'))],
    paused: await getSetting('paused'),
    isPermitted: (origin) => browser.permissions.contains({ origins: [sitePattern(origin)] }),
    async recognise() {
      const target = { tabId };
      const [answer] = await browser.scripting.executeScript({ target, func: recogniseCrm });
      return answer?.result;
    },
  });
}
