import { browser } from '#imports';
import { chooseMode, layOut } from '../../lib/commands/layouts.ts';
import { inStore, setBlocked } from '../../lib/commands/records.ts';
import { type Handlers, MessageError, type SenderContext } from '../../lib/messages/index.ts';
import type { Navigation } from '../../lib/model/index.ts';
import { openSidePanel } from '../../lib/platform/index.ts';
import { createNonces } from '../../lib/platform/nonces.ts';
import { account, ids } from './account.ts';
import { refreshTab, tabs } from './tabDisplay.ts';

/** Nonces of frames that were asked for and have not reported yet. */
const nonces = createNonces(browser.storage.session, () => ids.next() + ids.next().slice(-12));

function tabOf(from: SenderContext): number {
  if (from.tabId === null) throw new MessageError('notAllowed');
  return from.tabId;
}

/**
 * Where a content script is. The browser tells the document's first address only, not where it has
 * moved since without loading; the script's own word is taken within that origin, where a page
 * could move itself anyway.
 */
function addressOf(from: SenderContext, href: string): string {
  const isOurs = from.kind === 'content' && URL.parse(href)?.origin === URL.parse(from.url)?.origin;
  return isOurs ? href : '';
}

async function viewOf(tabId: number) {
  return (await account()).db.views.get(tabId);
}

const store = async () => (await account()).db;

async function blocked(tabId: number, { document }: Navigation): Promise<void> {
  await inStore(store, (db) => setBlocked(db, tabId, { blocked: true, document }));
}

/**
 * Takes the greeting of a frame: only the one that our own script placed in this tab is answered.
 */
async function greet(nonce: string, from: SenderContext): Promise<number> {
  const tabId = tabOf(from);
  if (!(await nonces.claim(tabId, nonce))) throw new MessageError('notAllowed');
  await inStore(store, (db) => setBlocked(db, tabId, { blocked: false }));
  await browser.tabs.sendMessage(tabId, { type: 'hello', nonce }, { frameId: 0 }).catch(() => {});
  return tabId;
}

export const recordHandlers = {
  'record.at': (seen, from) =>
    tabs.arrived(tabOf(from), { ...seen, href: addressOf(from, seen.href) }),
  'record.left': ({ navigation }, from) => tabs.left(tabOf(from), navigation),
  'record.dirty': ({ navigation }, from) => tabs.again(tabOf(from), navigation),
  'record.frame': async (_input, from) => ({ nonce: await nonces.issue(tabOf(from)) }),
  'record.layout': async (input, from) => layOut((await account()).db, tabOf(from), input),
  'record.blocked': ({ navigation }, from) => blocked(tabOf(from), navigation),
  'record.aside': async (_input, from) => {
    const opening = openSidePanel(tabOf(from)); // first of all: the gesture is gone after any wait
    if (!opening) return { opened: false };
    await opening;
    return { opened: true };
  },
  'record.again': ({ tabId }) => tabs.again(tabId, null),
  'frame.hello': async ({ nonce, tabId, marker }, from) => {
    // A side panel has no nonce; it says which tab it is beside.
    const claimed = nonce === null ? tabId : await greet(nonce, from);
    const own = (await (await account()).db.meta.get('marker'))?.value;
    return { tabId: claimed, sameStore: marker === own };
  },
  'frame.layout': async (input) => {
    await chooseMode((await account()).db, input);
    await refreshTab(input.tabId);
  },
  'tab.record': async ({ tabId }) => {
    const ref = (await viewOf(tabId))?.ref;
    return ref ? { object: ref.object } : null;
  },
} satisfies Partial<Handlers>;

/** A tab was closed: nothing of it is kept. */
export async function forgetTab(tabId: number): Promise<void> {
  await Promise.all([tabs.closed(tabId), nonces.forget(tabId)]);
}
