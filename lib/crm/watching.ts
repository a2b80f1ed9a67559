/** The door for the content script: addresses and mutations only, nothing that parses. */
export type { Sites } from './registry.ts';
export { watch } from './watch.ts';
