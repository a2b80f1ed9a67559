import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import {
  commitmentsOfOthers,
  marksOf,
  notesOfOthers,
  ownCommitments,
  recognitionsOfEach,
} from '../../lib/store/index.ts';
import { unreadOf } from '../../lib/view/record.ts';
import { keptSince, othersOf, presentScopes } from '../../lib/view/today.ts';
import { useDb, type Who } from './store.ts';

/** The rows of the page of a day that no other page reads, live. Undefined until loaded. */
export function useTodayRows(who: Who, now: Now) {
  const db = useDb();
  const { user } = who;
  const others = JSON.stringify(othersOf(who));
  const since = keptSince(now);
  const own = useLiveQuery(() => ownCommitments(db, user, since), [db, user, since]);
  const toMe = useLiveQuery(
    () => commitmentsOfOthers(db, JSON.parse(others), since),
    [db, others, since],
  );
  const scopes = JSON.stringify(presentScopes(who));
  const notes = useLiveQuery(() => notesOfOthers(db, user, JSON.parse(scopes)), [db, user, scopes]);
  const ids = useMemo(() => notes?.map(({ id }) => id) ?? [], [notes]);
  const marks = useLiveQuery(() => marksOf(db, user, ids), [db, user, ids]);
  const recognitions = useLiveQuery(() => recognitionsOfEach(db, JSON.parse(others)), [db, others]);
  return useMemo(() => {
    if (!own || !toMe || !notes || !marks || !recognitions) return undefined;
    // Marks are looked up after their notes: until then none of the new ones counts.
    const known = new Set(marks.notes);
    const marked = notes.filter(({ id }) => known.has(id));
    const unread = unreadOf({ notes: marked, reads: marks.reads }, user);
    return { commitments: [...own, ...toMe], recognitions, unread };
  }, [own, toMe, notes, marks, recognitions, user]);
}
