import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import { teamRows } from '../../lib/store/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { scopesOfTeam, type TeamRow, teamRowsOf, weeksSince } from '../../lib/view/team.ts';
import { useListedDeals } from './listed.ts';
import { usePairRows } from './oneOnOne.ts';
import { useDb, type useMe } from './store.ts';

/** The rows of a manager's team in alphabetical order, live. Undefined until loaded. */
export function useTeam(
  who: NonNullable<ReturnType<typeof useMe>>,
  org: OrgView,
  now: Now,
  compare: (a: string, b: string) => number,
): TeamRow[] | undefined {
  const db = useDb();
  const pairs = usePairRows();
  const listed = useListedDeals(org, now);
  const scopes = pairs && JSON.stringify(scopesOfTeam(who, pairs));
  const since = weeksSince(now);
  const { user } = who;
  const rows = useLiveQuery(
    () =>
      scopes === undefined ? undefined : teamRows(db, { user, scopes: JSON.parse(scopes), since }),
    [db, scopes, since, user],
  );
  return useMemo(() => {
    if (!pairs || !rows) return undefined;
    const reports = (who.me?.reports ?? []).toSorted((a, b) => compare(a.name, b.name));
    const { deals = [], requests = [] } = listed ?? {};
    return teamRowsOf({ reports, who, org, pairs, rows, deals, requests, now });
  }, [who, org, now, compare, pairs, rows, listed]);
}
