import { browser, defineContentScript } from '#imports';
import { pageOf, type Sites, watch } from '../../lib/crm/watching.ts';
import { tell, tellLatest } from '../../lib/messages/tell.ts';

/**
 * A name for this document. `randomUUID` is missing on pages without https, as many self-hosted
 * CRMs are.
 */
const documentName = () =>
  [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('');

/**
 * Runs on every page of an allowed site: it watches the address and reports. What is drawn comes
 * from the panel's host, on record pages only.
 */
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  async main(ctx) {
    const { sites = [] } = (await browser.storage.local.get('sites')) as { sites?: Sites };
    if (ctx.signal.aborted) return;
    /**
     * Somebody who pages through records quickly is heard once they stop: the last address counts.
     */
    const report = tellLatest('record.at', { signal: ctx.signal });
    // Once for each document, also where it is no record: the tab may have shown one before.
    let wasRecord = true;
    watch(window, {
      document: documentName(),
      sites: [...__SIDELINE_SITES__, ...sites],
      signal: ctx.signal,
      onSeen({ navigation, href, found, visible }) {
        // Leaving a record is news; going from one list to another is not.
        if (found || wasRecord)
          void report({ navigation, href, hosted: Boolean(pageOf(window)?.host), visible });
        wasRecord = found !== null;
      },
      onDirty: (navigation) => void tell('record.dirty', { navigation }),
      onLeft(navigation) {
        void tell('record.left', { navigation });
        // A document that comes back reports itself, record or not: the tab has shown another one.
        wasRecord = true;
      },
    });
    // Answers the background's question whether anybody is here.
    const present = () => {};
    browser.runtime.onMessage.addListener(present);
    // An update of the extension leaves this script an orphan: it takes the panel along. Drafts are
    // safe in the database.
    const page = pageOf(window);
    ctx.onInvalidated(() => {
      page?.host?.remove();
      browser.runtime.onMessage.removeListener(present);
    });
  },
});
