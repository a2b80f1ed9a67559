import type { CrmName } from '../model/index.ts';
import type { Adapter, Located } from './adapter.ts';
import { attio } from './adapters/attio.ts';
import { close } from './adapters/close.ts';
import { copper } from './adapters/copper.ts';
import { dynamics } from './adapters/dynamics.ts';
import { espocrm } from './adapters/espocrm.ts';
import { freshsales } from './adapters/freshsales.ts';
import { hubspot } from './adapters/hubspot.ts';
import { odoo } from './adapters/odoo.ts';
import { pipedrive } from './adapters/pipedrive.ts';
import { salesforce } from './adapters/salesforce.ts';
import { suitecrm } from './adapters/suitecrm.ts';
import { twenty } from './adapters/twenty.ts';
import { zoho } from './adapters/zoho.ts';

/** Every CRM, one line each. */
export const adapters: readonly Adapter[] = [
  salesforce,
  hubspot,
  dynamics,
  pipedrive,
  zoho,
  odoo,
  espocrm,
  suitecrm,
  twenty,
  close,
  copper,
  freshsales,
  attio,
];

/** Self-hosted systems: origin (with port) → CRM. An origin may contain one `*.` for subdomains. */
export type Sites = readonly { origin: string; crm: string }[];

export function adapterNamed(name: string): Adapter | null {
  return adapters.find((adapter) => adapter.name === name) ?? null;
}

function covers(pattern: string, url: URL): boolean {
  if (pattern === url.origin) return true;
  const [scheme, rest = ''] = pattern.split('://');
  return (
    rest.startsWith('*.') &&
    url.protocol === `${scheme}:` &&
    url.host.endsWith(rest.slice(1)) &&
    url.host.length > rest.length - 1
  );
}

/** The adapter of a page: configured sites first, then the vendors' hosts (only over https). */
export function adapterFor(url: URL, sites: Sites): Adapter | null {
  const site = sites.find((entry) => covers(entry.origin, url));
  if (site) return adapterNamed(site.crm);
  if (url.protocol !== 'https:') return null;
  return adapters.find((adapter) => adapter.owns(url.hostname)) ?? null;
}

/**
 * The record that a URL shows; null for lists, boards, settings and pages outside any CRM. Only for
 * pages of one host: `locate` also tells hosts apart.
 */
export function locateOnPage(href: string, sites: Sites): (Located & { adapter: Adapter }) | null {
  const url = URL.parse(href);
  if (!url) return null;
  const adapter = adapterFor(url, sites);
  const located = adapter?.locate(url);
  return adapter && located ? { ...located, adapter } : null;
}

/**
 * Parses `odoo=http://127.0.0.1:8069,espocrm=https://crm.example.com`; throws an error with a
 * readable message for anything else.
 */
export function parseSites(
  text: string,
  names: readonly CrmName[],
): { origin: string; crm: CrmName }[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [crm = '', origin = ''] = part.split(/=(.*)/s);
      const known = names.find((name) => name === crm);
      if (!known)
        throw new Error(`“${crm}” is not a supported CRM. Supported are: ${names.join(', ')}.`);
      if (!/^https?:\/\/(?:\*\.)?[a-z0-9.-]+(?::\d+)?$/i.test(origin)) {
        throw new Error(
          `“${origin}” is not an origin. It should look like https://crm.example.com or ` +
            'http://127.0.0.1:8069, without a path.',
        );
      }
      return {
        origin: origin.toLowerCase().replace(/^(https:\/\/.*):443$|^(http:\/\/.*):80$/, '$1$2'),
        crm: known,
      };
    });
}
