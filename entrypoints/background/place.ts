import { i18n } from '#i18n';
import { browser } from '#imports';
import { coach, dealFacts } from '../../lib/coaching/index.ts';
import { adapterNamed } from '../../lib/crm/index.ts';
import { defaultLayout, Layout, type Placed } from '../../lib/messages/index.ts';
import { type RecordRef, refKey } from '../../lib/model/index.ts';
import { setBadge } from '../../lib/platform/index.ts';
import { cachedRecord, recordRows } from '../../lib/store/index.ts';
import { type Account, account } from './account.ts';
import { typedParser } from './typed.ts';

const layoutKey = (crm: string) => `layout:${crm}`;

/** Where the panel sits, remembered for each CRM. */
export async function layoutOf(crm: string): Promise<Layout> {
  const stored = (await browser.storage.local.get(layoutKey(crm)))[layoutKey(crm)];
  const parsed = Layout.safeParse(stored);
  return parsed.success ? parsed.data : defaultLayout;
}

export async function keepLayout(crm: string, layout: Layout): Promise<void> {
  await browser.storage.local.set({ [layoutKey(crm)]: layout });
}

/** The tab's count: prompts and unread notes. Nothing that leaves the person guessing: no number where there is no reading. */
async function counts({ db, user, me }: Account, ref: RecordRef): Promise<{ count: number; dot: boolean }> {
  const key = refKey(ref);
  const [record, rows] = await Promise.all([cachedRecord(db, key), recordRows(db, key)]);
  const read = new Set(rows.reads.filter((mark) => mark.fields.author === user).map((mark) => mark.fields.parent));
  const unread = rows.notes.filter((note) => note.fields.author !== user && !read.has(note.id)).length;
  if (record?.kind !== 'deal' || record.reading.filling) return { count: unread, dot: unread > 0 };
  const now = { ms: Date.now(), timeZone: me?.org.timeZone ?? record.reading.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone };
  const facts = dealFacts(
    record,
    rows.snapshots.map((row) => row.fields),
    rows.facts.map((row) => row.fields),
    now,
    typedParser(now),
  );
  const { prompts } = coach(
    facts,
    rows.outcomes.filter((row) => row.fields.author === user).map((row) => row.fields),
  );
  return { count: prompts.length + unread, dot: unread > 0 };
}

export async function placedFor(ref: RecordRef): Promise<Placed> {
  const [layout, { count, dot }] = await Promise.all([layoutOf(ref.crm), counts(await account(), ref)]);
  return {
    layout,
    count,
    dot,
    layer: adapterNamed(ref.crm)?.layer ?? 1000,
    words: {
      frame: i18n.t('frame.title'),
      open: count > 0 ? i18n.t('frame.openCount', [String(count)]) : i18n.t('frame.open'),
      blocked: import.meta.env.FIREFOX ? i18n.t('frame.blockedFirefox') : i18n.t('frame.blocked'),
      resize: i18n.t('frame.resize'),
      move: i18n.t('frame.move'),
    },
  };
}

/** Tells a tab's content script what to show, and the toolbar button its count. A tab that has gone is no error. */
export async function refreshTab(tabId: number): Promise<void> {
  const { db } = await account();
  const view = await db.views.get(tabId);
  const placed = view?.ref && view.state !== 'reading' ? await placedFor(view.ref) : null;
  if (!view?.ref) return void setBadge(tabId, 0);
  if (!placed) return;
  await browser.tabs.sendMessage(tabId, { type: 'placed', placed }, { frameId: 0 }).catch(() => {});
  await setBadge(tabId, placed.count);
}

/** Every tab that shows this record: something about it changed. */
export async function refreshRecord(key: string): Promise<void> {
  const { db } = await account();
  for (const view of await db.views.where('refKey').equals(key).toArray()) await refreshTab(view.tabId);
}
