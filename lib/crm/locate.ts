import { type Adapter, hostTenant, type Located } from './adapter.ts';
import { locateOnPage, type Sites } from './registry.ts';

/** The record that a URL shows; null for lists, boards, settings and pages outside any CRM. */
export function locate(href: string, sites: Sites): (Located & { adapter: Adapter }) | null {
  const found = locateOnPage(href, sites);
  return found && { ...found, ...withHost(found, found.adapter, new URL(href)) };
}

/**
 * A site that a person named gets its host into the tenant, where the address names only an
 * account: it is not the vendor's account of that number.
 */
function withHost(located: Located, adapter: Adapter, url: URL): Pick<Located, 'ref'> {
  const { ref } = located;
  const isVendor = url.protocol === 'https:' && adapter.owns(url.hostname);
  if (isVendor || ref.tenant.startsWith(url.host)) return { ref };
  const whole = ref.tenant === '' ? hostTenant(url) : `${hostTenant(url)}/${ref.tenant}`;
  return { ref: { ...ref, tenant: whole } };
}
