import { type Adapter, found, hostTenant, type Located } from '../adapter.ts';

const ORG_KINDS = 'sandbox|develop|demo|scratch|trailblaze|free|patch|stage';
const LIGHTNING = 'lightning\\.(?:force\\.com|crmforce\\.mil|sfcrmapps\\.cn)';
const MY_DOMAIN = 'my\\.(?:salesforce\\.(?:com|mil)|site\\.com|sfcrmproducts\\.cn)';
/**
 * One label of My Domain (`acme`, `acme--uat`), then the kind of org, then the product's domain.
 * Exact, so that `evil-lightning.force.com.example.org` and `acme.lightning.force.com.evil.test` do
 * not match.
 */
const HOST = new RegExp(
  `^([a-z0-9-]+)(?:\\.(${ORG_KINDS}))?\\.(?:${LIGHTNING}|${MY_DOMAIN})(?:\\.mcas\\.ms)?$`,
);
const INSTANCE = /^[a-z]{2,4}\d{1,3}\.(?:salesforce\.com|lightning\.force\.com)$/;
const ID = '([a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?)';
const RECORD = new RegExp(`^/lightning/r/(?:[A-Za-z0-9_]+/)?${ID}(?:/(?:view|edit))?/?$`);
const SITE = new RegExp(`^(?:/[^/]+)?/s/(?:opportunity|contact|detail)/${ID}(?:/[^/]*)?/?$`);
const CLASSIC = new RegExp(`^/${ID}(?:/e)?/?$`);
const ONE_APP = new RegExp(`^/sObject/${ID}(?:/view)?$`);

/**
 * The 18-character form of a record id. Its last three characters encode which of the first fifteen
 * are capitals, five per character.
 * Source: Salesforce help, “Convert 15 character IDs to 18 character IDs”.
 */
export function longId(id: string): string {
  if (id.length !== 15) return id;
  let suffix = '';
  for (let chunk = 0; chunk < 15; chunk += 5) {
    let bits = 0;
    for (let at = 0; at < 5; at++) if (/[A-Z]/.test(id[chunk + at] ?? '')) bits |= 1 << at;
    suffix += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[bits];
  }
  return id + suffix;
}

/**
 * One tenant per My Domain, whichever of its hosts shows the record: `acme` on the standard cloud,
 * elsewhere with the kind of organisation and the cloud (`acme.scratch.salesforce.com`,
 * `acme.salesforce.mil`), where a name can belong to another company. Names of sandboxes
 * (`acme--uat`) are those of their production organisation.
 */
function tenantOf(url: URL): string {
  const [, name, kind = 'sandbox'] = HOST.exec(url.hostname) ?? [];
  if (!name) return hostTenant(url);
  const cloud = /\.(?:mil|cn)$/.exec(url.hostname)?.[0] ?? '.com';
  if (kind === 'sandbox') return cloud === '.com' ? name : `${name}.salesforce${cloud}`;
  return `${name}.${kind}.salesforce${cloud}`;
}

function byId(tenant: string, id: string | undefined): Located | null {
  // Key prefixes are the same in every organisation: 006 opportunity, 003 contact.
  if (id?.startsWith('006')) return found('salesforce', tenant, 'deal', longId(id));
  if (id?.startsWith('003')) return found('salesforce', tenant, 'contact', longId(id));
  return null;
}

export const salesforce: Adapter = {
  name: 'salesforce',
  owns: (host) => HOST.test(host) || INSTANCE.test(host),
  locate(url) {
    const tenant = tenantOf(url);
    const path = url.pathname;
    if (path === '/one/one.app') return byId(tenant, ONE_APP.exec(url.hash.slice(1))?.[1]);
    const shown = byId(tenant, (RECORD.exec(path) ?? SITE.exec(path) ?? CLASSIC.exec(path))?.[1]);
    if (shown) return shown;
    // A console's subtab (a task, a quote) has its parent tab in `ws`: coach that deal.
    const parent = path.startsWith('/lightning/r/') ? url.searchParams.get('ws') : null;
    return parent === null ? null : byId(tenant, RECORD.exec(parent.split('?')[0] ?? '')?.[1]);
  },
  read: true,
  // All tabs stay in the document: only the active one shows the record.
  roots: [
    'div.windowViewMode-normal.active',
    'section.oneConsoleTab div.windowViewMode-maximized.active.lafPageHost',
    'one-record-home-flexipage2',
  ].join(', '),
  layer: 6000, // SLDS: dropdowns 7000, modals 9000
};
