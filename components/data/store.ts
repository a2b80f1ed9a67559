import { useLiveQuery } from 'dexie-react-hooks';
import { createContext, useContext, useMemo } from 'react';
import {
  formatRows,
  getMeta,
  recentRecords,
  SidelineDb,
  tabView,
  waiting,
} from '../../lib/store/index.ts';
import { loadLinks, loadLinksOf, loadNames, loadSync, loadViewer } from '../../lib/view/load.ts';
import type { Viewer } from '../../lib/view/viewer.ts';

const open = new Map<string, SidelineDb>();

/** The database with this name, opened once per page. */
export function storeNamed(name: string): SidelineDb {
  const db = open.get(name) ?? new SidelineDb(name);
  open.set(name, db);
  return db;
}

const StoreContext = createContext<SidelineDb | null>(null);
export const StoreProvider = StoreContext.Provider;

export function useDb(): SidelineDb {
  const db = useContext(StoreContext);
  if (!db) throw new Error('no store around this component');
  return db;
}

export function useView(tabId: number | null) {
  const db = useDb();
  return useLiveQuery(
    async () => (tabId === null ? null : ((await tabView(db, tabId)) ?? null)),
    [db, tabId],
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
  return useLiveQuery(async () => {
    const [viewer, people] = await Promise.all([loadViewer(db), loadNames(db)]);
    return { ...viewer, ...people };
  }, [db]);
}

export function useIdentities() {
  const db = useDb();
  return useLiveQuery(() => loadLinks(db), [db]);
}

/** The links of some members, however many links the organisation has. */
export function useLinksOf(users: readonly string[]) {
  const db = useDb();
  return useLiveQuery(() => loadLinksOf(db, users), [db, users.join(' ')]);
}

/** People's answers about the dates and currencies of CRMs. */
export function useFormats() {
  const db = useDb();
  return useLiveQuery(() => formatRows(db), [db]);
}

export function useSync() {
  const db = useDb();
  // A separate query: an outbox may be long.
  const unsent = useLiveQuery(() => waiting(db), [db]);
  const state = useLiveQuery(() => loadSync(db), [db]);
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
  return useLiveQuery(() => recentRecords(db, count), [db, count]);
}

/** The users who look at a record now, except this one. */
export function usePresentUsers(refKey: string | null) {
  const db = useDb();
  return useLiveQuery(
    async () =>
      ((await getMeta(db, 'here')) ?? []).find((entry) => entry.refKey === refKey)?.users ?? [],
    [db, refKey],
  );
}
