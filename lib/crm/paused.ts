import type { CrmName } from '../model/index.ts';
import { vendorHosts } from './hosts.ts';

interface Allowed {
  /** Granted match patterns. */
  patterns: readonly string[];
  paused: readonly string[];
  /** The sites that a company or a person named, with their match patterns. */
  sites: readonly { pattern: string; crm: string }[];
}

/** The match patterns of a CRM: its vendor's, and those of named sites. */
export function patternsOf(crm: CrmName, sites: Allowed['sites']): string[] {
  const named = sites.filter((site) => site.crm === crm).map(({ pattern }) => pattern);
  return [...new Set([...vendorHosts[crm], ...named])];
}

/**
 * The granted patterns on which scripts may run. One that several CRMs need (patterns have no
 * ports) stays while one of them is not paused: the watcher knows the whole address.
 */
export function unpaused({ patterns, paused, sites }: Allowed): string[] {
  const users = (pattern: string) => {
    const vendors = Object.entries(vendorHosts).flatMap(([crm, hosts]) =>
      hosts.includes(pattern) ? [crm] : [],
    );
    return [...vendors, ...sites.flatMap((site) => (site.pattern === pattern ? [site.crm] : []))];
  };
  return patterns.filter((pattern) => {
    const crms = users(pattern);
    return crms.length === 0 || crms.some((crm) => !paused.includes(crm));
  });
}
