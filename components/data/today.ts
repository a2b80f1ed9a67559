import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import { dueCommitments, marksOf, notesOfOthers, teamRecognitions } from '../../lib/store/index.ts';
import { unreadOf } from '../../lib/view/record.ts';
import { keptSince, presentScopes } from '../../lib/view/today.ts';
import { useDb, type Who } from './store.ts';

/** The rows of the page of a day that no other page reads, live. Undefined until loaded. */
export function useTodayRows(who: Who, now: Now) {
  const db = useDb();
  const { user } = who;
  const scopes = JSON.stringify(presentScopes(who));
  const since = keptSince(now);
  const commitments = useLiveQuery(
    () => dueCommitments(db, JSON.parse(scopes), since),
    [db, scopes, since],
  );
  const notes = useLiveQuery(() => notesOfOthers(db, user), [db, user]);
  const ids = useMemo(() => notes?.map(({ id }) => id) ?? [], [notes]);
  const marks = useLiveQuery(() => marksOf(db, user, ids), [db, user, ids]);
  const recognitions = useLiveQuery(() => teamRecognitions(db), [db]);
  return useMemo(() => {
    if (!commitments || !notes || !marks || !recognitions) return undefined;
    // Marks are looked up after their notes: until then none of the new ones counts.
    const known = new Set(marks.notes);
    const marked = notes.filter(({ id }) => known.has(id));
    const unread = unreadOf({ notes: marked, reads: marks.reads }, user);
    return { commitments, recognitions, unread };
  }, [commitments, notes, marks, recognitions, user]);
}
