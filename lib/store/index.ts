/** What pages may use: the database, its reads and its settings. Writes have a door of their own, `write.ts`, for the background. */

export * from './cached.ts';
export * from './db.ts';
export { type Item, items, LIMIT, rowsOn } from './items.ts';
export { freshSync, getMeta, SyncState } from './meta.ts';
export * from './needsAttention.ts';
export * from './order.ts';
export * from './queries.ts';
