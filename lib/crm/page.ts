import type { Navigation } from '../model/navigation.ts';

/**
 * What the panel's host has to hear from the watcher at once, without the way through the
 * background.
 */
export interface HostControl {
  /** The page has moved on: what was shown belongs to the navigation before. */
  navigated(record: boolean): void;
  remove(): void;
}

/**
 * What our scripts in one page share. Each is a bundle of its own (watcher, host, reader), injected
 * when it is needed, and the isolated world is all they have in common: the page sees nothing of
 * it.
 */
export interface PageState {
  navigation: Navigation;
  /** The address of that navigation, to notice a page that has moved before anybody told us. */
  href: string;
  /** When the navigation began, on `performance.now()`'s clock. */
  since: number;
  host: HostControl | null;
}

const KEY = Symbol.for('sideline.page');
type Shared = Window & { [KEY]?: PageState };

export function pageOf(win: Window): PageState | null {
  return (win as Shared)[KEY] ?? null;
}

/**
 * Begins the state of a page; a second watcher in it, after an update of the extension, begins
 * anew.
 */
export function openPage(win: Window, document: string): PageState {
  const page: PageState = {
    navigation: { document, number: 0 },
    href: '',
    since: win.performance.now(),
    host: null,
  };
  (win as Shared)[KEY] = page;
  return page;
}

/** The navigation on screen; null while the address says that another one is about to begin. */
export function navigationOf(win: Window): Navigation | null {
  const page = pageOf(win);
  return page && page.href === win.location.href ? page.navigation : null;
}
