import { browser } from '#imports';
import { settingCommands } from '../../lib/commands/index.ts';
import { openFirst } from '../../lib/commands/layouts.ts';
import { adapters, vendorHosts } from '../../lib/crm/index.ts';
import type { Handlers } from '../../lib/messages/index.ts';
import { namedSites, Site, sitePattern } from '../../lib/settings/index.ts';
import { siteOf } from './siteOf.ts';

const ID = 'record';
let queue: Promise<void> = Promise.resolve();

async function isRegistered(): Promise<boolean> {
  const scripts = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  return scripts.length > 0;
}

/**
 * Makes the registration of the content script match the permissions: changed, added or removed.
 */
async function updateRegistration(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const matches = namedSites(origins);
  const registered = await isRegistered();
  if (matches.length === 0) {
    if (registered) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  const script = {
    id: ID,
    js: ['/content-scripts/record.js'],
    matches,
    runAt: 'document_idle' as const,
  };
  if (registered) await browser.scripting.updateContentScripts([script] as never);
  else await browser.scripting.registerContentScripts([script] as never);
}

/**
 * Registers the content script for every granted host, built in or allowed by the user. Calls run
 * one after the other: two at once would both see the same old registration.
 */
export function registerScripts(): Promise<void> {
  queue = queue.then(updateRegistration).catch((error) => console.error('sites', error));
  return queue;
}

/** Starts the watcher in open tabs: a registration applies only to pages that load later. */
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

/** The site of a permission that the browser asks for, in the session's storage. */
const EXPECTED = 'expected';

async function add(site: Site): Promise<void> {
  await settingCommands['sites.add'](site);
  await registerScripts();
  // The permission was granted before the site was stored: open tabs have the old list of sites.
  await startInOpenTabs([sitePattern(site.origin)]);
}

/** Starts on the announced site once it is permitted: its panel opens over the page. */
export async function startExpected(): Promise<void> {
  const site = Site.safeParse((await browser.storage.session.get(EXPECTED))[EXPECTED]).data;
  if (!site) return;
  if (!(await browser.permissions.contains({ origins: [sitePattern(site.origin)] }))) return;
  await browser.storage.session.remove(EXPECTED);
  await openFirst(site.crm);
  await add(site);
}

export const siteHandlers = {
  'sites.add': add,
  'sites.of': ({ tabId }) => siteOf(tabId),
  'sites.expect': (site) => browser.storage.session.set({ [EXPECTED]: site }),
  'sites.start': startExpected,
  'sites.known': () =>
    adapters.map(({ name, selfHosted = false }) => ({
      crm: name,
      hosts: [...vendorHosts[name]],
      selfHosted,
    })),
} satisfies Partial<Handlers>;
