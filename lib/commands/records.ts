import {
  isOlder,
  type Located,
  type Navigation,
  type ReadFailure,
  type RecordRef,
  refKey,
  sameNavigation,
} from '../model/index.ts';
import type { SidelineDb, TabView } from '../store/index.ts';

// What each browser tab shows, in `views`: every function is one transaction, and panels follow it live.

/**
 * Changes what the store in use knows of tabs, and once more where another account's has taken its
 * place meanwhile: what was known before was copied there, perhaps without this.
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

/** A page's report of where it is. */
export interface Arrival {
  tabId: number;
  navigation: Navigation;
  /** Null on a page that is no record. */
  located: Located | null;
  /** Asked within the transaction, since another document may have reported meanwhile. */
  isLatest(): boolean;
}

function noRecord(tabId: number, navigation: Navigation, blocked: boolean, now: number): TabView {
  return {
    tabId,
    navigation,
    ref: null,
    refKey: null,
    crm: null,
    state: 'ready',
    failure: null,
    blocked,
    located: null,
    unsure: false,
    at: now,
  };
}

/**
 * The view of a page that its address calls a record. A reader may have made the ref more exact (a
 * contact where a deal was guessed, Odoo's database): that stays while the address says the same;
 * where the address alone is not sure, only within one navigation.
 */
function ofRecord(blank: TabView, { ref, unsure }: Located, before: TabView | undefined): TabView {
  const goesOn = before !== undefined && sameNavigation(before.navigation, blank.navigation);
  const isKept = before?.located === refKey(ref) && (goesOn || !unsure);
  const kept = isKept ? before.ref : null;
  const shown = kept ?? ref;
  return {
    ...blank,
    ref: shown,
    refKey: refKey(shown),
    crm: ref.crm,
    state: kept && before?.state === 'ready' ? 'ready' : 'reading',
    located: refKey(ref),
    unsure: unsure === true,
  };
}

/** A page has reported where it is. @returns null for a report that is out of date. */
export function arrive(db: SidelineDb, arrival: Arrival, now: number): Promise<TabView | null> {
  const { tabId, navigation, located, isLatest } = arrival;
  return db.transaction('rw', db.views, async () => {
    const before = await db.views.get(tabId);
    if (!isLatest() || (before && isOlder(navigation, before.navigation))) return null;
    // Whether a page forbids the frame is a matter of its document.
    const blocked = before?.navigation.document === navigation.document && before.blocked;
    const blank = noRecord(tabId, navigation, blocked, now);
    const view = located ? ofRecord(blank, located, before) : blank;
    await db.views.put(view);
    return view;
  });
}

/** A document has gone. @returns false when the tab shows another one already. */
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
    await db.views.put(noRecord(tabId, navigation, false, now));
    return true;
  });
}

/** A reading that was asked for: of which record, and in which navigation. */
export interface Asked {
  tabId: number;
  navigation: Navigation;
  ref: RecordRef;
}

/** Changes a view only while it is the one that was asked about: a late answer changes nothing. */
async function change(
  db: SidelineDb,
  asked: Asked,
  to: (view: TabView) => Partial<TabView>,
): Promise<boolean> {
  return db.transaction('rw', db.views, async () => {
    const view = await db.views.get(asked.tabId);
    if (!isAbout(view, asked)) return false;
    await db.views.put({ ...view, ...to(view) });
    return true;
  });
}

/** True while a tab still shows what was asked about. */
export function isAbout(view: TabView | undefined, { navigation, ref }: Asked): view is TabView {
  return (
    view !== undefined && view.refKey === refKey(ref) && sameNavigation(view.navigation, navigation)
  );
}

/** The record was read, or needs no reading. @returns false when the tab has moved on. */
export function finishReading(
  db: SidelineDb,
  asked: Asked,
  ref: RecordRef,
  now: number,
): Promise<boolean> {
  return change(db, asked, () => ({
    ref,
    refKey: refKey(ref),
    state: 'ready',
    failure: null,
    at: now,
  }));
}

/** The record was not read. @returns false when the tab has moved on. */
export function failReading(
  db: SidelineDb,
  asked: Asked,
  failure: ReadFailure,
  now: number,
): Promise<boolean> {
  return change(db, asked, (view) => ({
    ...(provesNoRecord(view, failure) ? { ref: null, refKey: null } : {}),
    state: 'failed',
    failure,
    at: now,
  }));
}

/** What turned out to be no record of ours, or was never sure to be one, is left alone. */
function provesNoRecord(view: TabView, failure: ReadFailure): boolean {
  if (failure === 'notARecord') return true;
  return view.state === 'reading' && (failure === 'missing' || view.unsure);
}

/**
 * Notes whether a tab's page lets the frame live; a page that has gone since says nothing about the
 * present one.
 */
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

/** A view as a database knows it that holds no reading of its record yet. */
function notRead(view: TabView): TabView {
  if (!view.ref) return view;
  // What was read once has been proved a record, whatever its address alone says.
  const unsure = view.unsure && view.state === 'reading';
  return { ...view, state: 'reading', failure: null, unsure };
}

/**
 * Makes the open tabs known in another database. Its readings are of another time or another
 * person: each record counts as not read there, until it is read again.
 */
export async function takeViews(from: SidelineDb, to: SidelineDb): Promise<void> {
  if (from.name === to.name) return;
  const views = await from.views.toArray();
  await to.transaction('rw', to.views, async () => {
    // Tab numbers of an earlier time mean other pages by now.
    await to.views.clear();
    await to.views.bulkPut(views.map(notRead));
  });
}
