import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import { getMeta } from '../../lib/store/index.ts';
import { useHeartbeat } from '../data/heartbeat.ts';
import { preloadSettings, useSetting } from '../data/settings.ts';
import { StoreProvider, storeNamed } from '../data/store.ts';
import { t } from '../ui/i18n.ts';
import { Locked } from '../ui/Locked.tsx';
import { Theme } from '../ui/Theme.tsx';
import { Failsafe } from './Failsafe.tsx';
import { useRefused } from './guard.ts';
import { Panel } from './Panel.tsx';
import { Closed } from './States.tsx';

const client = new QueryClient({
  defaultOptions: { queries: { networkMode: 'always', retry: 1 } },
});
/** The background's answer to the greeting of this page. */
type Greeting = 'waiting' | 'ok' | 'otherStore' | 'untrusted';

function useGreeting(
  nonce: string | null,
  tabId: number | null,
  store: string | undefined,
): { greeting: Greeting; tabId: number | null } {
  const [state, setState] = useState<{ greeting: Greeting; tabId: number | null }>({
    greeting: 'waiting',
    tabId,
  });
  const storeMarker = useEffectEvent(async () => {
    if (store === undefined) return null;
    return (await getMeta(storeNamed(store), 'marker').catch(() => undefined)) ?? null;
  });
  const isKnown = store !== undefined;
  useEffect(() => {
    if (!isKnown) return;
    let cancelled = false;
    const hello = async () => {
      const answer = await send('frame.hello', { nonce, tabId, marker: await storeMarker() });
      if (!cancelled)
        setState({ greeting: answer.sameStore ? 'ok' : 'otherStore', tabId: answer.tabId });
    };
    hello().catch(
      () =>
        !cancelled &&
        setState((before) =>
          before.greeting === 'ok' ? before : { greeting: 'untrusted', tabId: null },
        ),
    );
    return () => {
      cancelled = true;
    };
    // Not repeated for another store: a nonce is valid for one greeting.
  }, [nonce, tabId, isKnown]);
  return state;
}

/** Says why nothing happens. The page may cover this sentence too. */
function Covered() {
  const refused = useRefused((state) => state.refused);
  return refused ? (
    <p className="covered" role="alert">
      {t('covered.hint')}
    </p>
  ) : null;
}

/**
 * The panel, either in a frame on a CRM page, which has a nonce, or in the browser's side panel,
 * which has the id of a tab.
 */
export function PanelApp({
  nonce,
  tabId,
  aside,
}: {
  nonce: string | null;
  tabId: number | null;
  aside: boolean;
}) {
  useHeartbeat();
  const store = useSetting('store');
  const { greeting, tabId: shown } = useGreeting(nonce, tabId, store);
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

export { preloadSettings };
