import type { HostView, In, ToHost } from '../messages/index.ts';
import {
  isOlder,
  type Located,
  type Navigation,
  type RecordRef,
  sameNavigation,
  withholds,
} from '../model/index.ts';
import type { TabView } from '../store/index.ts';
import { createReading, type ReadingDeps } from './reading.ts';
import { arrive, inStore, leave } from './records.ts';

export interface TabDeps extends Omit<ReadingDeps, 'refresh'> {
  locate(href: string): Promise<Located | null>;
  /** Whether the extension's watcher runs in the tab's page. */
  hasWatcher(tabId: number): Promise<boolean>;
  /** A nonce for the frame that the host of a new document opens. */
  issueNonce(tabId: number): Promise<string>;
  /** Sends a message to a tab's host; a closed tab is not an error. */
  sendToHost(tabId: number, message: ToHost): Promise<void>;
  setBadge(tabId: number, count: number): void;
  /** The host's view of a tab's record; `counted` is false while nothing is known about it. */
  hostView(ref: RecordRef, counted: boolean, view: TabView): Promise<HostView>;
}

/** Null if the address alone does not identify the record and the reading is not finished. */
function shownRef(view: TabView): RecordRef | null {
  return view.unsure && view.state === 'reading' ? null : view.ref;
}

/**
 * Keeps a tab's panel, host and button in step with the record on screen. Their common state is
 * `views`; this worker's memory only records which report of a tab came last, before anything is
 * awaited.
 */
export function createTabs(deps: TabDeps) {
  const latest = new Map<number, Navigation>();
  const refreshes = new Map<number, number>();
  /** Documents with a nonce: a second one would make a frame that loads already one of nobody. */
  const issued = new Map<number, string>();
  const read = createReading({ ...deps, refresh });

  /** False for a navigation that another one followed, even if `views` does not have that yet. */
  function isLatest(tabId: number, navigation: Navigation): boolean {
    const last = latest.get(tabId);
    return last === undefined || sameNavigation(last, navigation);
  }

  /** Records a navigation, and clears the previous one's count on the button. */
  function follow(tabId: number, navigation: Navigation): void {
    if (!latest.has(tabId) || !isLatest(tabId, navigation)) deps.setBadge(tabId, 0);
    latest.set(tabId, navigation);
  }

  function nonceFor(tabId: number, document: string): Promise<string> | undefined {
    if (issued.get(tabId) === document) return undefined;
    issued.set(tabId, document);
    return deps.issueNonce(tabId);
  }

  /** Updates the host and the button from the tab's view, unless it changed during counting. */
  async function refresh(
    tabId: number,
    { counts = true, nonce }: { counts?: boolean; nonce?: string | undefined } = {},
  ): Promise<void> {
    const refreshNumber = (refreshes.get(tabId) ?? 0) + 1;
    refreshes.set(tabId, refreshNumber);
    const view = await (await deps.store()).views.get(tabId);
    if (!view) return;
    const ref = shownRef(view);
    const isCounted = counts && view.state !== 'reading' && !withholds(view.failure);
    const shown = ref && (await deps.hostView(ref, isCounted, view));
    const now = await (await deps.store()).views.get(tabId);
    if (refreshes.get(tabId) !== refreshNumber || !isLatest(tabId, view.navigation)) return;
    if (now?.refKey !== view.refKey || !sameNavigation(now.navigation, view.navigation)) return;
    deps.setBadge(tabId, shown?.count ?? 0);
    const { navigation } = view;
    const along = nonce === undefined ? {} : { nonce };
    await deps.sendToHost(tabId, { type: 'view', navigation, view: shown, ...along });
  }

  /**
   * A page reports its address. The host is updated at once; the message is answered after the
   * reading, which keeps the worker awake.
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
    const arrival = {
      tabId,
      navigation,
      href,
      located,
      isLatest: () => isLatest(tabId, navigation),
    };
    const view = await inStore(deps.store, (db) => arrive(db, arrival, deps.now()));
    if (!view) {
      if (isLatest(tabId, navigation)) latest.delete(tabId); // `views` has a later navigation
      return;
    }
    // A hidden page is read once it becomes visible, which it reports.
    const reading = view.ref && visible ? read(tabId, navigation).catch(deps.report) : undefined;
    if (view.ref && visible && !hosted) {
      const nonce = nonceFor(tabId, navigation.document)?.catch(deps.report);
      await deps.inject(tabId, '/panel-host.js').catch(deps.report);
      // The frame first: counting reads what the panel itself is about to read.
      await refresh(tabId, { counts: false, nonce: (await nonce) ?? undefined });
    }
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
   * A page was loaded. The previous page's last message may be lost, and where none of our scripts
   * runs, nothing else reports that the record is no longer on screen.
   */
  async function loaded(tabId: number): Promise<void> {
    const view = await (await deps.store()).views.get(tabId);
    if (!view?.ref || (await deps.hasWatcher(tabId))) return;
    const { document, number } = view.navigation;
    await left(tabId, { document, number: number + 1 });
  }

  /** A CRM was paused: its tabs show no record, and a reading under way is not stored. */
  async function leaveAll(crm: string): Promise<void> {
    const views = await (await deps.store()).views.filter((view) => view.crm === crm).toArray();
    for (const { tabId, navigation } of views) {
      await left(tabId, { ...navigation, number: navigation.number + 1 });
      await refresh(tabId);
    }
  }

  /** Reads the tab's record again. A page's request is valid for its navigation only. */
  async function again(tabId: number, navigation: Navigation | null): Promise<void> {
    const view = await (await deps.store()).views.get(tabId);
    if (!view || (navigation !== null && !sameNavigation(view.navigation, navigation))) return;
    await read(tabId, view.navigation);
  }

  async function closed(tabId: number): Promise<void> {
    latest.delete(tabId);
    refreshes.delete(tabId);
    issued.delete(tabId);
    await inStore(deps.store, (db) => db.views.delete(tabId));
  }

  /**
   * The browser has started with new tab numbers: views of tabs that have not reported yet are from
   * an earlier session.
   */
  async function started(): Promise<void> {
    await inStore(deps.store, (db) => db.views.filter((view) => !latest.has(view.tabId)).delete());
  }

  return { arrived, left, leaveAll, loaded, again, closed, started, refresh, isLatest };
}
