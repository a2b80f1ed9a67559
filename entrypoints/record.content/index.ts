import { browser, defineContentScript } from '#imports';
import { type Sites, watch } from '../../lib/crm/watching.ts';
import { tell } from './tell.ts';

type Shared = typeof globalThis & { sidelinePlace?: { remove(): void } };

/** Runs on every page of an allowed site: it watches the address and reports. What is drawn comes from `place`, on record pages only. */
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  async main(ctx) {
    const shared = globalThis as Shared;
    const { sites = [] } = (await browser.storage.local.get('sites')) as { sites?: Sites };
    // An update of the extension leaves this script an orphan: it takes its element along. Drafts are safe in the database.
    ctx.onInvalidated(() => shared.sidelinePlace?.remove());
    /** Somebody who pages through records quickly is heard once they stop: the last address counts. */
    const report = async (href: string, placed: boolean) => {
      const answer = await tell('record.at', { href, placed });
      if (answer === undefined && !ctx.signal.aborted) setTimeout(() => location.href === href && void report(href, placed), 1100);
    };
    let first = true;
    watch(window, {
      sites: [...__SIDELINE_SITES__, ...sites],
      signal: ctx.signal,
      onPlace(found) {
        const placed = shared.sidelinePlace !== undefined;
        // Once for each document, also where it is no record: the tab may have shown one before.
        if (found || placed || first) void report(location.href, placed);
        first = false;
      },
      onDirty: () => void tell('record.dirty'),
    });
  },
});
