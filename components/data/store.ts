import { createContext, useContext, useMemo } from 'react';
import { type Send, sendFor } from '../../lib/messages/index.ts';
import {
  formatRows,
  getMeta,
  recentRecords,
  SidelineDb,
  tabView,
  waiting,
} from '../../lib/store/index.ts';
import { loadLinks, loadLinksOf, loadMe, loadSync } from '../../lib/view/load.ts';
import type { Viewer } from '../../lib/view/viewer.ts';
import { firstOf } from './first.ts';
import { useLive } from './live.ts';

const open = new Map<string, SidelineDb>();

/** The database with this name, opened once per page. */
export function storeNamed(name: string): SidelineDb {
  const db = open.get(name) ?? new SidelineDb(name);
  open.set(name, db);
  return db;
}

const StoreContext = createContext<SidelineDb | null>(null);
export const StoreProvider = StoreContext.Provider;

/** Sends messages for the account of this page; the first minutes have none. */
export function useSend(): Send {
  const store = useContext(StoreContext)?.name;
  return useMemo(() => sendFor(store), [store]);
}

export function useDb(): SidelineDb {
  const db = useContext(StoreContext);
  if (!db) throw new Error('no store around this component');
  return db;
}

export function useView(tabId: number | null) {
  const db = useDb();
  return useLive(
    async () => (tabId === null ? null : ((await tabView(db, tabId)) ?? null)),
    [db, tabId],
    firstOf(db, 'view'),
  );
}

export interface Who extends Viewer {
  /** Names of present and former members of the organisation, by user id. */
  names: Map<string, string>;
  /** The team of each present member, by user id. */
  teamOf: Map<string, string>;
}

export function useMe(): Who | undefined {
  const db = useDb();
  return useLive(() => loadMe(db), [db], firstOf(db, 'me'));
}

export function useIdentities() {
  const db = useDb();
  return useLive(() => loadLinks(db), [db], firstOf(db, 'links'));
}

/** The links of some members, however many links the organisation has. */
export function useLinksOf(users: readonly string[]) {
  const db = useDb();
  return useLive(() => loadLinksOf(db, users), [db, users.join(' ')]);
}

/** People's answers about the dates and currencies of CRMs. */
export function useFormats() {
  const db = useDb();
  return useLive(() => formatRows(db), [db]);
}

export function useSync() {
  const db = useDb();
  // A separate query: an outbox may be long.
  const unsent = useLive(() => waiting(db), [db], firstOf(db, 'unsent'));
  const state = useLive(() => loadSync(db), [db], firstOf(db, 'sync'));
  return useMemo(
    () => (unsent === undefined || !state ? undefined : { ...state, waiting: unsent }),
    [unsent, state],
  );
}

/** Problems that no further attempt solves: each has a sentence that says what to do. */
const LASTING = ['older', 'newer', 'full', 'implausible'] as const;

export function isLasting(problem: string | null): problem is (typeof LASTING)[number] {
  return (LASTING as readonly (string | null)[]).includes(problem);
}

export function useRecent(count: number) {
  const db = useDb();
  return useLive(() => recentRecords(db, count), [db, count]);
}

const NOBODY: readonly { user: string; place: string }[] = [];

/** Where in a record other users write now. */
export function useOpenPlaces(refKey: string | null) {
  const db = useDb();
  const places = useLive(
    async () => ((await getMeta(db, 'here')) ?? []).find((entry) => entry.refKey === refKey)?.open,
    [db, refKey],
  );
  return places ?? NOBODY;
}

/** The users who look at a record now, except this one. */
export function usePresentUsers(refKey: string | null) {
  const db = useDb();
  return useLive(
    async () =>
      ((await getMeta(db, 'here')) ?? []).find((entry) => entry.refKey === refKey)?.users ?? [],
    [db, refKey],
  );
}
