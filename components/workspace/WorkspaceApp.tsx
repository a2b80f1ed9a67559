import { AccountData } from '../data/AccountData.tsx';
import { useHeartbeat } from '../data/heartbeat.ts';
import { useSetting } from '../data/settings.ts';
import { Failsafe } from '../panel/Failsafe.tsx';
import { useKeptFocus } from '../ui/keptFocus.ts';
import { Locked } from '../ui/Locked.tsx';
import { Mantine } from '../ui/Mantine.tsx';
import { Theme } from '../ui/Theme.tsx';
import { useRoute } from './route.ts';
import { Workspace } from './Workspace.tsx';

/**
 * The workspace page, and the options page of the extension, which shows its settings. It reads the
 * same database as the panel.
 */
export function WorkspaceApp() {
  useHeartbeat();
  useKeptFocus();
  const { page } = useRoute();
  const store = useSetting('store');
  if (store === undefined) return <Theme>{null}</Theme>;
  return (
    <Theme>
      <Failsafe>
        <AccountData store={store}>
          <Locked isOpen={page === 'settings'}>
            <Mantine>
              <Workspace />
            </Mantine>
          </Locked>
        </AccountData>
      </Failsafe>
    </Theme>
  );
}
