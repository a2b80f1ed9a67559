import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { browser } from '#imports';
import { send } from '../../lib/messages/index.ts';
import { getMeta } from '../../lib/store/index.ts';
import { preloadSettings, useSetting } from '../data/settings.ts';
import { StoreProvider, storeNamed } from '../data/store.ts';
import { Theme } from '../ui/Theme.tsx';
import { Failsafe } from './Failsafe.tsx';
import { Panel } from './Panel.tsx';
import { Closed } from './States.tsx';

const client = new QueryClient({ defaultOptions: { queries: { networkMode: 'always', retry: 1 } } });
const HEARTBEAT_MS = 20_000;

/** Keeps the background alive while this page is in sight (K4), and finds it again when the browser stopped it. */
function useHeartbeat(): void {
  useEffect(() => {
    let port: ReturnType<typeof browser.runtime.connect> | null = null;
    let over = false;
    const beat = () => {
      if (document.hidden || over) return;
      try {
        port ??= connect();
        port.postMessage({ beat: true });
      } catch {
        port = null; // the extension was replaced; the next load of the page brings the new one
      }
    };
    const connect = () => {
      const opened = browser.runtime.connect({ name: 'page' });
      opened.onDisconnect.addListener(() => {
        port = null;
        if (!over) setTimeout(beat, 250);
      });
      return opened;
    };
    beat();
    const timer = setInterval(beat, HEARTBEAT_MS);
    document.addEventListener('visibilitychange', beat);
    return () => {
      over = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
      port?.disconnect();
    };
  }, []);
}

/** What the background says when this page reports itself. */
type Greeting = 'waiting' | 'ok' | 'otherStore' | 'untrusted';

function useGreeting(nonce: string | null, tabId: number | null, store: string | undefined): { greeting: Greeting; tabId: number | null } {
  const [state, setState] = useState<{ greeting: Greeting; tabId: number | null }>({ greeting: 'waiting', tabId });
  useEffect(() => {
    if (store === undefined) return;
    let over = false;
    const hello = async () => {
      const marker = (await getMeta(storeNamed(store), 'marker').catch(() => undefined)) ?? null;
      const answer = await send('frame.hello', { nonce, tabId, marker });
      if (!over) setState({ greeting: answer.sameStore ? 'ok' : 'otherStore', tabId: answer.tabId });
    };
    hello().catch(() => !over && setState((before) => (before.greeting === 'ok' ? before : { greeting: 'untrusted', tabId: null })));
    return () => {
      over = true;
    };
    // A nonce is good for one greeting; another store is another page's worth of data, and only a side panel asks again.
  }, [nonce, tabId, store === undefined]);
  return state;
}

/** One app, two doors: the frame in a CRM page, which has a nonce, and the browser's own panel, which knows a tab. */
export function Door({ nonce, tabId, aside }: { nonce: string | null; tabId: number | null; aside: boolean }) {
  useHeartbeat();
  const store = useSetting('store');
  const { greeting, tabId: shown } = useGreeting(nonce, tabId, store);
  if (store === undefined || (greeting === 'waiting' && !aside)) return <Theme>{null}</Theme>;
  return (
    <Theme>
      <Failsafe>
        <QueryClientProvider client={client}>
          {greeting === 'otherStore' || greeting === 'untrusted' ? (
            <Closed reason={greeting} />
          ) : (
            <StoreProvider value={storeNamed(store)}>
              <Panel tabId={aside ? tabId : shown} aside={aside} />
            </StoreProvider>
          )}
        </QueryClientProvider>
      </Failsafe>
    </Theme>
  );
}

export { preloadSettings };
