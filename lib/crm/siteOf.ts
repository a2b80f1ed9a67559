import { type CrmName, crmNames } from '../model/index.ts';
import { adapterFor } from './registry.ts';

/** What is known about the site in a tab whose toolbar button was clicked. */
export type TabSite =
  | { kind: 'none' }
  | { kind: 'allowed'; host: string }
  | { kind: 'paused'; host: string; crm: CrmName }
  | { kind: 'new'; host: string; origin: string; crm: CrmName | null };

export interface SiteDeps {
  /** Sites that the company or the person named. */
  sites: readonly { origin: string; crm: string }[];
  paused: readonly CrmName[];
  isPermitted(origin: string): Promise<boolean>;
  /** Looks for marks of a CRM in the page; a page that the browser protects cannot be looked at. */
  recognise(): Promise<unknown>;
}

/**
 * Looks at a tab as far as the click on the toolbar button permits: its address, and marks of a CRM
 * in its page. @param href undefined where the browser does not give it.
 */
export async function siteAt(href: string | undefined, deps: SiteDeps): Promise<TabSite> {
  const url = href === undefined ? null : URL.parse(href);
  if (!url || !/^https?:$/.test(url.protocol)) return { kind: 'none' };
  const { host, origin } = url;
  const adapter = adapterFor(url, deps.sites);
  if (adapter && (await deps.isPermitted(origin))) {
    const { name: crm } = adapter;
    return deps.paused.includes(crm) ? { kind: 'paused', host, crm } : { kind: 'allowed', host };
  }
  const crm = adapter?.name ?? named(await deps.recognise().catch(() => null));
  return { kind: 'new', host, origin, crm };
}

const named = (answer: unknown): CrmName | null =>
  crmNames.find((known) => known === answer) ?? null;
