import { createRoot } from 'react-dom/client';
import { preloadSettings } from '../../components/data/settings.ts';
import { Welcome } from '../../components/firstRun/Welcome.tsx';
import { mount } from '../../components/panel/mount.ts';
import { Theme } from '../../components/ui/Theme.tsx';

await mount();
await preloadSettings();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Theme>
      <Welcome />
    </Theme>,
  );
}
