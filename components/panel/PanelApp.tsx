import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { forgetFirst } from '../data/first.ts';
import { useHeartbeat } from '../data/heartbeat.ts';
import { useSetting } from '../data/settings.ts';
import { StoreProvider, storeNamed } from '../data/store.ts';
import { t } from '../ui/i18n.ts';
import { Locked } from '../ui/Locked.tsx';
import { Theme } from '../ui/Theme.tsx';
import { Failsafe } from './Failsafe.tsx';
import { type Greeted, useGreeting } from './greeting.ts';
import { useRefused } from './guard.ts';
import { Panel } from './Panel.tsx';
import { Closed } from './States.tsx';

const client = new QueryClient({
  defaultOptions: { queries: { networkMode: 'always', retry: 1 } },
});
/** Says why nothing happens. The page may cover this sentence too. */
function Covered() {
  const refused = useRefused((state) => state.refused);
  return refused ? (
    <p className="covered" role="alert">
      {t('covered.hint')}
    </p>
  ) : null;
}

/** The panel, either in a frame on a CRM page or in the browser's side panel. */
export function PanelApp({
  frame = null,
  tabId = null,
}: {
  /** The background's answer to a frame's greeting. */
  frame?: Greeted | null;
  /** The tab that the side panel is about. */
  tabId?: number | null;
}) {
  useHeartbeat();
  useEffect(forgetFirst, []);
  const aside = frame === null;
  const store = useSetting('store');
  const { greeting, tabId: shown } = useGreeting(frame, tabId, store);
  if (store === undefined || (greeting === 'waiting' && !aside)) return <Theme>{null}</Theme>;
  return (
    <Theme>
      <Failsafe>
        <Covered />
        <QueryClientProvider client={client}>
          {greeting === 'otherStore' || greeting === 'untrusted' ? (
            <Closed reason={greeting} />
          ) : (
            <StoreProvider value={storeNamed(store)}>
              {/* The key resets the panel for another account, so that no text is carried over. */}
              <Locked>
                <Panel key={store} tabId={aside ? tabId : shown} aside={aside} />
              </Locked>
            </StoreProvider>
          )}
        </QueryClientProvider>
      </Failsafe>
    </Theme>
  );
}
