import type { CrmName, Located, RecordObject } from '../model/index.ts';

export type { Located };

/**
 * One CRM: URL tables and selectors, no values. Adapters run on every page of the CRM, so each
 * stays at a few hundred bytes.
 */
export interface Adapter {
  name: CrmName;
  /** Companies run it on their own hosts, which people add in the settings. */
  selfHosted?: true;
  /** Exact test of a host name of the vendor; self-hosted systems are in the list of sites. */
  owns(host: string): boolean;
  locate(url: URL): Located | null;
  /**
   * The background injects `readers/<name>.ts` on record pages; without a reader, people type the
   * facts in.
   */
  read?: true;
  /** The reader asks the CRM's API: what the page is still drawing has been read already. */
  api?: true;
  /** Selector: a mutation below these nodes means that the record may have changed. */
  roots?: string;
  /** z-index of the panel: below this CRM's own menus and dialogs. */
  layer: number;
}

/** z-index below the sticky bars (1020) and modals (1050) of Bootstrap, which most CRMs use. */
export const BELOW_BOOTSTRAP = 1000;

export function found(crm: CrmName, tenant: string, object: RecordObject, id: string): Located {
  return { ref: { crm, tenant, object, id } };
}

/**
 * A host as a tenant. For a name without a dot it is the origin: the name alone would be the short
 * form of a vendor's host.
 */
export const hostTenant = ({ host, origin }: URL): string => (/[.:]/.test(host) ? host : origin);

/** The part of a URL's hash before a query, without the `#`. */
export function hashPath(url: URL): string {
  return url.hash.slice(1).split('?')[0] ?? '';
}
