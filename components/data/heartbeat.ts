import { useEffect } from 'react';
import { browser } from '#imports';

const HEARTBEAT_MS = 20_000;

/** Keeps the background alive while this page is in sight (K4), and finds it again when the browser stopped it. */
export function useHeartbeat(): void {
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
