import { locate, type Sites } from './registry.ts';

export interface WatchOptions {
  sites: Sites;
  /** A record came on screen, or the page came to the front again; null when the page is no record. */
  onPlace(found: ReturnType<typeof locate>): void;
  /** Something changed below the record's roots. */
  onDirty(): void;
  signal: AbortSignal;
}

/** Quiet time after the last change before a reading, and the least time between two, in ms. */
const SETTLE_MS = 700;
const LEAST_MS = 3000;
/** The longest that changes may keep a reading waiting, in ms. */
const MOST_MS = 5000;

/**
 * Watches the address and the record's part of the page. It never reads values: it says that something may have changed,
 * and one reading follows. While the tab is hidden nothing runs.
 */
export function watch(win: Window, options: WatchOptions): void {
  const { document } = win;
  const { signal } = options;
  let href = '';
  let roots: string | undefined;
  let timer = 0;
  let last = 0;
  let since = 0;

  const dirty = () => {
    if (document.hidden) return;
    last = Date.now();
    since = 0;
    options.onDirty();
  };
  const observer = new MutationObserver((changes) => {
    const inside = roots === undefined || changes.some((change) => (change.target instanceof Element ? change.target : change.target.parentElement)?.closest(roots ?? '*'));
    if (!inside) return;
    // A page that never rests is read every few seconds all the same.
    if (since === 0) since = Date.now();
    if (Date.now() - since > MOST_MS) return;
    win.clearTimeout(timer);
    timer = win.setTimeout(dirty, Math.max(SETTLE_MS, LEAST_MS - (Date.now() - last)));
  });

  const look = (reason: 'started' | 'navigated' | 'focused') => {
    if (document.hidden || signal.aborted) return;
    if (reason === 'navigated' && href === win.location.href) return;
    href = win.location.href;
    const found = locate(href, options.sites);
    observer.disconnect();
    win.clearTimeout(timer);
    roots = found?.adapter.roots;
    if (found?.adapter.read && document.body)
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['class', 'aria-checked', 'aria-current'] });
    last = Date.now();
    options.onPlace(found);
  };
  // The event may come before the address changes: look after it has.
  const soon = () => void win.setTimeout(() => look('navigated'), 0);

  const navigation = (win as Window & { navigation?: EventTarget }).navigation;
  navigation?.addEventListener('currententrychange', soon, { signal });
  win.addEventListener('hashchange', soon, { signal });
  win.addEventListener('popstate', soon, { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (!document.hidden) return look('focused');
      observer.disconnect();
      win.clearTimeout(timer);
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    observer.disconnect();
    win.clearTimeout(timer);
  });
  look('started');
}
