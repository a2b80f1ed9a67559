/** The background's door to the store: everything that changes it. */

export * from './acknowledge.ts';
export { pagesReadAnew } from './anew.ts';
export * from './apply.ts';
export * from './drafts.ts';
export { putChanged, putMeta } from './meta.ts';
export * from './records.ts';
export { type Change, isQuota, orgOf, staysHere, WriteError, write } from './writes.ts';
