import { createRoot } from 'react-dom/client';
import { mount } from '../../components/panel/mount.ts';
import { PanelApp, preloadSettings } from '../../components/panel/PanelApp.tsx';

await mount();
await preloadSettings();
const root = document.getElementById('root');
// The nonce says that our own content script placed this frame; it is used once.
if (root)
  createRoot(root).render(<PanelApp nonce={location.hash.slice(1)} tabId={null} aside={false} />);
