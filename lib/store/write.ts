/**
 * The background's entry point to the store: everything that writes synced rows, readings, drafts
 * and what is computed from them. Commands write directly what a device keeps for itself: views of
 * tabs, settings, check-ins, the self-check, rejected changes, and what texts say.
 */

export * from './acknowledge.ts';
export * from './apply.ts';
export {
  askAgain,
  forgetOrphans,
  forgetReading,
  invalidationsOf,
  isSummarised,
  keepExcerpts,
  storeDerived,
} from './derived.ts';
export * from './drafts.ts';
export { summaryKeysOf } from './former.ts';
export { eraseStore } from './leaving.ts';
export { rerunLiveQueries } from './liveQueries.ts';
export { putChanged, putMeta } from './meta.ts';
export * from './records.ts';
export { keepRepDay } from './repDays.ts';
export { saysBeside, type TextsOf } from './says.ts';
export {
  type Change,
  isLocalOnly,
  orgOf,
  write,
  writtenTables,
} from './writeChanges.ts';
export { isQuota, WriteError } from './writeError.ts';
export { tellWrites } from './writes.ts';
