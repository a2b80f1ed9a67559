import { useEffect } from 'react';
import type { Ranked } from '../../lib/coaching/index.ts';
import { useOnScreen } from '../data/onScreen.ts';
import { useSend } from '../data/store.ts';

/** Time on screen, in ms, after which a question counts as shown. */
const LOOK_MS = 2000;

/** Reports the questions that were on screen, which the ranking of later days uses. */
export function useShown(key: string | null, prompts: readonly Ranked[]): void {
  const send = useSend();
  const onScreen = useOnScreen();
  const items = prompts.map(({ item }) => ({
    signal: item.signal,
    fingerprint: item.fingerprint,
    kind: item.kind,
  }));
  const text = JSON.stringify(items);
  useEffect(() => {
    if (key === null || !onScreen || text === '[]') return;
    const timer = setTimeout(
      () => void send('prompt.shown', { refKey: key, items: JSON.parse(text) }).catch(() => {}),
      LOOK_MS,
    );
    return () => clearTimeout(timer);
  }, [key, onScreen, text, send]);
}
