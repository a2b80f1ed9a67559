import type { Navigation } from '../model/navigation.ts';
import type { Located } from './adapter.ts';
import { openPage } from './page.ts';
import { locateOnPage, type Sites } from './registry.ts';

/** The watcher's report: the page's address and record, and whether the tab is visible. */
export interface Seen {
  navigation: Navigation;
  href: string;
  /** Null when the page shows no record. */
  found: Located | null;
  visible: boolean;
}

export interface WatchOptions {
  /** An id of this document, different for every page load. */
  document: string;
  sites: Sites;
  /** The address changed, or the tab became visible again. */
  onSeen(seen: Seen): void;
  /** The DOM changed below the record's roots. */
  onDirty(navigation: Navigation): void;
  /** The document is unloaded, or goes into the back/forward cache. */
  onLeft(navigation: Navigation): void;
  signal: AbortSignal;
}

/** Quiet time after the last change before a reading, and the least time between two, in ms. */
const QUIET_MS = 700;
const MIN_INTERVAL_MS = 3000;
/** The longest time that changes may delay a reading, in ms. */
const MAX_DELAY_MS = 5000;
/**
 * Interval at which the address is polled in a browser without the Navigation API: Firefox before
 * 147 has no event for pushState.
 */
const POLL_MS = 500;

const CHANGES: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'aria-checked', 'aria-current'],
};

/**
 * Calls back when the record's part of the page has changed and is quiet again. No state of one
 * record is carried over to the next.
 */
function createObserver(win: Window, onDirty: () => void) {
  let roots: string | undefined;
  let timer = 0;
  let lastReadingAt = 0;
  /** When the first change without a reading since happened; 0 when there is none. */
  let changedSince = 0;

  const inside = ({ target }: MutationRecord) => {
    const element = target instanceof Element ? target : target.parentElement;
    return element?.closest(roots ?? '*');
  };
  const observer = new MutationObserver((changes) => {
    if (roots !== undefined && !changes.some(inside)) return;
    // A page that changes all the time is read every few seconds all the same.
    if (changedSince === 0) changedSince = Date.now();
    if (Date.now() - changedSince > MAX_DELAY_MS) return;
    win.clearTimeout(timer);
    const untilNext = MIN_INTERVAL_MS - (Date.now() - lastReadingAt);
    timer = win.setTimeout(dirty, Math.max(QUIET_MS, untilNext));
  });
  const dirty = () => {
    lastReadingAt = Date.now();
    changedSince = 0;
    onDirty();
  };
  const stop = () => {
    observer.disconnect();
    win.clearTimeout(timer);
    changedSince = 0;
  };
  return {
    stop,
    start(below: string | undefined) {
      stop();
      roots = below;
      lastReadingAt = Date.now();
      if (win.document.body) observer.observe(win.document.body, CHANGES);
    },
  };
}

/** Calls back when the address may have changed. The events can fire before it has changed. */
function onAddress(win: Window, onChange: () => void, signal: AbortSignal): void {
  const soon = () => void win.setTimeout(onChange, 0);
  win.addEventListener('hashchange', soon, { signal });
  win.addEventListener('popstate', soon, { signal });
  const { navigation } = win as Window & { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', soon, { signal });
  if (navigation) return;
  const timer = win.setInterval(onChange, POLL_MS);
  signal.addEventListener('abort', () => win.clearInterval(timer));
}

/**
 * Watches the address and the record's part of the page. It never reads values: it reports where
 * the page is and that the record may have changed, and one reading follows. In a hidden tab only
 * the address is watched.
 */
export function watch(win: Window, options: WatchOptions): void {
  const { document } = win;
  const { signal } = options;
  const page = openPage(win, options.document);
  const observer = createObserver(win, () => options.onDirty(page.navigation));
  let recordKey: string | null = null;
  /** False before a prerendered page is shown, and in the back/forward cache. */
  let isShown = false;

  const beginNavigation = (isRecord: boolean) => {
    page.navigation = { ...page.navigation, number: page.navigation.number + 1 };
    page.since = win.performance.now();
    page.host?.navigated(isRecord);
  };

  const report = () => {
    const found = locateOnPage(win.location.href, options.sites);
    // An address that certainly shows the same record keeps its navigation, so that readings that
    // are under way stay valid.
    const key = found === null || found.isUnconfirmed ? null : JSON.stringify(found.ref);
    const isSameRecord = key !== null && key === recordKey;
    const continues = isShown && (page.href === win.location.href || isSameRecord);
    isShown = true;
    recordKey = key;
    page.href = win.location.href;
    if (!continues) beginNavigation(found !== null);
    if (found?.adapter.read && !document.hidden) observer.start(found.adapter.roots);
    else observer.stop();
    options.onSeen({
      navigation: page.navigation,
      href: page.href,
      found,
      visible: !document.hidden,
    });
  };
  const leave = () => {
    observer.stop();
    if (!isShown) return;
    isShown = false;
    beginNavigation(false);
    options.onLeft(page.navigation);
  };

  const reportNewAddress = () => {
    if (isShown && !signal.aborted && page.href !== win.location.href) report();
  };
  onAddress(win, reportNewAddress, signal);
  const onVisibility = () => {
    if (document.hidden) observer.stop();
    else if (isShown) report();
  };
  document.addEventListener('visibilitychange', onVisibility, { signal });
  win.addEventListener('pagehide', leave, { signal });
  const onPageShow = (event: PageTransitionEvent) => {
    if (event.persisted) report();
  };
  win.addEventListener('pageshow', onPageShow, { signal });
  signal.addEventListener('abort', observer.stop);
  const { prerendering } = document as Document & { prerendering?: boolean };
  if (prerendering) document.addEventListener('prerenderingchange', report, { signal, once: true });
  else report();
}
