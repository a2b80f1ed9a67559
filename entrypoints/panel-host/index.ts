import { browser, defineUnlistedScript } from '#imports';
import { navigationOf, pageOf, sameNavigation } from '../../lib/crm/watching.ts';
import type { ToHost } from '../../lib/messages/index.ts';
import { tell, tellLatest } from '../../lib/messages/tell.ts';
import { createPanelHost } from './host.ts';

/**
 * Injected on record pages only: shows the tab and the frame as the background's views describe.
 */
export default defineUnlistedScript(() => {
  const page = pageOf(window);
  // No watcher: the page was replaced since the injection was requested. The watcher of the new
  // page will request its own.
  if (!page || page.host) return;
  const layoutChanged = tellLatest('record.layout', {
    merge: (undelivered, { navigation, layout }) => ({
      navigation,
      layout: { ...undelivered.layout, ...layout },
    }),
  });
  /** Came with the view: saves the frame a round trip. */
  let offered: string | null = null;
  const host = createPanelHost({
    looks: import.meta.env.FIREFOX,
    async address() {
      const nonce = offered ?? (await tell('record.frame')).value?.nonce;
      offered = null;
      return nonce === undefined
        ? null
        : { url: `${browser.runtime.getURL('/panel.html')}#${nonce}`, nonce };
    },
    moved: (layout) => layoutChanged({ navigation: page.navigation, layout }),
    blocked: () => void tell('record.blocked', { navigation: page.navigation }),
    aside: async () => (await tell('record.aside')).value?.opened === true,
    now: () => performance.now(),
  });
  const listener = (message: ToHost) => {
    if (message.type === 'hello') host.greeted(message.nonce);
    if (message.type === 'toggle') host.toggle();
    // A late view belongs to a record that is no longer on screen.
    if (message.type === 'view') {
      offered = message.nonce ?? offered;
      if (sameNavigation(message.navigation, navigationOf(window))) host.show(message.view);
    }
  };
  browser.runtime.onMessage.addListener(listener);
  page.host = {
    navigated: host.navigated,
    remove() {
      browser.runtime.onMessage.removeListener(listener);
      host.remove();
      page.host = null;
    },
  };
});
