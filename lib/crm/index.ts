/** Locates and normalises records. Readers run in the page and are separate entry points. */

export { vendorHosts } from './hosts.ts';
export { locate } from './locate.ts';
export { normalise } from './normalise.ts';
export { patternsOf, unpaused } from './paused.ts';
export { recogniseCrm } from './recognise.ts';
export { adapterNamed, adapters, parseSites } from './registry.ts';
export { isSignInPage } from './signIn.ts';
export { siteAt } from './siteOf.ts';
export { topOf } from './tops.ts';
