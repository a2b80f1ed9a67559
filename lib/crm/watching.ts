/** For scripts in the page: addresses, navigations and mutations, without the parsers. */
export { sameNavigation } from '../model/navigation.ts';
export { navigationOf, pageOf } from './page.ts';
export { adapterFor, type Sites } from './registry.ts';
export { watch } from './watch.ts';
