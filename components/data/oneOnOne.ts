import { useLiveQuery } from 'dexie-react-hooks';
import { oneOnOneRows, pairRows, recognitionRows } from '../../lib/store/index.ts';
import { useDb } from './store.ts';

/** When all pairs of this person meet, live. Undefined until loaded. */
export function usePairRows() {
  const db = useDb();
  return useLiveQuery(() => pairRows(db), [db]);
}

/** What the one-on-ones with one rep consist of, live. Undefined until loaded. */
export function useOneOnOneRows(rep: string) {
  const db = useDb();
  return useLiveQuery(() => oneOnOneRows(db, rep), [db, rep]);
}

/** What people recognised, live. Undefined until loaded. */
export function useRecognitions() {
  const db = useDb();
  return useLiveQuery(() => recognitionRows(db), [db]);
}
