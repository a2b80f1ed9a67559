import { browser } from '#imports';
import { settingCommands } from '../../lib/commands/index.ts';
import { openFirst } from '../../lib/commands/layouts.ts';
import { adapters, patternsOf, unpaused, vendorHosts } from '../../lib/crm/index.ts';
import type { Handlers, In } from '../../lib/messages/index.ts';
import type { CrmName } from '../../lib/model/index.ts';
import { getSetting, namedSites, Site, sitePattern } from '../../lib/settings/index.ts';
import { siteOf } from './siteOf.ts';
import { hasWatcher, tabs } from './tabDisplay.ts';

const ID = 'record';
let queue: Promise<void> = Promise.resolve();

async function isRegistered(): Promise<boolean> {
  const scripts = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  return scripts.length > 0;
}

/** The sites that the company or the person named, with their match patterns. */
async function allSites(): Promise<{ pattern: string; crm: CrmName }[]> {
  const named = [...__SIDELINE_SITES__, ...(await getSetting('sites'))];
  return named.map(({ origin, crm }) => ({ pattern: sitePattern(origin), crm }));
}

/**
 * Makes the registration of the content script match the permissions and what is paused: changed,
 * added or removed.
 */
async function updateRegistration(): Promise<void> {
  const [{ origins = [] }, paused, sites] = await Promise.all([
    browser.permissions.getAll(),
    getSetting('paused'),
    allSites(),
  ]);
  const matches = unpaused({ patterns: namedSites(origins), paused, sites });
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
 * Registers the content script for every granted host that is not paused. Calls run
 * one after the other: two at once would both see the same old registration.
 */
export function registerScripts(): Promise<void> {
  queue = queue.then(updateRegistration).catch((error) => console.error('sites', error));
  return queue;
}

const startIn = (tabId: number) =>
  browser.scripting
    .executeScript({ target: { tabId }, files: ['/content-scripts/record.js'] as never[] })
    .catch(() => {});

/** Starts the watcher in open tabs: a registration applies only to pages that load later. */
export async function startInOpenTabs(origins: readonly string[]): Promise<void> {
  for (const { id } of await browser.tabs.query({ url: [...origins] }))
    if (id !== undefined) await startIn(id);
}

/** After the installation of a company's build, CRM pages are open that loaded before it. */
export async function startWhereMissing(): Promise<void> {
  const [script] = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (!script?.matches) return;
  for (const { id } of await browser.tabs.query({ url: script.matches }))
    if (id !== undefined && !(await hasWatcher(id))) await startIn(id);
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

/**
 * Pauses a CRM: watchers and hosts in its pages end by themselves when the setting changes; here
 * nothing more is injected or read. Resuming starts them in the open tabs.
 */
async function pause({ crm, paused }: In<'sites.pause'>): Promise<void> {
  await settingCommands['sites.pause']({ crm, paused });
  await registerScripts();
  if (paused) await tabs.leaveAll(crm);
  else await startInOpenTabs(patternsOf(crm, await allSites()));
}

export const siteHandlers = {
  'sites.pause': pause,
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
