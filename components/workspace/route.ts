import { useSyncExternalStore } from 'react';
import { ID_PATTERN } from '../../lib/model/index.ts';
import { tabNamed } from '../options/tabs.ts';

export const pages = [
  ...([
    'today',
    'deals',
    'me',
    'team',
    'person',
    'oneOnOnes',
    'playbooks',
    'questions',
    'limits',
    'insights',
    'settings',
  ] as const),
] as const;
export type Page = (typeof pages)[number];

/** The pages of the tabs of Playbooks: how a company sells, and what it asks about that. */
export const playbookTabs: readonly Page[] = ['playbooks', 'questions', 'limits'];

/** The entries of the navigation. @param hasTeam the person manages somebody. */
export function entries(hasTeam: boolean): readonly Page[] {
  const own = ['today', 'deals', 'me', ...(hasTeam ? (['team'] as const) : [])] as const;
  return [...own, 'oneOnOnes', 'playbooks', 'insights'];
}

/** The entry that a page belongs to. */
export function entryOf(page: Page): Page {
  if (page === 'person') return 'team';
  return playbookTabs.includes(page) ? 'playbooks' : page;
}

/** The former name of the insights page, which stored addresses still contain. */
const OLD_INSIGHTS = 'helps';

/**
 * The page and document in the address, `#questions/<id>`, so that history and bookmarks work. For
 * the settings, `id` is the name of a tab: `#settings/sites`.
 */
export interface Route {
  page: Page;
  id: string | null;
}

/** True on the page that the browser opens as the options of the extension: the settings alone. */
function isOptions(): boolean {
  return /\/options\.html$/.test(location.pathname);
}

function pageNamed(name: string): Page {
  if (name === OLD_INSIGHTS) return 'insights';
  return pages.find((page) => page === name) ?? 'today';
}

/** @param isOnlySettings the address is that of the options page. */
export function parseRoute(hash: string, isOnlySettings = false): Route {
  const [name = '', id = ''] = hash.replace(/^#\/?/, '').split('/');
  const page = isOnlySettings ? 'settings' : pageNamed(name);
  if (page === 'settings') return { page, id: tabNamed(id) };
  return { page, id: ID_PATTERN.test(id) ? id : null };
}

/** The address of a page. The options page has the settings alone; other pages are elsewhere. */
export function linkTo(page: Page): string {
  const isHere = page === 'settings' && isOptions();
  return `/${isHere ? 'options' : 'workspace'}.html#${page}`;
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

export function useRoute(): Route {
  return parseRoute(
    useSyncExternalStore(subscribe, () => location.hash),
    isOptions(),
  );
}

export function go(page: Page, id: string | null = null): void {
  location.hash = id === null ? page : `${page}/${id}`;
}
