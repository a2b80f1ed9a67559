import { useEffect, useState } from 'react';
import { browser } from '#imports';
import { unawaited } from '../../lib/platform/unawaited.ts';

/** The id of the active tab of this window, live. @param fixed a tab to use instead. */
export function useTabInFront(fixed: number | null): number | null {
  const [tabId, setTabId] = useState(fixed);
  useEffect(() => {
    if (fixed !== null) return;
    let latest = 0;
    const update = async () => {
      latest += 1;
      const attempt = latest;
      const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
      // A late answer belongs to a tab that is no longer active.
      if (attempt === latest) setTabId(tab?.id ?? null);
    };
    const follow = () => unawaited('tab in front', update());
    follow();
    browser.tabs.onActivated.addListener(follow);
    return () => {
      latest += 1;
      browser.tabs.onActivated.removeListener(follow);
    };
  }, [fixed]);
  return tabId;
}
