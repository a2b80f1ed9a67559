import { createRoot } from 'react-dom/client';
import { useAside } from '../../components/data/heartbeat.ts';
import { preloadSettings } from '../../components/data/settings.ts';
import { mount } from '../../components/panel/mount.ts';
import { PanelApp } from '../../components/panel/PanelApp.tsx';
import { useTabInFront } from '../../components/panel/useTabInFront.ts';

// The address may name the tab, for a page outside the side panel.
const tabParam = new URLSearchParams(location.search).get('tab');

/** The panel for the active tab of this window. */
function Aside() {
  useAside(tabParam === null);
  return <PanelApp tabId={useTabInFront(tabParam === null ? null : Number(tabParam))} />;
}

await mount();
await preloadSettings();
const root = document.getElementById('root');
if (root) createRoot(root).render(<Aside />);
