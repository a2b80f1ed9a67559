import { browser, defineUnlistedScript } from '#imports';
import { navigationOf, pageOf, sameNavigation } from '../../lib/crm/watching.ts';
import type { ToHost } from '../../lib/messages/index.ts';
import { tell, tellLatest } from '../../lib/messages/tell.ts';
import { createPanelHost } from './host.ts';

/**
 * Injected on record pages only: it draws the tab, mounts the frame, and shows what the background
 * says.
 */
export default defineUnlistedScript(() => {
  const page = pageOf(window);
  // Without a watcher this is a page that came after the one that was meant: its own watcher will
  // ask.
  if (!page || page.host) return;
  const layoutChanged = tellLatest('record.layout', {
    merge: (undelivered, { navigation, layout }) => ({
      navigation,
      layout: { ...undelivered.layout, ...layout },
    }),
  });
  const host = createPanelHost({
    async address() {
      const { value } = await tell('record.frame');
      return (
        value && {
          url: `${browser.runtime.getURL('/panel.html')}#${value.nonce}`,
          nonce: value.nonce,
        }
      );
    },
    moved: (layout) => void layoutChanged({ navigation: page.navigation, layout }),
    blocked: () => void tell('record.blocked', { navigation: page.navigation }),
    aside: () => void tell('record.aside'),
  });
  const listener = (message: ToHost) => {
    if (message.type === 'hello') host.greeted(message.nonce);
    // A late view is about a record that is no longer on screen.
    if (message.type === 'view' && sameNavigation(message.navigation, navigationOf(window)))
      host.show(message.view);
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
