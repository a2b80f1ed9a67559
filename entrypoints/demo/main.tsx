import { createRoot } from 'react-dom/client';
import { preloadSettings } from '../../components/data/settings.ts';
import { Demo } from '../../components/demo/Demo.tsx';
import { mount } from '../../components/panel/mount.ts';
import { t } from '../../components/ui/i18n.ts';
import { Mantine } from '../../components/ui/Mantine.tsx';
import { Theme } from '../../components/ui/Theme.tsx';
import { openDemo } from './store.ts';

await mount();
await preloadSettings();
document.title = `${t('extension.name')} · ${t('demo.title')}`;
const { db, keep } = await openDemo();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Theme>
      <Mantine>
        <Demo db={db} keep={keep} />
      </Mantine>
    </Theme>,
  );
}
