import { useEffect, useState } from 'react';
import { browser } from '#imports';
import { inBackground } from '../../lib/platform/background.ts';

/** The tab in front of this window, followed. @param given stays, where it is known already. */
export function useTabInFront(given: number | null): number | null {
  const [tabId, setTabId] = useState(given);
  useEffect(() => {
    if (given !== null) return;
    let latest = 0;
    const look = async () => {
      latest += 1;
      const mine = latest;
      const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
      // A late answer is about a tab that is no longer in front.
      if (mine === latest) setTabId(tab?.id ?? null);
    };
    const follow = () => inBackground('tab in front', look());
    follow();
    browser.tabs.onActivated.addListener(follow);
    return () => {
      latest += 1;
      browser.tabs.onActivated.removeListener(follow);
    };
  }, [given]);
  return tabId;
}
