import { useLiveQuery } from 'dexie-react-hooks';
import { type MomentRows, momentRows } from '../../../lib/store/index.ts';
import { useDb } from '../../data/store.ts';

/** What people wrote at the moments of a deal, live; undefined until loaded. */
export function useMomentRows(key: string): MomentRows | undefined {
  const db = useDb();
  const loaded = useLiveQuery(async () => ({ key, rows: await momentRows(db, key) }), [db, key]);
  // A late answer about the previous record is dropped.
  return loaded?.key === key ? loaded.rows : undefined;
}
