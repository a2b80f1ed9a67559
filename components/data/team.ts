import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { DAY_MS, type Now } from '../../lib/coaching/index.ts';
import type { Member } from '../../lib/model/index.ts';
import {
  openCommitments,
  recognitionsOfEach,
  teamTalks,
  teamTexts,
} from '../../lib/store/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { type TeamRow, teamRowsOf, weeksSince } from '../../lib/view/team.ts';
import { presentScopes } from '../../lib/view/today.ts';
import { useListedDeals } from './listed.ts';
import { usePairRows } from './oneOnOne.ts';
import { useDb, type useMe } from './store.ts';

/** What the page about a team shows. */
export interface ShownTeam {
  rows: readonly TeamRow[];
  /** False while the deals of this device are being listed: none of a row means nothing yet. */
  hasDeals: boolean;
}

/** The rows of these reports of a manager, in their order, live. Undefined until loaded. */
export function useTeam(
  who: NonNullable<ReturnType<typeof useMe>>,
  reports: readonly Member[],
  org: OrgView,
  now: Now,
): ShownTeam | undefined {
  const db = useDb();
  const pairs = usePairRows(now);
  const listed = useListedDeals(org, now);
  const since = weeksSince(now);
  const { user } = who;
  // In two parts: of a large team, one has as many as a query reads.
  const middle = since + 4 * 7 * DAY_MS;
  const earlier = useLiveQuery(() => teamTalks(db, since, middle), [db, since, middle]);
  const later = useLiveQuery(() => teamTalks(db, middle), [db, middle]);
  const scopes = JSON.stringify(presentScopes(who));
  const texts = useLiveQuery(
    () => teamTexts(db, user, JSON.parse(scopes), since),
    [db, user, scopes, since],
  );
  const people = JSON.stringify(reports.map(({ id }) => id));
  const recognitions = useLiveQuery(() => recognitionsOfEach(db, JSON.parse(people)), [db, people]);
  const commitments = useLiveQuery(() => openCommitments(db, user), [db, user]);
  return useMemo(() => {
    if (!pairs || !earlier || !later || !texts || !recognitions || !commitments) return undefined;
    const rows = { talks: [...later, ...earlier], texts, recognitions, commitments };
    const { deals = [], requests = [] } = listed ?? {};
    const shown = teamRowsOf({ reports, who, org, pairs, rows, deals, requests, now });
    return { rows: shown, hasDeals: listed !== undefined };
  }, [who, reports, org, now, pairs, earlier, later, texts, recognitions, commitments, listed]);
}
