import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { browser } from '#imports';
import { Door, preloadSettings } from '../../components/panel/Door.tsx';
import { mount } from '../../components/panel/mount.ts';

/** Follows the tab in front of this window. */
function Aside() {
  // Opened as a page of its own it can be told which tab to follow.
  const asked = new URLSearchParams(location.search).get('tab');
  const [tabId, setTabId] = useState<number | null>(asked === null ? null : Number(asked));
  useEffect(() => {
    if (asked !== null) return;
    const look = () => void browser.tabs.query({ active: true, currentWindow: true }).then(([tab]) => setTabId(tab?.id ?? null));
    look();
    browser.tabs.onActivated.addListener(look);
    return () => browser.tabs.onActivated.removeListener(look);
  }, [asked]);
  return <Door nonce={null} tabId={tabId} aside />;
}

await mount();
await preloadSettings();
const root = document.getElementById('root');
if (root) createRoot(root).render(<Aside />);
