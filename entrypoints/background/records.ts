import { browser } from '#imports';
import { adapterNamed, locate, normalise } from '../../lib/crm/index.ts';
import { type From, type Handlers, type Layout, MessageError } from '../../lib/messages/index.ts';
import { type CrmRecord, type ReadFailure, ReadResult, type RecordRef, refKey, sameRef } from '../../lib/model/index.ts';
import { openSidePanel } from '../../lib/platform/index.ts';
import { getSetting } from '../../lib/settings/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { keepRecord, keepSnapshot, setView } from '../../lib/store/write.ts';
import { loadLinks } from '../../lib/view/load.ts';
import { snapshotScope } from '../../lib/view/sharing.ts';
import { account, ids } from './account.ts';
import { keepLayout, layoutOf, placedFor, refreshTab } from './place.ts';
import { rollUpSoon, summariseDeal } from './rollups.ts';

/** A reading may take as long as a slow CRM; a worker waiting longer than this is stopped by the browser anyway. */
const READ_MS = 25_000;
/** Least time between two readings of one tab. */
const LEAST_MS = 1500;

async function whatIsAt(url: string) {
  return locate(url, [...__SIDELINE_SITES__, ...(await getSetting('sites'))]);
}

/** Injects the CRM's reader and parses what it brings. */
async function readTab(tabId: number, crm: string): Promise<ReadResult> {
  const injected = await Promise.race([
    browser.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: [`/reader-${crm}.js`] as never[] }),
    new Promise<never>((_, fail) => setTimeout(() => fail(new Error('the reader took too long')), READ_MS)),
  ]);
  const parsed = ReadResult.safeParse(injected[0]?.result);
  return parsed.success
    ? parsed.data
    : {
        ok: false,
        failure: 'unexpected',
        detail: parsed.error.issues
          .map((issue) => issue.path.join('.'))
          .join(', ')
          .slice(0, 300),
      };
}

async function keep(record: CrmRecord): Promise<void> {
  const { db, me } = await account();
  const now = Date.now();
  await keepRecord(db, record, now);
  const scope = snapshotScope(me, await loadLinks(db), record);
  if (record.kind === 'deal' && scope) await keepSnapshot(db, record, scope, { now, ids });
  if (record.kind === 'deal' && !record.reading.filling) {
    // Not waited for: the panel shows the record meanwhile.
    void summariseDeal(refKey(record.ref)).then(rollUpSoon, (error) => console.error('summary', error));
  }
}

const running = new Map<number, Promise<void>>();
const again = new Set<number>();

/** Reads a tab's record, once at a time; a wish that comes meanwhile is granted once afterwards. */
export function readSoon(tabId: number): Promise<void> {
  const under = running.get(tabId);
  if (under) {
    again.add(tabId);
    return under;
  }
  const run = readOnce(tabId).finally(() => {
    running.delete(tabId);
    if (again.delete(tabId)) setTimeout(() => void readSoon(tabId), LEAST_MS);
  });
  running.set(tabId, run);
  return run;
}

async function readOnce(tabId: number): Promise<void> {
  const { db } = await account();
  const before = await db.views.get(tabId);
  if (!before?.ref) return;
  const asked = before.ref;
  const view = { ...before, at: Date.now() };
  if (!adapterNamed(asked.crm)?.read) return void (await setView(db, { ...view, state: 'ready', failure: null }));
  const result = await readTab(tabId, asked.crm).catch((error: unknown): ReadResult => ({ ok: false, failure: 'unreachable', detail: String(error) }));
  const current = await db.views.get(tabId);
  // The page moved on while it was being read: this answer is about another record.
  if (!current || !sameRef(current.ref, asked)) return;
  if (result.ok && result.record.id !== asked.id) return void setTimeout(() => void readSoon(tabId), LEAST_MS);
  if (!result.ok) return failed(tabId, asked, result.failure);
  const record = normalise(result.record, asked, Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  await keep(record);
  const mine = await changeView(tabId, asked, { ref: record.ref, refKey: refKey(record.ref), state: 'ready', failure: null });
  if (!mine) return;
  await refreshTab(tabId);
  if (record.reading.filling) setTimeout(() => void readSoon(tabId), LEAST_MS);
}

/** Changes a tab's view only while it still shows what was asked about, in one transaction: a late answer changes nothing. */
async function changeView(tabId: number, asked: RecordRef, change: Partial<TabView>): Promise<boolean> {
  const { db } = await account();
  return db.transaction('rw', db.views, async () => {
    const current = await db.views.get(tabId);
    if (!current || !sameRef(current.ref, asked)) return false;
    await db.views.put({ ...current, ...change, at: Date.now() });
    return true;
  });
}

async function failed(tabId: number, asked: RecordRef, failure: ReadFailure): Promise<void> {
  const { db } = await account();
  const current = await db.views.get(tabId);
  // What turned out to be no record of ours, or was never sure to be one, is left alone.
  const none = failure === 'notARecord' || (current?.state === 'reading' && (failure === 'missing' || current.unsure));
  if (!(await changeView(tabId, asked, { ...(none ? { ref: null, refKey: null } : {}), state: 'failed', failure }))) return;
  await (none ? hide(tabId) : refreshTab(tabId));
}

function tabOf(from: From): number {
  if (from.tabId === null) throw new MessageError('notAllowed');
  return from.tabId;
}

/**
 * Where a content script is. The browser tells the document's first address only, not where it has moved since without loading;
 * the script's own word is taken within that origin, where a page could move itself anyway.
 */
function addressOf(from: From, href: string): string | null {
  if (from.kind !== 'content') return null;
  return URL.parse(href)?.origin === URL.parse(from.url)?.origin ? href : null;
}

async function at(from: From, href: string, placed: boolean): Promise<void> {
  const tabId = tabOf(from);
  const { db } = await account();
  const address = addressOf(from, href);
  const found = address === null ? null : await whatIsAt(address);
  const before = await db.views.get(tabId);
  if (!found) {
    await setView(db, {
      tabId,
      ref: null,
      refKey: null,
      crm: null,
      state: 'ready',
      failure: null,
      blocked: before?.blocked ?? false,
      located: null,
      unsure: false,
      at: Date.now(),
    });
    return hide(tabId);
  }
  const { ref } = found;
  // A reader may have made the ref more exact (a contact where a deal was guessed): that stays while the address says the same.
  const kept = before?.located === refKey(ref) && before.ref ? before : null;
  const now = kept?.ref ?? ref;
  await setView(db, {
    tabId,
    ref: now,
    refKey: refKey(now),
    crm: ref.crm,
    state: kept?.state === 'ready' ? 'ready' : 'reading',
    failure: null,
    blocked: kept?.blocked ?? false,
    located: refKey(ref),
    unsure: found.unsure === true,
    at: Date.now(),
  });
  const drawing = placed ? Promise.resolve() : browser.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: ['/place.js'] as never[] }).then(() => {});
  const reading = readSoon(tabId);
  await drawing;
  // Where the address alone does not say that this is a deal, nothing is shown before the reading did.
  if (found.unsure && kept?.state !== 'ready') await reading;
  else await show(tabId, now);
}

async function show(tabId: number, ref: RecordRef): Promise<void> {
  await browser.tabs.sendMessage(tabId, { type: 'placed', placed: await placedFor(ref) }, { frameId: 0 }).catch(() => {});
}

async function hide(tabId: number): Promise<void> {
  await browser.tabs.sendMessage(tabId, { type: 'placed', placed: null }, { frameId: 0 }).catch(() => {});
  await refreshTab(tabId);
}

async function crmOf(tabId: number): Promise<string> {
  const { db } = await account();
  const crm = (await db.views.get(tabId))?.crm;
  if (!crm) throw new MessageError('missing');
  return crm;
}

async function setLayout(tabId: number, change: Partial<Layout>): Promise<void> {
  const crm = await crmOf(tabId);
  await keepLayout(crm, { ...(await layoutOf(crm)), ...change });
}

/** Nonces of frames that were asked for and have not reported yet; in session storage, since the worker may sleep in between. */
async function nonceFor(tabId: number): Promise<string> {
  const nonce = ids.next() + ids.next().slice(-12);
  await browser.storage.session.set({ [`nonce:${nonce}`]: tabId });
  return nonce;
}

async function claim(nonce: string, tabId: number | null): Promise<number> {
  const key = `nonce:${nonce}`;
  const stored = (await browser.storage.session.get(key))[key];
  if (typeof stored !== 'number' || stored !== tabId) throw new MessageError('notAllowed');
  await browser.storage.session.remove(key);
  return stored;
}

export const recordHandlers = {
  'record.at': ({ href, placed }, from) => at(from, href, placed),
  'record.dirty': async (_input, from) => void (await readSoon(tabOf(from))),
  'record.frame': async (_input, from) => ({ nonce: await nonceFor(tabOf(from)) }),
  'record.layout': async (layout, from) => keepLayout(await crmOf(tabOf(from)), layout),
  'record.blocked': async (_input, from) => {
    const { db } = await account();
    await db.views.update(tabOf(from), { blocked: true });
  },
  'record.aside': async (_input, from) => {
    const opening = openSidePanel(tabOf(from)); // first of all: the gesture is gone after any wait
    if (!opening) return { opened: false };
    await opening;
    return { opened: true };
  },
  'record.again': async ({ tabId }) => void (await readSoon(tabId)),
  'frame.hello': async ({ nonce, tabId, marker }, from) => {
    const { db } = await account();
    const own = (await db.meta.get('marker'))?.value;
    // Inside a page only the frame that our own content script placed is answered; a side panel has no tab.
    const claimed = nonce === null ? tabId : await claim(nonce, from.tabId);
    if (nonce !== null && claimed !== null) {
      await db.views.update(claimed, { blocked: false });
      await browser.tabs.sendMessage(claimed, { type: 'hello' }, { frameId: 0 }).catch(() => {});
    }
    return { tabId: claimed, sameStore: marker === own };
  },
  'frame.layout': async ({ tabId, mode }) => {
    await setLayout(tabId, mode === 'tab' ? { mode } : { mode, open: mode });
    await refreshTab(tabId);
  },
  'tab.record': async ({ tabId }) => {
    const { db } = await account();
    const view = await db.views.get(tabId);
    return view?.ref ? { object: view.ref.object } : null;
  },
} satisfies Partial<Handlers>;
