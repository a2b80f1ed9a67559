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
export const QUIET_MS = 700;
export const MIN_INTERVAL_MS = 3000;
/** The longest time from a change to its reading, in ms. */
export const MAX_DELAY_MS = 5000;
/**
 * A page takes at most so long to draw a record, and has drawn it after such a pause, in ms. A
 * reader of an API has read the record meanwhile: until then only what a person does is a change.
 */
export const DRAWING_MS = 4000;
export const DRAWN_MS = 1000;
/**
 * Interval at which the address is polled in a browser without the Navigation API: Firefox before
 * 147 has no event for pushState.
 */
export const POLL_MS = 500;

const CHANGES: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'aria-checked', 'aria-current'],
};

/**
 * Calls back when the record's part of the page has changed and is quiet again. No state of one
 * record is carried over to the next. Times are the page's own, which nobody sets.
 */
function createObserver(win: Window, isDrawing: () => boolean, onDirty: () => void) {
  let roots = 'body';
  let timer = 0;
  let dueAt = 0;
  let lastReadingAt = 0;
  let lastChangeAt = 0;
  /** The first change without a reading since; null when there is none. */
  let changedAt: number | null = null;
  const now = () => win.performance.now();

  const isInside = ({ target, addedNodes }: MutationRecord) => {
    const element = target instanceof Element ? target : target.parentElement;
    if (element?.closest(roots)) return true;
    // The root itself may be replaced.
    return [...addedNodes].some(
      (node) => node instanceof Element && (node.matches(roots) || node.querySelector(roots)),
    );
  };
  const observer = new MutationObserver((changes) => {
    if (!changes.some(isInside) || isDrawing()) return;
    lastChangeAt = now();
    changedAt ??= lastChangeAt;
    // Also where the timer is late: a page can clear the timers of everybody.
    if (timer === 0 || lastChangeAt > dueAt) check();
  });
  const check = () => {
    win.clearTimeout(timer);
    timer = 0;
    if (changedAt === null) return;
    // A page that changes all the time is read every few seconds all the same.
    const quietAt = Math.min(lastChangeAt + QUIET_MS, changedAt + MAX_DELAY_MS);
    dueAt = Math.max(lastReadingAt + MIN_INTERVAL_MS, quietAt);
    if (dueAt > now()) {
      timer = win.setTimeout(check, Math.ceil(dueAt - now()));
      return;
    }
    lastReadingAt = now();
    changedAt = null;
    onDirty();
  };
  const stop = () => {
    observer.disconnect();
    win.clearTimeout(timer);
    timer = 0;
    changedAt = null;
  };
  return {
    stop,
    start(below = 'body') {
      stop();
      roots = below;
      lastReadingAt = now();
      // The document: a page can replace its body.
      observer.observe(win.document, CHANGES);
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
  let recordKey: string | null = null;
  /** True for a record that an API is asked for. */
  let isFromApi = false;
  /** True once a person did something on the page in this navigation. */
  let isTouched = false;
  /** When the page last drew a part of the record in this navigation; null before. */
  let drawnAt: number | null = null;
  /** False before a prerendered page is shown, and in the back/forward cache. */
  let isShown = false;

  const beginNavigation = (isRecord: boolean) => {
    page.navigation = { ...page.navigation, number: page.navigation.number + 1 };
    page.since = win.performance.now();
    isTouched = false;
    drawnAt = null;
    page.reading?.abort();
    page.host?.navigated(isRecord);
  };

  /** Called for each change of the record's part of the page. */
  const isDrawing = () => {
    const now = win.performance.now();
    if (!isFromApi || isTouched || now - page.since >= DRAWING_MS) return false;
    if (now - (drawnAt ?? now) >= DRAWN_MS) return false;
    drawnAt = now;
    return true;
  };
  const onDirty = () => {
    if (page.href === win.location.href) options.onDirty(page.navigation);
    else report();
  };
  const observer = createObserver(win, isDrawing, onDirty);
  const onTouch = () => {
    isTouched = true;
  };
  // Clicks too: assistive technology sends no others.
  for (const event of ['pointerdown', 'keydown', 'click', 'change'])
    win.addEventListener(event, onTouch, { signal, capture: true, passive: true });

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
    isFromApi = found?.adapter.api === true;
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
