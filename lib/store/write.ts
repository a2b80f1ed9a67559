/** The background's entry point to the store: everything that changes it. */

export * from './acknowledge.ts';
export * from './apply.ts';
export {
  forgetOrphans,
  forgetReading,
  isSummarised,
  lossesOf,
  storeDerived,
} from './derived.ts';
export * from './drafts.ts';
export { eraseStore } from './leaving.ts';
export { rerunLiveQueries } from './liveQueries.ts';
export { putChanged, putMeta } from './meta.ts';
export * from './records.ts';
export { keepRepDay } from './repDays.ts';
export { saysBeside, type TextsOf } from './says.ts';
export {
  type Change,
  isLocalOnly,
  isQuota,
  orgOf,
  WriteError,
  write,
  writtenTables,
} from './writeChanges.ts';
