export { liveQuery } from 'dexie';
/**
 * What pages may import: the database, its reads and its settings. Writes are exported by
 * `write.ts`, for the background only.
 */

export * from './cached.ts';
export {
  COMMITMENT_SHARES,
  type CommitmentsOf,
  commitmentsOfOthers,
  commitmentsOfPerson,
  openCommitments,
  ownCommitments,
} from './commitmentRows.ts';
export * from './db.ts';
export * from './dealRows.ts';
export { invalidationsOf } from './derived.ts';
export { storedExcerpts } from './excerpts.ts';
export {
  allRowsOn,
  type Item,
  items,
  LIMIT,
  newestInParts,
  rowsOn,
} from './items.ts';
export { type OnlyHere, onlyHere } from './leaving.ts';
export * from './links.ts';
export { freshSync, getMeta, SyncState } from './meta.ts';
export { MOMENT_SHARES, type MomentRows, momentRows } from './momentRows.ts';
export * from './needsAttention.ts';
export { LOOKUPS, newestOfAll } from './newest.ts';
export { Newest } from './newestSince.ts';
export { oneOnOneHistory } from './oneOnOneHistory.ts';
export * from './oneOnOneRows.ts';
export * from './order.ts';
export * from './queries.ts';
export { storedRepDay } from './repDays.ts';
export { rowsOfPairs, talksOfPairs, united } from './reportRows.ts';
export { StatisticSummaries, type StatisticSummary } from './statisticSummaries.ts';
export {
  recognitionsOfEach,
  type TeamRows,
  teamTalks,
  teamTexts,
} from './teamRows.ts';
export { marksOf, notesOfOthers } from './todayRows.ts';
export { inTimeOrder, seenVisits, visitsAfter } from './visits.ts';
