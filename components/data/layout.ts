import { useEffect, useState } from 'react';
import { browser } from '#imports';
import { Layout } from '../../lib/messages/index.ts';
import { inBackground } from '../../lib/platform/background.ts';
import { layoutKey } from '../../lib/settings/index.ts';

/** How the panel sits on this CRM's pages, followed live: the background keeps it, the page only asks. */
export function useMode(crm: string | null): Layout['mode'] | null {
  const [mode, setMode] = useState<Layout['mode'] | null>(null);
  useEffect(() => {
    if (crm === null) return;
    const key = layoutKey(crm);
    const take = (value: unknown) => {
      const parsed = Layout.safeParse(value);
      if (parsed.success) setMode(parsed.data.mode);
    };
    const changed = (changes: Record<string, { newValue?: unknown }>) =>
      changes[key] && take(changes[key].newValue);
    browser.storage.local.onChanged.addListener(changed);
    inBackground(
      'layout',
      browser.storage.local.get(key).then((stored) => take(stored[key])),
    );
    return () => browser.storage.local.onChanged.removeListener(changed);
  }, [crm]);
  return mode;
}
