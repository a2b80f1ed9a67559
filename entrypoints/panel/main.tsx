import { createRoot } from 'react-dom/client';
import { mount } from '../../components/panel/mount.ts';
import { PanelApp, preloadSettings } from '../../components/panel/PanelApp.tsx';

await mount();
await preloadSettings();
const root = document.getElementById('root');
// The nonce proves that our content script created this frame; it is valid once.
if (root)
  createRoot(root).render(<PanelApp nonce={location.hash.slice(1)} tabId={null} aside={false} />);
