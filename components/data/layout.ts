import { useEffect, useState } from 'react';
import { browser } from '#imports';
import { type Layout, layoutFrom } from '../../lib/messages/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { layoutKey } from '../../lib/settings/index.ts';

/** The panel's layout on this CRM's pages, live. Only the background writes it. */
export function useLayout(crm: string | null): Layout | null {
  const [layout, setLayout] = useState<Layout | null>(null);
  useEffect(() => {
    if (crm === null) return;
    const key = layoutKey(crm);
    const update = (value: unknown) => setLayout(layoutFrom(value));
    const changed = (changes: Record<string, { newValue?: unknown }>) =>
      changes[key] && update(changes[key].newValue);
    browser.storage.local.onChanged.addListener(changed);
    unawaited(
      'layout',
      browser.storage.local.get(key).then((stored) => update(stored[key])),
    );
    return () => browser.storage.local.onChanged.removeListener(changed);
  }, [crm]);
  return layout;
}
