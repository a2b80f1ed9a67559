import type { Navigation } from '../model/navigation.ts';
import type { Located } from './adapter.ts';
import { openPage } from './page.ts';
import { locate, type Sites } from './registry.ts';

/** What the watcher reports: where the page is, and whether somebody can see it. */
export interface Seen {
  navigation: Navigation;
  href: string;
  /** Null when the page is no record. */
  found: Located | null;
  visible: boolean;
}

export interface WatchOptions {
  /** A name for this document, different for every page that is loaded. */
  document: string;
  sites: Sites;
  /** The page is somewhere else, or came to the front again. */
  onSeen(seen: Seen): void;
  /** Something changed below the record's roots. */
  onDirty(navigation: Navigation): void;
  /** The document goes: unloaded, or kept for the way back. */
  onLeft(navigation: Navigation): void;
  signal: AbortSignal;
}

/** Quiet time after the last change before a reading, and the least time between two, in ms. */
const SETTLE_MS = 700;
const LEAST_MS = 3000;
/** The longest that changes may keep a reading waiting, in ms. */
const MOST_MS = 5000;
/**
 * How often a browser without the Navigation API is asked for its address: Firefox before 147
 * announces no pushState.
 */
const ASK_MS = 500;

const CHANGES: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'aria-checked', 'aria-current'],
};

/**
 * Says when the record's part of the page has changed and come to rest. Nothing of one record lives
 * on into the next.
 */
function createObserver(win: Window, onDirty: () => void) {
  let roots: string | undefined;
  let timer = 0;
  let last = 0;
  /** When the changes began that no reading has followed yet; 0 when there are none. */
  let since = 0;

  const inside = ({ target }: MutationRecord) => {
    const element = target instanceof Element ? target : target.parentElement;
    return element?.closest(roots ?? '*');
  };
  const observer = new MutationObserver((changes) => {
    if (roots !== undefined && !changes.some(inside)) return;
    // A page that never rests is read every few seconds all the same.
    if (since === 0) since = Date.now();
    if (Date.now() - since > MOST_MS) return;
    win.clearTimeout(timer);
    timer = win.setTimeout(dirty, Math.max(SETTLE_MS, LEAST_MS - (Date.now() - last)));
  });
  const dirty = () => {
    last = Date.now();
    since = 0;
    onDirty();
  };
  const stop = () => {
    observer.disconnect();
    win.clearTimeout(timer);
    since = 0;
  };
  return {
    stop,
    start(below: string | undefined) {
      stop();
      roots = below;
      last = Date.now();
      if (win.document.body) observer.observe(win.document.body, CHANGES);
    },
  };
}

/** Calls back after the address may have changed. The events may come before it has. */
function onAddress(win: Window, look: () => void, signal: AbortSignal): void {
  const soon = () => void win.setTimeout(look, 0);
  win.addEventListener('hashchange', soon, { signal });
  win.addEventListener('popstate', soon, { signal });
  const { navigation } = win as Window & { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', soon, { signal });
  if (navigation) return;
  const timer = win.setInterval(look, ASK_MS);
  signal.addEventListener('abort', () => win.clearInterval(timer));
}

/**
 * Watches the address and the record's part of the page. It never reads values: it says where the
 * page is and that something may have changed, and one reading follows. While the tab is hidden
 * only the address is followed.
 */
export function watch(win: Window, options: WatchOptions): void {
  const { document } = win;
  const { signal } = options;
  const page = openPage(win, options.document);
  const observer = createObserver(win, () => options.onDirty(page.navigation));
  let record: string | null = null;
  /** False before a prerendered page is shown, and while the document is kept for the way back. */
  let onScreen = false;

  const begin = (isRecord: boolean) => {
    page.navigation = { ...page.navigation, number: page.navigation.number + 1 };
    page.since = win.performance.now();
    page.host?.navigated(isRecord);
  };

  const look = () => {
    const found = locate(win.location.href, options.sites);
    // An address that names the same record for sure goes on with its navigation: answers on their
    // way stay true.
    const key = found === null || found.unsure ? null : JSON.stringify(found.ref);
    const goesOn =
      onScreen && (page.href === win.location.href || (key !== null && key === record));
    onScreen = true;
    record = key;
    page.href = win.location.href;
    if (!goesOn) begin(found !== null);
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
    if (!onScreen) return;
    onScreen = false;
    begin(false);
    options.onLeft(page.navigation);
  };

  const moved = () => onScreen && !signal.aborted && page.href !== win.location.href;
  onAddress(win, () => void (moved() && look()), signal);
  const seen = () => {
    if (document.hidden) observer.stop();
    else if (onScreen) look();
  };
  document.addEventListener('visibilitychange', seen, { signal });
  win.addEventListener('pagehide', leave, { signal });
  win.addEventListener('pageshow', (event) => void (event.persisted && look()), { signal });
  signal.addEventListener('abort', observer.stop);
  const { prerendering } = document as Document & { prerendering?: boolean };
  if (prerendering) document.addEventListener('prerenderingchange', look, { signal, once: true });
  else look();
}
