import { browser } from '#imports';
import { layOut } from '../../lib/commands/layouts.ts';
import { chooseSide, inStore, setBlocked } from '../../lib/commands/records.ts';
import {
  type Handlers,
  MessageError,
  reportedAddress,
  type SenderContext,
} from '../../lib/messages/index.ts';
import type { Navigation } from '../../lib/model/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { pictureToStore } from '../../lib/view/pictures.ts';
import { account } from './account.ts';
import { openAside, place } from './aside.ts';
import { nonces } from './frameNonces.ts';
import { forgetHello, helloTo, issueNonce } from './hello.ts';
import { storePlace } from './openAsides.ts';
import { openRecord } from './openRecord.ts';
import { addressSeen, keepPicture } from './pictures.ts';
import { refreshTab, tabs } from './tabDisplay.ts';

function tabOf(from: SenderContext): number {
  if (from.tabId === null) throw new MessageError('notAllowed');
  return from.tabId;
}

async function tabViewOf(tabId: number) {
  return (await account()).db.views.get(tabId);
}

const store = async () => (await account()).db;

async function blocked(tabId: number, { document }: Navigation): Promise<void> {
  await inStore(store, (db) => setBlocked(db, tabId, { blocked: true, document }));
}

/** Accepts a frame's greeting only with the nonce that was issued for this tab. */
async function greet(nonce: string, from: SenderContext): Promise<number> {
  const tabId = tabOf(from);
  if (!(await nonces.claim(tabId, nonce))) throw new MessageError('notAllowed');
  // The frame waits for the answer, and for none of this.
  unawaited(
    'blocked',
    inStore(store, (db) => setBlocked(db, tabId, { blocked: false })),
  );
  browser.tabs.sendMessage(tabId, { type: 'hello', nonce }, { frameId: 0 }).catch(() => {});
  return tabId;
}

export const recordHandlers = {
  'record.at': (report, from) => {
    const href = reportedAddress(from, report.href);
    unawaited('picture', addressSeen(href));
    return tabs.arrived(tabOf(from), { ...report, href });
  },
  'record.left': ({ navigation }, from) => tabs.left(tabOf(from), navigation),
  'record.dirty': ({ navigation }, from) => tabs.again(tabOf(from), navigation),
  'record.frame': async (_input, from) => ({ nonce: await issueNonce(tabOf(from)) }),
  'record.layout': async (input, from) => {
    await layOut((await account()).db, tabOf(from), input);
    // Replaces a view that is being made of the layout before.
    await refreshTab(tabOf(from));
  },
  'record.blocked': ({ navigation }, from) => blocked(tabOf(from), navigation),
  'record.aside': (_input, from) => openAside(tabOf(from)),
  'record.again': ({ tabId }) => tabs.again(tabId, null),
  'frame.hello': async ({ nonce, tabId }, from) => {
    // A side panel has no nonce; it sends the id of its tab.
    const greetedTab = nonce === null ? tabId : await greet(nonce, from);
    return helloTo(nonce, greetedTab, tabs.isLatest);
  },
  'frame.picture': async ({ tabId, refKey, picture }) => {
    const { db } = await account();
    const place = pictureToStore(await db.views.get(tabId), refKey);
    if (place) await keepPicture({ store: db.name, ...place }, picture);
  },
  'frame.layout': place,
  'frame.side': async (input) => {
    await inStore(store, (db) => chooseSide(db, input));
    await refreshTab(input.tabId);
  },
  'record.open': openRecord,
  'tab.record': async ({ tabId }) => {
    const ref = (await tabViewOf(tabId))?.ref;
    return ref ? { object: ref.object } : null;
  },
} satisfies Partial<Handlers>;

/** Deletes everything stored about a tab that was closed. */
export async function forgetTab(tabId: number): Promise<void> {
  forgetHello(tabId);
  await Promise.all([tabs.closed(tabId), nonces.forget(tabId), storePlace(tabId, null)]);
}
