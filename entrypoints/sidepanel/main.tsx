import { createRoot } from 'react-dom/client';
import { mount } from '../../components/panel/mount.ts';
import { PanelApp, preloadSettings } from '../../components/panel/PanelApp.tsx';
import { useTabInFront } from '../../components/panel/useTabInFront.ts';

// Opened as a page of its own it can be told which tab to follow.
const asked = new URLSearchParams(location.search).get('tab');

/** Follows the tab in front of this window. */
function Aside() {
  return (
    <PanelApp nonce={null} tabId={useTabInFront(asked === null ? null : Number(asked))} aside />
  );
}

await mount();
await preloadSettings();
const root = document.getElementById('root');
if (root) createRoot(root).render(<Aside />);
