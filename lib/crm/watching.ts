/** What scripts in the page use: addresses, navigations and mutations, nothing that parses. */
export { sameNavigation } from '../model/navigation.ts';
export { navigationOf, pageOf } from './page.ts';
export type { Sites } from './registry.ts';
export { watch } from './watch.ts';
