/** Locates and normalises records. Readers run in the page and are separate entry points. */
export { normalise } from './normalise.ts';
export { adapterNamed, adapters, locate, parseSites } from './registry.ts';
