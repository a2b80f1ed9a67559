import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import type { TalkFormat } from '../../lib/model/index.ts';
import {
  oneOnOneRows,
  type PairRows,
  pairRows,
  recognitionRows,
  rowsOfPairs,
  slotsUntil,
  talksOfPairs,
  united,
} from '../../lib/store/index.ts';
import type { Pair } from '../../lib/view/oneOnOne.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { useDb } from './store.ts';

/** When all pairs of this person meet, live. Undefined until loaded. */
export function usePairRows(now: Now): PairRows | undefined {
  const db = useDb();
  const until = slotsUntil(now.ms);
  const newest = useLiveQuery(() => pairRows(db), [db]);
  const keyed = useLiveQuery(() => rowsOfPairs(db), [db]);
  const talks = useLiveQuery(() => talksOfPairs(db, until), [db, until]);
  return useMemo(() => {
    if (!newest || !keyed || !talks) return undefined;
    const rhythms = united(keyed.rhythms, newest.rhythms);
    return { ...newest, rhythms, meetings: united(talks, newest.meetings) };
  }, [newest, keyed, talks]);
}

/** The same organisation with the rows of every pair: `useOrg` has those of fifty scopes. */
export function useOrgOfPairs(org: OrgView | undefined): OrgView | undefined {
  const db = useDb();
  const keyed = useLiveQuery(() => rowsOfPairs(db), [db]);
  return useMemo(() => {
    if (!org || !keyed) return undefined;
    const profiles = united(keyed.profiles, org.rows.profiles);
    return { ...org, rows: { ...org.rows, profiles, away: united(keyed.away, org.rows.away) } };
  }, [org, keyed]);
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
