import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import type { DealExcerpt } from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { type AboutRep, aboutReps, loadReps, repsOf } from '../../lib/view/people.ts';
import { useDb, useMe } from './store.ts';

/** The questions about the reps of some deals, live; none until loaded. */
export function useAboutReps(
  deals: readonly DealExcerpt[] | undefined,
  org: OrgView,
  now: Now,
): AboutRep[] {
  const db = useDb();
  const viewer = useMe();
  const reps = useMemo(() => (deals && viewer ? repsOf(deals, viewer.user) : []), [deals, viewer]);
  const owners = JSON.stringify(reps.map(({ owner }) => owner));
  const read = useLiveQuery(() => loadReps(db, JSON.parse(owners)), [db, owners]);
  return useMemo(
    () => (read && viewer ? aboutReps(reps, read, org, viewer.user, now) : []),
    [reps, read, org, viewer, now],
  );
}
