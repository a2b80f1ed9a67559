/** The background's entry point to the store: everything that changes it. */

export * from './acknowledge.ts';
export * from './apply.ts';
export { forgetOrphans, forgetReading, lossesOf, storeDerived } from './derived.ts';
export * from './drafts.ts';
export { eraseStore } from './leaving.ts';
export { rerunLiveQueries } from './liveQueries.ts';
export { putChanged, putMeta } from './meta.ts';
export * from './records.ts';
export { keepRepDay } from './repDays.ts';
export { type Change, isLocalOnly, isQuota, orgOf, WriteError, write } from './writeChanges.ts';
