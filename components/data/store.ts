import { useLiveQuery } from 'dexie-react-hooks';
import { createContext, useContext } from 'react';
import { LOCAL_USER, type Me } from '../../lib/model/index.ts';
import { conflicted, freshSync, getMeta, identities, recentRecords, refusedChanges, SidelineDb, viewOf, waiting } from '../../lib/store/index.ts';

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
  return useLiveQuery(async () => (tabId === null ? null : ((await viewOf(db, tabId)) ?? null)), [db, tabId]);
}

export function useMe(): { me: Me | null; user: string; localRole: 'rep' | 'manager'; names: Map<string, string> } | undefined {
  const db = useDb();
  return useLiveQuery(async () => {
    const me = (await getMeta(db, 'me')) ?? null;
    const members = (await getMeta(db, 'members')) ?? [];
    return { me, user: me?.user.id ?? LOCAL_USER, localRole: (await getMeta(db, 'localRole')) ?? 'rep', names: new Map(members.map((member) => [member.id, member.name])) };
  }, [db]);
}

export function useIdentities() {
  const db = useDb();
  return useLiveQuery(async () => (await identities(db)).map((row) => row.fields), [db]);
}

export function useSync() {
  const db = useDb();
  return useLiveQuery(
    async () => ({ sync: (await getMeta(db, 'sync')) ?? freshSync, waiting: await waiting(db), refused: await refusedChanges(db), conflicts: await conflicted(db) }),
    [db],
  );
}

export function useRecent(count: number) {
  const db = useDb();
  return useLiveQuery(() => recentRecords(db, count), [db, count]);
}

/** Who else looks at a record now. */
export function useHere(refKey: string | null) {
  const db = useDb();
  return useLiveQuery(async () => ((await getMeta(db, 'here')) ?? []).find((place) => place.refKey === refKey)?.users ?? [], [db, refKey]);
}
