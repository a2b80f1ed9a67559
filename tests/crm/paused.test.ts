import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternsOf, unpaused, vendorHosts } from '../../lib/crm/index.ts';

const sites = [
  { pattern: 'http://127.0.0.1/*', crm: 'odoo' },
  { pattern: 'http://127.0.0.1/*', crm: 'espocrm' },
  { pattern: 'https://crm.acme.test/*', crm: 'espocrm' },
];
const patterns = ['http://127.0.0.1/*', 'https://crm.acme.test/*', 'https://*.odoo.com/*'];

describe('the patterns of a paused CRM', () => {
  it('are left out, except where another CRM needs them', () => {
    expect(unpaused({ patterns, paused: [], sites })).toEqual(patterns);
    expect(unpaused({ patterns, paused: ['odoo'], sites })).toEqual(patterns.slice(0, 2));
    expect(unpaused({ patterns, paused: ['odoo', 'espocrm'], sites })).toEqual([]);
  });
  it('are started again where it resumes', () =>
    expect(patternsOf('espocrm', sites)).toEqual([
      'https://*.espocloud.com/*',
      'http://127.0.0.1/*',
      'https://crm.acme.test/*',
    ]));
  it('are no others: what is not paused stays', () => {
    const names = fc.constantFrom('odoo' as const, 'espocrm' as const, 'hubspot' as const);
    const pattern = fc.oneof(
      fc.constantFrom(...patterns, ...vendorHosts.hubspot),
      fc.webUrl().map((url) => `${new URL(url).origin}/*`),
    );
    const site = fc.record({ pattern, crm: names });
    fc.assert(
      fc.property(fc.array(pattern), fc.array(names), fc.array(site), (granted, paused, named) => {
        const left = unpaused({ patterns: granted, paused, sites: named });
        for (const one of granted) {
          const crms = (['odoo', 'espocrm', 'hubspot'] as const).filter((crm) =>
            patternsOf(crm, named).includes(one),
          );
          const isPaused = crms.length > 0 && crms.every((crm) => paused.includes(crm));
          expect(left.includes(one)).toBe(!isPaused);
        }
      }),
      { seed: 15, numRuns: 300 },
    );
  });
});
