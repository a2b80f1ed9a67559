import { createRoot } from 'react-dom/client';
import { guardFrame } from '../../components/panel/guard.ts';
import { mount } from '../../components/panel/mount.ts';
import { PanelApp } from '../../components/panel/PanelApp.tsx';
import { readyFrame } from '../../components/panel/start.ts';

const nonce = location.hash.slice(1);
// Before anything can be clicked.
guardFrame(nonce);
await mount();
const frame = await readyFrame(nonce);
const root = document.getElementById('root');
if (root) createRoot(root).render(<PanelApp frame={frame} />);
