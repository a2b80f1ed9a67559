import { browser, defineContentScript } from '#imports';
import { adapterFor, pageOf, type Sites, watch } from '../../lib/crm/watching.ts';
import { tell, tellLatest } from '../../lib/messages/tell.ts';

/**
 * A random name for this document. `randomUUID` does not exist on pages without https, which many
 * self-hosted CRMs are.
 */
const documentName = () => crypto.getRandomValues(new Uint32Array(3)).join('');

/**
 * Runs on every page of an allowed site: watches the address and reports it. It draws nothing; the
 * panel host does, on record pages only.
 */
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  async main(ctx) {
    const { local } = browser.storage;
    const stop = new AbortController();
    const signal = AbortSignal.any([ctx.signal, stop.signal]);
    const sites = [...__SIDELINE_SITES__] as Sites[number][];
    const endIfPaused = (paused: unknown) => {
      const crm = adapterFor(new URL(location.href), sites)?.name;
      if ((paused as (string | undefined)[] | undefined)?.includes?.(crm)) stop.abort();
    };
    // Before the first look, so that no change is missed.
    const onChanged = (changes: Record<string, { newValue?: unknown }>) =>
      endIfPaused(changes.paused?.newValue);
    local.onChanged.addListener(onChanged);
    signal.addEventListener('abort', () => local.onChanged.removeListener(onChanged));
    const stored = (await local.get(['sites', 'paused'])) as { sites?: Sites; paused?: unknown };
    sites.push(...(stored.sites ?? []));
    endIfPaused(stored.paused);
    if (signal.aborted) return;
    // Of several addresses in quick succession only the last is reported.
    const report = tellLatest('record.at', { signal });
    // A change that did not arrive is a change that nobody reads.
    const reportChange = tellLatest('record.dirty', { signal });
    // Each document reports once, even without a record: the tab may have shown one before.
    let wasRecord = true;
    watch(window, {
      document: documentName(),
      sites,
      signal,
      onSeen({ navigation, href, found, visible }) {
        // Leaving a record is reported, and what may be a sign-in (the background looks closer), as
        // another person may be there next; going from one list to another is not.
        if (found || wasRecord || /[/#?=](log|sign|auth)/i.test(href))
          void report({ navigation, href, hosted: !!pageOf(window)?.host, visible });
        wasRecord = !!found;
      },
      onDirty: (navigation) => void reportChange({ navigation }),
      onLeft(navigation) {
        void tell('record.left', { navigation });
        // A document that is shown again reports itself in any case: the tab showed another one.
        wasRecord = true;
      },
    });
    // A listener is the answer to the background's “ping”: this document has a content script.
    const onPing = () => {};
    browser.runtime.onMessage.addListener(onPing);
    // After an update of the extension this script has no background any more, and a paused CRM is
    // left alone: it removes the panel. Drafts are in the database.
    const page = pageOf(window);
    const end = () => {
      page?.reading?.abort();
      page?.host?.remove();
      browser.runtime.onMessage.removeListener(onPing);
    };
    ctx.onInvalidated(end);
    stop.signal.addEventListener('abort', end);
  },
});
