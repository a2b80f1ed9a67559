import { useLiveQuery } from 'dexie-react-hooks';
import type { Mutation } from '../../lib/model/index.ts';
import { loadRejected } from '../../lib/view/rejected.ts';
import { useDb } from './store.ts';

/** What a refused change is about, and where it can be saved now. */
export function useRejected(mutation: Mutation) {
  const db = useDb();
  return useLiveQuery(() => loadRejected(db, mutation), [db, mutation]);
}
