/** For the page that asks for a site: whose site it is, by its address or by its page. */
export { recogniseCrm } from './recognise.ts';
export { adapterFor } from './registry.ts';
