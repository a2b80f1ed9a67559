/** Knowing the record: where it is, what it says, when it changes. Readers run in the page and are entries of their own. */
export { normalise } from './normalise.ts';
export { adapterNamed, adapters, locate, parseSites } from './registry.ts';
