import { browser, defineUnlistedScript } from '#imports';
import type { Placed } from '../../lib/messages/index.ts';
import { tell } from '../record.content/tell.ts';
import { createPlace } from './place.ts';

/** The page's one place for the panel, shared by the scripts of this extension in this document. */
type Shared = typeof globalThis & { sidelinePlace?: { remove(): void } | undefined };

/** Injected on record pages only: it draws the tab, mounts the frame, and obeys the background. */
export default defineUnlistedScript(() => {
  const shared = globalThis as Shared;
  if (shared.sidelinePlace) return;
  const place = createPlace({
    frameUrl: async () => {
      const answer = (await tell('record.frame')) as { nonce: string } | null;
      return answer && `${browser.runtime.getURL('/panel.html')}#${answer.nonce}`;
    },
    moved: (layout) => void tell('record.layout', layout),
    blocked: () => void tell('record.blocked'),
    aside: () => void tell('record.aside'),
  });
  const listener = (message: { type?: string; placed?: Placed | null }) => {
    if (message.type === 'placed') place.show(message.placed ?? null);
    if (message.type === 'hello') place.greeted();
  };
  browser.runtime.onMessage.addListener(listener);
  shared.sidelinePlace = {
    remove() {
      place.remove();
      shared.sidelinePlace = undefined;
    },
  };
});
