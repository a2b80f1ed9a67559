import { browser, defineUnlistedScript } from '#imports';

/**
 * The first script of the panel's frame, before anything large: it greets the background, whose
 * answer is then here when the panel is.
 */
export default defineUnlistedScript(() => {
  // The nonce proves that our content script created this frame; it is valid once.
  const input = { nonce: location.hash.slice(1), tabId: null };
  globalThis.sidelineHello = browser.runtime.sendMessage({ name: 'frame.hello', input });
});
