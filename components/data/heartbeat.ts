import { useEffect } from 'react';
import { browser } from '#imports';
import { shownAt } from '../../lib/model/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';

const HEARTBEAT_MS = 20_000;

/** The record that this page shows, for presence. Sent with every beat and when it changes. */
let shownRecord: string | null = null;
let beatNow = () => {};

/**
 * Sets the record that is visible on this page; null for none.
 * @param place where in it this person writes; null for nowhere.
 */
export function usePresence(refKey: string | null, place: string | null = null): void {
  useEffect(() => {
    shownRecord = refKey === null ? null : shownAt(refKey, place);
    beatNow();
    return () => {
      shownRecord = null;
      beatNow();
    };
  }, [refKey, place]);
}

/** The window of this side panel; null in other pages. */
let asideWindow: number | null = null;

/** Reports that this page is the side panel of its window. */
export function useAside(isAside: boolean): void {
  useEffect(() => {
    if (!isAside) return;
    const report = async () => {
      asideWindow = (await browser.windows.getCurrent()).id ?? null;
      beatNow();
    };
    unawaited('aside', report());
  }, [isAside]);
}

/** Keeps the background alive while this page is visible (K4), and reconnects after a stop. */
export function useHeartbeat(): void {
  useEffect(() => {
    let port: ReturnType<typeof browser.runtime.connect> | null = null;
    let unmounted = false;
    const beat = () => {
      if (unmounted || (document.hidden && !port)) return;
      try {
        port ??= connect();
        port.postMessage({
          at: document.hidden ? null : shownRecord,
          ...(asideWindow === null ? {} : { aside: asideWindow }),
        });
      } catch {
        port = null; // the extension was updated; the next load of the page connects to the new one
      }
    };
    const connect = () => {
      const opened = browser.runtime.connect({ name: 'page' });
      opened.onDisconnect.addListener(() => {
        port = null;
        if (!unmounted) setTimeout(beat, 250);
      });
      return opened;
    };
    beatNow = beat;
    beat();
    // A hidden page sends no beats: it must not keep the background running.
    const timer = setInterval(() => document.hidden || beat(), HEARTBEAT_MS);
    document.addEventListener('visibilitychange', beat);
    return () => {
      unmounted = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
      port?.disconnect();
    };
  }, []);
}
