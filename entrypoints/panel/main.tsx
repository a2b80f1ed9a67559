import { createRoot } from 'react-dom/client';
import { guardFrame } from '../../components/panel/guard.ts';
import { mount } from '../../components/panel/mount.ts';
import { PanelApp, preloadSettings } from '../../components/panel/PanelApp.tsx';

const nonce = location.hash.slice(1);
// Before anything can be clicked.
guardFrame(nonce);
await mount();
await preloadSettings();
const root = document.getElementById('root');
// The nonce proves that our content script created this frame; it is valid once.
if (root) createRoot(root).render(<PanelApp nonce={nonce} tabId={null} aside={false} />);
