import type { CrmName } from '../../lib/model/index.ts';
import { type Site, sitePattern } from '../../lib/settings/index.ts';

/** A site, or all sites of a vendor, that Sideline may read with one permission. */
export interface SiteEntry {
  /** As people read it: an address, or the first of a vendor’s hosts. */
  name: string;
  /** How many hosts of the vendor there are beside the first. */
  more: number;
  /** How it came to be here: by the company’s build, by its vendor, or by this person. */
  by: 'company' | 'vendor' | 'own';
  patterns: readonly string[];
  isAllowed: boolean;
}
/** The state of a CRM: the first that applies, in this order. */
export type SiteState = 'paused' | 'permission' | 'unreachable' | 'signedOut' | 'on';
export interface SiteRow {
  crm: CrmName;
  state: SiteState;
  entries: readonly SiteEntry[];
}
interface Vendor {
  crm: CrmName;
  hosts: readonly string[];
}

interface Known {
  /** Sites of the company’s build (`SIDELINE_CRM_HOSTS`). */
  company: readonly Site[];
  own: readonly Site[];
  vendors: readonly Vendor[];
  /** The granted patterns; undefined until the browser answers. */
  granted: readonly string[] | undefined;
  paused: readonly CrmName[];
  /** Why the last record of a CRM was not read. */
  failures: ReadonlyMap<string, string | null>;
}

const shortHost = (pattern: string) => pattern.replace(/^https?:\/\//, '').replace(/\/\*$/, '');

/**
 * One row for each CRM that is in use, with all its sites, and the CRMs that are not in use. A CRM
 * is in use once the company or the person named a site of it, or its vendor’s hosts are allowed.
 */
export function siteRows({ company, own, vendors, granted, paused, failures }: Known): {
  rows: SiteRow[];
  others: Vendor[];
} {
  const isAllowed = (patterns: readonly string[]) =>
    granted === undefined || patterns.every((pattern) => granted.includes(pattern));
  const entryOf = (site: Site, by: 'company' | 'own'): SiteEntry => {
    const patterns = [sitePattern(site.origin)];
    return { name: site.origin, more: 0, by, patterns, isAllowed: isAllowed(patterns) };
  };
  const stateOf = (crm: CrmName, entries: readonly SiteEntry[]): SiteState => {
    if (paused.includes(crm)) return 'paused';
    if (!entries.some((entry) => entry.isAllowed)) return 'permission';
    const failure = failures.get(crm);
    return failure === 'unreachable' || failure === 'signedOut' ? failure : 'on';
  };
  const rows: SiteRow[] = [];
  const others: Vendor[] = [];
  const crms = new Set([...vendors, ...company, ...own].map(({ crm }) => crm));
  for (const crm of crms) {
    const entries = [
      ...company.filter((site) => site.crm === crm).map((site) => entryOf(site, 'company')),
      ...own.filter((site) => site.crm === crm).map((site) => entryOf(site, 'own')),
    ];
    const hosts = vendors.find((vendor) => vendor.crm === crm)?.hosts ?? [];
    const isVendorAllowed = granted !== undefined && hosts.length > 0 && isAllowed(hosts);
    const isNamed = entries.some(({ patterns }) => hosts.some((host) => patterns.includes(host)));
    if (hosts.length > 0 && !isNamed && (isVendorAllowed || entries.length > 0))
      entries.push({
        name: shortHost(hosts[0] ?? ''),
        more: hosts.length - 1,
        by: 'vendor',
        patterns: hosts,
        isAllowed: isVendorAllowed,
      });
    if (entries.length > 0) rows.push({ crm, entries, state: stateOf(crm, entries) });
    else if (hosts.length > 0) others.push({ crm, hosts });
  }
  return { rows, others };
}
