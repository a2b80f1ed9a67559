import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { preloadSettings } from '../../components/data/settings.ts';
import { Options } from '../../components/options/Options.tsx';
import { mount } from '../../components/panel/mount.ts';
import { Mantine } from '../../components/ui/Mantine.tsx';
import { Theme } from '../../components/ui/Theme.tsx';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Switch.css';

await mount();
await preloadSettings();
const client = new QueryClient({
  defaultOptions: { queries: { networkMode: 'always', retry: 1 } },
});
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Theme>
      <QueryClientProvider client={client}>
        <Mantine>
          <Options />
        </Mantine>
      </QueryClientProvider>
    </Theme>,
  );
}
