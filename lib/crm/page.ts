import type { Navigation } from '../model/navigation.ts';

/** Calls from the watcher to the panel host that must not wait for the background. */
export interface HostControl {
  /** A new navigation began: what the panel shows belongs to the previous one. */
  navigated(record: boolean): void;
  remove(): void;
}

/**
 * State that Sideline's scripts in one page share. Watcher, host and reader are separate bundles,
 * injected when needed. They share the extension's isolated JavaScript context, which the page
 * cannot see.
 */
export interface PageState {
  navigation: Navigation;
  /** The address of that navigation, to detect a new address before any event reports it. */
  href: string;
  /** When the navigation began, on `performance.now()`'s clock. */
  since: number;
  host: HostControl | null;
  /** Ends the requests of the reading that is under way; a new navigation aborts it. */
  reading: AbortController | null;
}

const KEY = Symbol.for('sideline.page');
type Shared = Window & { [KEY]?: PageState };

export function pageOf(win: Window): PageState | null {
  return (win as Shared)[KEY] ?? null;
}

/** Creates a page's state. A second watcher, after an update of the extension, creates it again. */
export function openPage(win: Window, document: string): PageState {
  const page: PageState = {
    navigation: { document, number: 0 },
    href: '',
    since: win.performance.now(),
    host: null,
    reading: null,
  };
  (win as Shared)[KEY] = page;
  return page;
}

/** The navigation on screen; null when the address has changed and a new one is about to begin. */
export function navigationOf(win: Window): Navigation | null {
  const page = pageOf(win);
  return page && page.href === win.location.href ? page.navigation : null;
}
