import { browser, defineUnlistedScript } from '#imports';
import { paintPicture } from '../../components/panel/picture.ts';
import type { Out } from '../../lib/messages/index.ts';

type Hello = Out<'frame.hello'>;

/**
 * The first script of the panel's frame, before anything large: it greets the background, and
 * paints the last picture of the record if there is one. The background has parsed the picture.
 */
export default defineUnlistedScript(() => {
  // The nonce proves that our content script created this frame; it is valid once.
  const input = { nonce: location.hash.slice(1), tabId: null };
  const sent = browser.runtime.sendMessage({ name: 'frame.hello', input });
  globalThis.sidelineHello = sent;
  const paint = async () => {
    const hello: Hello | null = (await sent)?.value ?? null;
    // Still in its own document, and not overtaken by the panel itself.
    if (!hello?.picture || document.querySelector('.panel')) return;
    const isDark =
      hello.colours === 'auto'
        ? matchMedia('(prefers-color-scheme: dark)').matches
        : hello.colours === 'dark';
    document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light';
    document.body.append(paintPicture(hello.picture));
    // For what measures, and what tests that it was there.
    performance.mark('picture');
  };
  // The panel says what is wrong.
  paint().catch(() => {});
});
