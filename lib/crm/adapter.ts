import type { CrmName, Located, RecordObject } from '../model/index.ts';

export type { Located };

/**
 * One CRM. Adapters hold URL tables and selectors, never values: they run on every page of the CRM, so they stay a few hundred bytes each.
 * `read` names the file of the reader that the background injects on record pages; without one, people type the facts in.
 */
export interface Adapter {
  name: CrmName;
  /** Match patterns asked for in the options; empty for a CRM that only exists on a company's own hosts. */
  hosts: readonly string[];
  /** Exact test of a host name; self-hosted systems come in through the list of sites instead. */
  owns(host: string): boolean;
  locate(url: URL): Located | null;
  read?: true;
  /** Mutations below these nodes mean that the record may have changed. */
  roots?: string;
  /** z-index of the panel: below this CRM's own menus and dialogs. */
  layer: number;
}

/** z-index under Bootstrap's sticky bars (1020) and modals (1050), which most of these CRMs are built with. */
export const BELOW_BOOTSTRAP = 1000;

export function found(crm: CrmName, tenant: string, object: RecordObject, id: string): Located {
  return { ref: { crm, tenant, object, id } };
}

/** The part of a URL's hash before a query, without the leading sign. */
export function hashPath(url: URL): string {
  return url.hash.slice(1).split('?')[0] ?? '';
}
