import { browser } from '#imports';
import { settingCommands } from '../../lib/commands/index.ts';
import { adapters } from '../../lib/crm/index.ts';
import type { Handlers } from '../../lib/messages/index.ts';
import { namedSites, sitePattern } from '../../lib/settings/index.ts';

const ID = 'record';
let queue: Promise<void> = Promise.resolve();

/** Registers the content script for every host that was granted, baked in or asked for. One after the other, since the calls race. */
export function registerScripts(): Promise<void> {
  queue = queue
    .then(async () => {
      const { origins = [] } = await browser.permissions.getAll();
      const matches = namedSites(origins);
      const known = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
      if (matches.length === 0)
        return void (
          known.length > 0 && (await browser.scripting.unregisterContentScripts({ ids: [ID] }))
        );
      const script = {
        id: ID,
        js: ['/content-scripts/record.js'],
        matches,
        runAt: 'document_idle' as const,
      };
      await (known.length > 0
        ? browser.scripting.updateContentScripts([script] as never)
        : browser.scripting.registerContentScripts([script] as never));
    })
    .catch((error) => console.error('sites', error));
  return queue;
}

/** Starts the watcher in tabs that are open already: a registration only reaches pages loaded later. */
export async function startInOpenTabs(origins: readonly string[]): Promise<void> {
  for (const tab of await browser.tabs.query({ url: [...origins] })) {
    if (tab.id !== undefined)
      await browser.scripting
        .executeScript({
          target: { tabId: tab.id },
          files: ['/content-scripts/record.js'] as never[],
        })
        .catch(() => {});
  }
}

export const siteHandlers = {
  'sites.add': async (site) => {
    await settingCommands['sites.add'](site);
    await registerScripts();
    // The permission came before the site was listed: tabs that are open know the older list.
    await startInOpenTabs([sitePattern(site.origin)]);
  },
  'sites.known': () =>
    adapters.map(({ name, hosts, selfHosted = false }) => ({
      crm: name,
      hosts: [...hosts],
      selfHosted,
    })),
} satisfies Partial<Handlers>;
