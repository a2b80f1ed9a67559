import { browser } from '#imports';

/** Pages that have the settings as one of their own pages. */
const WITH_SETTINGS = /\/(?:workspace|options)\.html$/;

/** Opens the settings: in place where the page has them, else in the browser’s tab for them. */
export function openSettings(): void {
  if (WITH_SETTINGS.test(location.pathname)) location.hash = 'settings';
  else void browser.runtime.openOptionsPage();
}
