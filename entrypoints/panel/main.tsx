import { createRoot } from 'react-dom/client';
import { Door, preloadSettings } from '../../components/panel/Door.tsx';
import { mount } from '../../components/panel/mount.ts';

await mount();
await preloadSettings();
const root = document.getElementById('root');
// The nonce says that our own content script placed this frame; it is used once.
if (root)
  createRoot(root).render(<Door nonce={location.hash.slice(1)} tabId={null} aside={false} />);
