import { useEffect } from 'react';
import { browser } from '#imports';

const HEARTBEAT_MS = 20_000;

/**
 * The record this page shows, for presence: it travels with the next beat, and at once when it
 * changes.
 */
let shownRecord: string | null = null;
let beatNow = () => {};

/** Says which record is really in sight here; null for none. */
export function usePresence(refKey: string | null): void {
  useEffect(() => {
    shownRecord = refKey;
    beatNow();
    return () => {
      shownRecord = null;
      beatNow();
    };
  }, [refKey]);
}

/**
 * Keeps the background alive while this page is in sight (K4), and finds it again when the browser
 * stopped it.
 */
export function useHeartbeat(): void {
  useEffect(() => {
    let port: ReturnType<typeof browser.runtime.connect> | null = null;
    let over = false;
    const beat = () => {
      if (over || (document.hidden && !port)) return;
      try {
        port ??= connect();
        port.postMessage({ at: document.hidden ? null : shownRecord });
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
    beatNow = beat;
    beat();
    // A page out of sight gives no sign of life: it must not keep the background awake.
    const timer = setInterval(() => document.hidden || beat(), HEARTBEAT_MS);
    document.addEventListener('visibilitychange', beat);
    return () => {
      over = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
      port?.disconnect();
    };
  }, []);
}
