import type { In } from '../messages/index.ts';
import {
  isOlder,
  type Located,
  type Navigation,
  type ReadFailure,
  type RecordRef,
  refKey,
  sameNavigation,
  withholds,
} from '../model/index.ts';
import { allRowsOn, type SidelineDb, type TabView } from '../store/index.ts';
import { forgetReading } from '../store/write.ts';

// The views of browser tabs: each function is one transaction, and panels read `views` live.

/**
 * Changes the tab views of the current store, and repeats the change where another account's store
 * replaced it meanwhile: the views were copied there, perhaps without this change.
 */
export async function inStore<T>(
  store: () => Promise<SidelineDb>,
  change: (db: SidelineDb) => Promise<T>,
): Promise<T> {
  for (;;) {
    const db = await store();
    const changed = await change(db);
    if ((await store()) === db) return changed;
  }
}

/** A page's report of its address. */
export interface Arrival {
  tabId: number;
  navigation: Navigation;
  /** The page's address, within the origin of its tab. */
  href: string;
  /** Null for a page without a record. */
  located: Located | null;
  /** Called within the transaction, since another document may have reported meanwhile. */
  isLatest(): boolean;
}

/** What holds for all records of one document. */
type OfDocument = Required<Pick<TabView, 'blocked' | 'confirmed'>>;
const NEW_DOCUMENT: OfDocument = { blocked: false, confirmed: null };

function noRecord(
  tabId: number,
  navigation: Navigation,
  ofDocument: OfDocument,
  now: number,
): TabView {
  return {
    tabId,
    navigation,
    ref: null,
    refKey: null,
    crm: null,
    state: 'ready',
    failure: null,
    ...ofDocument,
    href: null,
    located: null,
    unsure: false,
    action: null,
    at: now,
  };
}

/**
 * The view of a page with a record's address. The view keeps a ref that a reader corrected (a
 * contact instead of a guessed deal, Odoo's database) while the address stays the same. If the
 * address alone does not identify the record, the view keeps it only within one navigation. It
 * identifies the record where a reading has confirmed another one of the same action.
 */
function ofRecord(
  blank: TabView,
  located: Located,
  href: string,
  before: TabView | undefined,
): TabView {
  const { action = null, isUnconfirmed } = located;
  const { confirmed } = blank;
  const proved = action !== null && confirmed?.action === action ? confirmed.object : null;
  const isUnsure = isUnconfirmed === true && proved === null;
  const ref = proved === null ? located.ref : { ...located.ref, object: proved };
  const isSameNavigation =
    before !== undefined && sameNavigation(before.navigation, blank.navigation);
  const address = refKey(located.ref);
  const keepsRef = before?.located === address && (isSameNavigation || !isUnsure);
  const kept = keepsRef ? before.ref : null;
  const shown = kept ?? ref;
  const side = before?.refKey === refKey(shown) ? before.side : undefined;
  return {
    ...blank,
    ...(side === undefined ? {} : { side }),
    ref: shown,
    refKey: refKey(shown),
    crm: ref.crm,
    href,
    state: kept && before?.state === 'ready' ? 'ready' : 'reading',
    located: address,
    unsure: isUnsure,
    action,
  };
}

/** Stores a page's report. @returns null for an outdated report. */
export function arrive(db: SidelineDb, arrival: Arrival, now: number): Promise<TabView | null> {
  const { tabId, navigation, href, located, isLatest } = arrival;
  return db.transaction('rw', db.views, async () => {
    const before = await db.views.get(tabId);
    if (!isLatest() || (before && isOlder(navigation, before.navigation))) return null;
    // Whether a page blocks the frame depends on its document, and what an action opens is certain
    // in it.
    const isSameDocument = before?.navigation.document === navigation.document;
    const { blocked = false, confirmed = null } = (isSameDocument && before) || NEW_DOCUMENT;
    const blank = noRecord(tabId, navigation, { blocked, confirmed }, now);
    const view = located ? ofRecord(blank, located, href, before) : blank;
    await db.views.put(view);
    return view;
  });
}

/** A document was left. @returns false where the tab shows another one already. */
export function leave(
  db: SidelineDb,
  tabId: number,
  navigation: Navigation,
  now: number,
): Promise<boolean> {
  return db.transaction('rw', db.views, async () => {
    const before = await db.views.get(tabId);
    if (
      before?.navigation.document !== navigation.document ||
      isOlder(navigation, before.navigation)
    )
      return false;
    await db.views.put(noRecord(tabId, navigation, NEW_DOCUMENT, now));
    return true;
  });
}

/** Stores the side that a person chose, unless the tab shows another record by now. */
export function chooseSide(
  db: SidelineDb,
  { tabId, refKey: key, side }: In<'frame.side'>,
): Promise<void> {
  return db.transaction('rw', db.views, async () => {
    const view = await db.views.get(tabId);
    if (view?.refKey === key) await db.views.put({ ...view, side });
  });
}

/** A requested reading of one record in one navigation. */
export interface ReadRequest {
  tabId: number;
  navigation: Navigation;
  ref: RecordRef;
}

/** Changes a view only while it shows the requested record: a late reading changes nothing. */
async function change(
  db: SidelineDb,
  request: ReadRequest,
  to: (view: TabView) => Partial<TabView>,
): Promise<boolean> {
  return db.transaction('rw', db.views, async () => {
    const view = await db.views.get(request.tabId);
    if (!isAbout(view, request)) return false;
    await db.views.put({ ...view, ...to(view) });
    return true;
  });
}

/** The views of all tabs that show a record. */
export const viewsOf = (db: SidelineDb, ref: RecordRef) =>
  db.views.where('refKey').equals(refKey(ref));

/** True while a tab still shows the requested record. */
export function isAbout(
  view: TabView | undefined,
  { navigation, ref }: ReadRequest,
): view is TabView {
  return (
    view !== undefined && view.refKey === refKey(ref) && sameNavigation(view.navigation, navigation)
  );
}

/** The record was read, or needs no reading. @returns false where the tab shows another one. */
export function finishReading(
  db: SidelineDb,
  request: ReadRequest,
  ref: RecordRef,
  now: number,
): Promise<boolean> {
  return change(db, request, ({ action, confirmed = null }) => ({
    ref,
    refKey: refKey(ref),
    confirmed: action ? { action, object: ref.object } : confirmed,
    state: 'ready',
    failure: null,
    at: now,
  }));
}

/**
 * The reading failed: what is forgotten, the notes that keep a page, and the views of all tabs that
 * have read the record are one decision.
 * @returns false where the tab shows another record.
 */
export function failReading(
  db: SidelineDb,
  request: ReadRequest,
  failure: ReadFailure,
  now: number,
): Promise<boolean> {
  const key = refKey(request.ref);
  const tables = [db.views, db.rows, db.records, db.summaries, db.excerpts, db.meta];
  return db.transaction('rw', tables, async () => {
    if (withholds(failure) && isAbout(await db.views.get(request.tabId), request)) {
      await forgetReading(db, key);
      // Tabs that are reading it decide for themselves.
      await viewsOf(db, request.ref)
        .filter(({ state, tabId }) => state !== 'reading' && tabId !== request.tabId)
        .modify({ state: 'failed', failure, at: now });
    }
    // A record that is gone keeps its page where there are notes about it.
    const notes = await allRowsOn(db, 'note', key)
      .filter((row) => !row.deleted)
      .count();
    const isKept = failure === 'missing' && notes > 0;
    return change(db, request, (view) => ({
      ...(!isKept && provesNoRecord(view, failure) ? { ref: null, refKey: null } : {}),
      state: 'failed',
      failure,
      at: now,
    }));
  });
}

/** True where the failure shows that the page has no record; then its view has none either. */
function provesNoRecord(view: TabView, failure: ReadFailure): boolean {
  if (failure === 'notARecord') return true;
  return view.state === 'reading' && (failure === 'missing' || view.unsure);
}

/** Stores whether a tab's page blocks the frame. A report of a former document is ignored. */
export async function setBlocked(
  db: SidelineDb,
  tabId: number,
  { blocked, document }: { blocked: boolean; document?: string },
): Promise<void> {
  await db.transaction('rw', db.views, async () => {
    const view = await db.views.get(tabId);
    if (!view || (document !== undefined && view.navigation.document !== document)) return;
    await db.views.put({ ...view, blocked });
  });
}

/** A view for a database without a reading of its record. */
function notRead(view: TabView): TabView {
  if (!view.ref) return view;
  // A successful reading proved that it is a record, even if the address does not.
  const unsure = view.unsure && view.state === 'reading';
  return { ...view, state: 'reading', failure: null, unsure };
}

/**
 * Copies the tab views into another database. Its readings are older or another person's, so each
 * record counts as unread there until it is read again.
 */
export async function copyViews(from: SidelineDb, to: SidelineDb): Promise<void> {
  if (from.name === to.name) return;
  const views = await from.views.toArray();
  await to.transaction('rw', to.views, async () => {
    // Tab numbers from before may belong to other pages by now.
    await to.views.clear();
    await to.views.bulkPut(views.map(notRead));
  });
}
