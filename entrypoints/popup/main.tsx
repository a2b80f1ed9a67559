import { createRoot } from 'react-dom/client';
import { preloadSettings } from '../../components/data/settings.ts';
import { Popup } from '../../components/firstRun/Popup.tsx';
import { mount } from '../../components/panel/mount.ts';
import { Theme } from '../../components/ui/Theme.tsx';

// The address may name the tab, for a page outside the toolbar.
const tabParam = new URLSearchParams(location.search).get('tab');

await mount();
await preloadSettings();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Theme>
      <Popup tabId={tabParam === null ? null : Number(tabParam)} />
    </Theme>,
  );
}
