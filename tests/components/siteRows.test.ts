import { describe, expect, it } from 'vitest';
import { siteRows } from '../../components/options/siteRows.ts';

const vendors = [
  { crm: 'odoo' as const, hosts: ['https://*.odoo.com/*'] },
  { crm: 'hubspot' as const, hosts: ['https://*.hubspot.com/*'] },
  { crm: 'suitecrm' as const, hosts: [] },
];
const company = [{ origin: 'https://odoo.larch.example', crm: 'odoo' as const }];
const own = [{ origin: 'https://crm.larch.example:8443', crm: 'suitecrm' as const }];
const quiet = { paused: [], failures: new Map<string, string | null>() };
const shown = (granted: string[] | undefined) => {
  const { rows, others } = siteRows({ company, own, vendors, granted, ...quiet });
  return [
    ...rows.map(({ crm, entries }) =>
      [crm, ...entries.map(({ name, by, isAllowed }) => `${name} ${by} ${isAllowed}`)].join(', '),
    ),
    others.map(({ crm }) => crm).join(),
  ];
};

describe('the sites of the settings', () => {
  it('have one row for each CRM, and every site once', () => {
    expect(shown(['https://odoo.larch.example/*', 'https://crm.larch.example/*'])).toEqual([
      'odoo, https://odoo.larch.example company true, *.odoo.com vendor false',
      'suitecrm, https://crm.larch.example:8443 own true',
      'hubspot',
    ]);
  });
  it('show a permission that was removed, and a vendor that was allowed', () => {
    expect(shown(['https://*.hubspot.com/*'])).toEqual([
      'odoo, https://odoo.larch.example company false, *.odoo.com vendor false',
      'hubspot, *.hubspot.com vendor true',
      'suitecrm, https://crm.larch.example:8443 own false',
      '',
    ]);
  });
  it('call no permission removed before the browser answers', () => {
    expect(shown(undefined)[0]).toContain('company true');
    expect(shown(undefined).at(-1)).toBe('hubspot');
  });
  it('do not repeat a vendor that the company set up', () => {
    const sites = [{ origin: 'https://*.odoo.com', crm: 'odoo' as const }];
    const { rows } = siteRows({ company: sites, own: [], vendors, granted: [], ...quiet });
    expect(rows.map(({ entries }) => entries.map(({ by }) => by))).toEqual([['company']]);
  });

  it.each([
    ['on', {}],
    ['paused', { paused: ['odoo' as const] }],
    ['paused', { paused: ['odoo' as const], granted: [] }],
    ['permission', { granted: [] }],
    ['unreachable', { failures: new Map([['odoo', 'unreachable']]) }],
    ['signedOut', { failures: new Map([['odoo', 'signedOut']]) }],
    ['on', { failures: new Map([['odoo', 'forbidden']]) }],
    ['on', { failures: new Map([['hubspot', 'unreachable']]) }],
  ])('have one state: %s', (state, more) => {
    const granted = ['https://odoo.larch.example/*'];
    const { rows } = siteRows({ company, own: [], vendors, granted, ...quiet, ...more });
    expect(rows.find(({ crm }) => crm === 'odoo')?.state).toBe(state);
  });
});
