import { createRoot } from 'react-dom/client';
import { preloadSettings } from '../../components/data/settings.ts';
import { mount } from '../../components/panel/mount.ts';
import { WorkspaceApp } from '../../components/workspace/WorkspaceApp.tsx';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Switch.css';

await mount();
await preloadSettings();
const root = document.getElementById('root');
if (root) createRoot(root).render(<WorkspaceApp />);
