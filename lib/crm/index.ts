/** Knowing the record: where it is, what it says, when it changes. Readers run in the page and are entries of their own. */
export type { Adapter, Located } from './adapter.ts';
export { normalise } from './normalise.ts';
export { adapterFor, adapterNamed, adapters, locate, parseSites, type Sites } from './registry.ts';
