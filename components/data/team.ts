import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import type { Member } from '../../lib/model/index.ts';
import { openCommitments, teamRecognitions, teamTalks, teamTexts } from '../../lib/store/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { type TeamRow, teamRowsOf, weeksSince } from '../../lib/view/team.ts';
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
  const pairs = usePairRows();
  const listed = useListedDeals(org, now);
  const since = weeksSince(now);
  const { user } = who;
  const talks = useLiveQuery(() => teamTalks(db, since), [db, since]);
  const texts = useLiveQuery(() => teamTexts(db, user, since), [db, user, since]);
  const recognitions = useLiveQuery(() => teamRecognitions(db), [db]);
  const commitments = useLiveQuery(() => openCommitments(db, user), [db, user]);
  return useMemo(() => {
    if (!pairs || !talks || !texts || !recognitions || !commitments) return undefined;
    const rows = { talks, texts, recognitions, commitments };
    const { deals = [], requests = [] } = listed ?? {};
    const shown = teamRowsOf({ reports, who, org, pairs, rows, deals, requests, now });
    return { rows: shown, hasDeals: listed !== undefined };
  }, [who, reports, org, now, pairs, talks, texts, recognitions, commitments, listed]);
}
