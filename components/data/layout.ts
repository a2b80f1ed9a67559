import { useEffect, useState } from 'react';
import { browser } from '#imports';
import { Layout } from '../../lib/messages/index.ts';
import { inBackground } from '../../lib/platform/background.ts';
import { layoutKey } from '../../lib/settings/index.ts';

/** The layout mode of the panel on this CRM's pages, live. Only the background writes it. */
export function useMode(crm: string | null): Layout['mode'] | null {
  const [mode, setMode] = useState<Layout['mode'] | null>(null);
  useEffect(() => {
    if (crm === null) return;
    const key = layoutKey(crm);
    const update = (value: unknown) => {
      const parsed = Layout.safeParse(value);
      if (parsed.success) setMode(parsed.data.mode);
    };
    const changed = (changes: Record<string, { newValue?: unknown }>) =>
      changes[key] && update(changes[key].newValue);
    browser.storage.local.onChanged.addListener(changed);
    inBackground(
      'layout',
      browser.storage.local.get(key).then((stored) => update(stored[key])),
    );
    return () => browser.storage.local.onChanged.removeListener(changed);
  }, [crm]);
  return mode;
}
