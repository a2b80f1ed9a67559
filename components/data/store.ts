import { useLiveQuery } from 'dexie-react-hooks';
import { createContext, useContext, useMemo } from 'react';
import { getMeta, recentRecords, SidelineDb, tabView, waiting } from '../../lib/store/index.ts';
import { loadLinks, loadNames, loadSync, loadViewer } from '../../lib/view/load.ts';
import type { Viewer } from '../../lib/view/viewer.ts';

const open = new Map<string, SidelineDb>();

/** The database of a name, opened once a page. */
export function storeNamed(name: string): SidelineDb {
  const known = open.get(name) ?? new SidelineDb(name);
  open.set(name, known);
  return known;
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
  /** Names of everyone in the organisation, and of those who left, by id. */
  names: Map<string, string>;
}

export function useMe(): Who | undefined {
  const db = useDb();
  return useLiveQuery(async () => {
    const [viewer, names] = await Promise.all([loadViewer(db), loadNames(db)]);
    return { ...viewer, names };
  }, [db]);
}

export function useIdentities() {
  const db = useDb();
  return useLiveQuery(() => loadLinks(db), [db]);
}

export function useSync() {
  const db = useDb();
  // Apart from the others: an outbox may be long.
  const unsent = useLiveQuery(() => waiting(db), [db]);
  const rest = useLiveQuery(() => loadSync(db), [db]);
  return useMemo(
    () => (unsent === undefined || !rest ? undefined : { ...rest, waiting: unsent }),
    [unsent, rest],
  );
}

export function useRecent(count: number) {
  const db = useDb();
  return useLiveQuery(() => recentRecords(db, count), [db, count]);
}

/** Who else looks at a record now. */
export function usePresentUsers(refKey: string | null) {
  const db = useDb();
  return useLiveQuery(
    async () =>
      ((await getMeta(db, 'here')) ?? []).find((place) => place.refKey === refKey)?.users ?? [],
    [db, refKey],
  );
}
