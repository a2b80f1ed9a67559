import { useLiveQuery } from 'dexie-react-hooks';
import type { TalkFormat } from '../../lib/model/index.ts';
import { oneOnOneRows, pairRows, recognitionRows } from '../../lib/store/index.ts';
import type { Pair } from '../../lib/view/oneOnOne.ts';
import { useDb } from './store.ts';

/** When all pairs of this person meet, live. Undefined until loaded. */
export function usePairRows() {
  const db = useDb();
  return useLiveQuery(() => pairRows(db), [db]);
}

/**
 * What the talks of one pair or team consist of, live. Undefined until loaded.
 * @param until see `slotsUntil`.
 * @param viewed the slot of an earlier talk that is on screen; null for the current one.
 */
export function useOneOnOneRows(
  pair: Pair,
  until: string,
  format: TalkFormat,
  viewed: string | null,
) {
  const db = useDb();
  return useLiveQuery(
    () => oneOnOneRows(db, pair, until, format, viewed),
    [db, pair.scope, until, format, viewed],
  );
}

/** What people recognised, live. Undefined until loaded. */
export function useRecognitions() {
  const db = useDb();
  return useLiveQuery(() => recognitionRows(db), [db]);
}
