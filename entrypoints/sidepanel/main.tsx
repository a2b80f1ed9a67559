import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { browser } from '#imports';
import { Door, preloadSettings } from '../../components/panel/Door.tsx';
import { mount } from '../../components/panel/mount.ts';

/** Follows the tab in front of this window. */
function Aside() {
  const [tabId, setTabId] = useState<number | null>(null);
  useEffect(() => {
    const look = () => void browser.tabs.query({ active: true, currentWindow: true }).then(([tab]) => setTabId(tab?.id ?? null));
    look();
    browser.tabs.onActivated.addListener(look);
    return () => browser.tabs.onActivated.removeListener(look);
  }, []);
  return <Door nonce={null} tabId={tabId} aside />;
}

await mount();
await preloadSettings();
const root = document.getElementById('root');
if (root) createRoot(root).render(<Aside />);
