import type { HostView, In, ToHost } from '../messages/index.ts';
import {
  isOlder,
  type Located,
  type Navigation,
  type RecordRef,
  sameNavigation,
} from '../model/index.ts';
import type { TabView } from '../store/index.ts';
import { createReading, type ReadingDeps } from './reading.ts';
import { arrive, inStore, leave } from './records.ts';

export interface TabDeps extends Omit<ReadingDeps, 'refresh'> {
  locate(href: string): Promise<Located | null>;
  /** Whether a watcher of ours is in the tab's page. */
  hears(tabId: number): Promise<boolean>;
  /** Tells a tab's host; a tab that has gone is no error. */
  sendToHost(tabId: number, message: ToHost): Promise<void>;
  setBadge(tabId: number, count: number): void;
  /** What the host shows of a record; `counted` is false while nothing is known of it. */
  hostView(ref: RecordRef, counted: boolean): Promise<HostView>;
}

/**
 * While the address alone does not say that this is a record, nothing is shown before the reading
 * did.
 */
function shownRef(view: TabView): RecordRef | null {
  return view.unsure && view.state === 'reading' ? null : view.ref;
}

/**
 * Keeps what a tab's panel, host and button show with the record on screen. `views` is what they
 * agree on; this worker's memory only tells, before anything is awaited, which report of a tab came
 * last.
 */
export function createTabs(deps: TabDeps) {
  const latest = new Map<number, Navigation>();
  const refreshes = new Map<number, number>();
  const read = createReading({ ...deps, refresh });

  /**
   * False for a navigation that has been followed by another one: also one that the table does not
   * know yet.
   */
  function isLatest(tabId: number, navigation: Navigation): boolean {
    const known = latest.get(tabId);
    return known === undefined || sameNavigation(known, navigation);
  }

  /** Takes note of a navigation, and takes the count of the one before off the button. */
  function follow(tabId: number, navigation: Navigation): void {
    if (!latest.has(tabId) || !isLatest(tabId, navigation)) deps.setBadge(tabId, 0);
    latest.set(tabId, navigation);
  }

  /**
   * Tells the host and the button what the tab's view is. Counting takes a while: what has been
   * overtaken is not sent.
   */
  async function refresh(tabId: number): Promise<void> {
    const mine = (refreshes.get(tabId) ?? 0) + 1;
    refreshes.set(tabId, mine);
    const view = await (await deps.store()).views.get(tabId);
    if (!view) return;
    const ref = shownRef(view);
    const shown = ref && (await deps.hostView(ref, view.state !== 'reading'));
    const now = await (await deps.store()).views.get(tabId);
    if (refreshes.get(tabId) !== mine || !isLatest(tabId, view.navigation)) return;
    if (now?.refKey !== view.refKey || !sameNavigation(now.navigation, view.navigation)) return;
    deps.setBadge(tabId, shown?.count ?? 0);
    await deps.sendToHost(tabId, { type: 'view', navigation: view.navigation, view: shown });
  }

  /**
   * A page says where it is. The host is told at once; the answer comes after the reading, which
   * keeps the worker awake.
   */
  async function arrived(
    tabId: number,
    { navigation, href, hosted, visible }: In<'record.at'>,
  ): Promise<void> {
    const before = latest.get(tabId);
    if (before && isOlder(navigation, before)) return;
    follow(tabId, navigation);
    const located = await deps.locate(href);
    if (!latest.has(tabId)) return; // closed meanwhile
    const arrival = { tabId, navigation, located, isLatest: () => isLatest(tabId, navigation) };
    const view = await inStore(deps.store, (db) => arrive(db, arrival, deps.now()));
    if (!view) {
      if (isLatest(tabId, navigation)) latest.delete(tabId); // the table knew of a later one
      return;
    }
    // Nobody looks at a hidden page: it is read when it comes to the front, and says so then.
    const reading = view.ref && visible ? read(tabId, navigation).catch(deps.report) : undefined;
    if (view.ref && visible && !hosted)
      await deps.inject(tabId, '/panel-host.js').catch(deps.report);
    await refresh(tabId);
    await reading;
  }

  async function left(tabId: number, navigation: Navigation): Promise<void> {
    const before = latest.get(tabId);
    if (before && (before.document !== navigation.document || isOlder(navigation, before))) return;
    if (before) follow(tabId, navigation);
    const isGone = await inStore(deps.store, (db) => leave(db, tabId, navigation, deps.now()));
    if (isGone && isLatest(tabId, navigation)) deps.setBadge(tabId, 0);
  }

  /**
   * A page was loaded. The last word of the one before may be lost with it, and where no script of
   * ours runs nobody else will say that the record is no longer on screen.
   */
  async function loaded(tabId: number): Promise<void> {
    const view = await (await deps.store()).views.get(tabId);
    if (!view?.ref || (await deps.hears(tabId))) return;
    const { document, number } = view.navigation;
    await left(tabId, { document, number: number + 1 });
  }

  /**
   * Reads again what the tab shows; a wish from a page holds for the navigation that it was said
   * in.
   */
  async function again(tabId: number, navigation: Navigation | null): Promise<void> {
    const view = await (await deps.store()).views.get(tabId);
    if (!view || (navigation !== null && !sameNavigation(view.navigation, navigation))) return;
    await read(tabId, view.navigation);
  }

  async function closed(tabId: number): Promise<void> {
    latest.delete(tabId);
    refreshes.delete(tabId);
    await inStore(deps.store, (db) => db.views.delete(tabId));
  }

  /**
   * The browser has started, and tab numbers begin anew. Tabs that have reported already are of
   * this session.
   */
  async function started(): Promise<void> {
    await inStore(deps.store, (db) => db.views.filter((view) => !latest.has(view.tabId)).delete());
  }

  return { arrived, left, loaded, again, closed, started, refresh };
}
