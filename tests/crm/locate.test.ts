// Addresses of CRM records: two tables, one with every form of address that is a record, one with
// addresses that are none. It is one file, because a test expects a row for every CRM, and because
// the look-alikes are read next to what they look like.

import { describe, expect, it } from 'vitest';
import { longId } from '../../lib/crm/adapters/salesforce.ts';
import { adapters, locate, parseSites } from '../../lib/crm/index.ts';
import { crmNames } from '../../lib/model/index.ts';

const GUID = '0a1b2c3d-1111-4222-8333-abcdefabcdef';
const sites = [
  { origin: 'http://127.0.0.1:8069', crm: 'odoo' },
  { origin: 'http://127.0.0.1:8081', crm: 'espocrm' },
  { origin: 'https://crm.example.com', crm: 'espocrm' },
  { origin: 'https://suite.example.com', crm: 'suitecrm' },
  { origin: 'https://*.corp.example', crm: 'odoo' },
];

/** URL, then crm, tenant, object, id. */
const records: [string, string, string, string, string][] = [
  // Salesforce: standard, sandbox, government, Defender proxy, China, old one.app, Classic,
  // Experience, console subtab
  [
    'https://acme.lightning.force.com/lightning/r/Opportunity/0065g00000ABCDEAA5/view',
    'salesforce',
    'acme',
    'deal',
    '0065g00000ABCDEAA5',
  ],
  [
    'https://acme.lightning.force.com/lightning/r/Opportunity/0065g00000ABCDE/view',
    'salesforce',
    'acme',
    'deal',
    '0065g00000ABCDEAA5',
  ],
  [
    'https://acme.lightning.force.com/lightning/r/0065g00000ABCDEAA5/view',
    'salesforce',
    'acme',
    'deal',
    '0065g00000ABCDEAA5',
  ],
  [
    'https://acme.lightning.force.com/lightning/r/Opportunity/0065g00000ABCDEAA5/edit',
    'salesforce',
    'acme',
    'deal',
    '0065g00000ABCDEAA5',
  ],
  [
    'https://acme--uat.sandbox.lightning.force.com/lightning/r/Contact/0035g00000ABCDEAA5/view',
    'salesforce',
    'acme--uat',
    'contact',
    '0035g00000ABCDEAA5',
  ],
  [
    'https://army.lightning.crmforce.mil/lightning/r/Opportunity/0065g00000ABCDEAA5/view',
    'salesforce',
    'army.salesforce.mil',
    'deal',
    '0065g00000ABCDEAA5',
  ],
  [
    'https://acme.lightning.force.com.mcas.ms/lightning/r/Opportunity/0065g00000ABCDEAA5/view',
    'salesforce',
    'acme',
    'deal',
    '0065g00000ABCDEAA5',
  ],
  [
    'https://acme.lightning.sfcrmapps.cn/lightning/r/Opportunity/0065g00000ABCDEAA5/view',
    'salesforce',
    'acme.salesforce.cn',
    'deal',
    '0065g00000ABCDEAA5',
  ],
  [
    'https://acme.lightning.force.com/one/one.app#/sObject/0065g00000ABCDEAA5/view',
    'salesforce',
    'acme',
    'deal',
    '0065g00000ABCDEAA5',
  ],
  [
    'https://acme.my.salesforce.com/0065g00000ABCDE',
    'salesforce',
    'acme',
    'deal',
    '0065g00000ABCDEAA5',
  ],
  [
    'https://acme.my.site.com/partners/s/opportunity/0065g00000ABCDEAA5/big-deal',
    'salesforce',
    'acme',
    'deal',
    '0065g00000ABCDEAA5',
  ],
  [
    'https://acme.lightning.force.com/lightning/r/Task/00T5g00000ABCDEAA5/view?ws=%2Flightning%2Fr%2FOpportunity%2F0065g00000ABCDEAA5%2Fview',
    'salesforce',
    'acme',
    'deal',
    '0065g00000ABCDEAA5',
  ],
  // HubSpot
  ['https://app.hubspot.com/contacts/123/record/0-3/456', 'hubspot', '123', 'deal', '456'],
  [
    'https://app-eu1.hubspot.com/contacts/123/record/0-3/456/view/1',
    'hubspot',
    '123',
    'deal',
    '456',
  ],
  ['https://app-na2.hubspot.com/contacts/123/record/0-1/789/', 'hubspot', '123', 'contact', '789'],
  ['https://app.hubspot.com/contacts/123/deal/456', 'hubspot', '123', 'deal', '456'],
  // Dynamics
  [
    `https://acme.crm4.dynamics.com/main.aspx?appid=x&pagetype=entityrecord&etn=opportunity&id=${GUID}`,
    'dynamics',
    'acme.crm4.dynamics.com',
    'deal',
    GUID,
  ],
  [
    `https://acme.crm.dynamics.com/main.aspx?pagetype=entityrecord&etn=contact&id=%7B${GUID.toUpperCase()}%7D`,
    'dynamics',
    'acme',
    'contact',
    GUID,
  ],
  // Pipedrive, Zoho
  ['https://acme.pipedrive.com/deal/12', 'pipedrive', 'acme', 'deal', '12'],
  ['https://app.pipedrive.com/person/12', 'pipedrive', '', 'contact', '12'],
  ['https://crm.zoho.eu/crm/org77/tab/Potentials/1234567890', 'zoho', '77', 'deal', '1234567890'],
  ['https://crm.zoho.com/crm/tab/Contacts/55', 'zoho', '', 'contact', '55'],
  // Odoo: 17 and older, 18, nested, its own host, a subdomain of a company
  [
    'http://127.0.0.1:8069/web#id=9&model=crm.lead&view_type=form',
    'odoo',
    '127.0.0.1:8069',
    'deal',
    '9',
  ],
  [
    'http://127.0.0.1:8069/web?debug=1#action=1&id=9&model=res.partner&view_type=form',
    'odoo',
    '127.0.0.1:8069',
    'contact',
    '9',
  ],
  ['http://127.0.0.1:8069/odoo/crm/9', 'odoo', '127.0.0.1:8069', 'deal', '9'],
  ['http://127.0.0.1:8069/odoo/crm/9/res.partner/16', 'odoo', '127.0.0.1:8069', 'contact', '16'],
  [
    'http://127.0.0.1:8069/odoo/contacts/16/crm.lead/9?view_type=form',
    'odoo',
    '127.0.0.1:8069',
    'deal',
    '9',
  ],
  ['http://127.0.0.1:8069/odoo/4/action-213/9', 'odoo', '127.0.0.1:8069', 'deal', '9'],
  ['https://larch.odoo.com/odoo/m-crm.lead/9', 'odoo', 'larch.odoo.com', 'deal', '9'],
  ['https://erp.corp.example/odoo/crm/9', 'odoo', 'erp.corp.example', 'deal', '9'],
  // EspoCRM, in the root and in a folder
  [
    'http://127.0.0.1:8081/#Opportunity/view/6b0241f7a18eedbdc',
    'espocrm',
    '127.0.0.1:8081',
    'deal',
    '6b0241f7a18eedbdc',
  ],
  [
    'https://crm.example.com/espo/#Contact/view/6b0241f5c2351276f',
    'espocrm',
    'crm.example.com/espo',
    'contact',
    '6b0241f5c2351276f',
  ],
  // SuiteCRM 8, 7, 7 with ajax
  [
    `https://suite.example.com/#/opportunities/record/${GUID}`,
    'suitecrm',
    'suite.example.com',
    'deal',
    GUID,
  ],
  [
    `https://suite.example.com/index.php?module=Opportunities&action=DetailView&record=${GUID}`,
    'suitecrm',
    'suite.example.com',
    'deal',
    GUID,
  ],
  [
    `https://suite.example.com/index.php?action=ajaxui#ajaxUILoc=index.php%3Fmodule%3DContacts%26action%3DDetailView%26record%3D${GUID}`,
    'suitecrm',
    'suite.example.com',
    'contact',
    GUID,
  ],
  // Twenty, Close, Copper, Freshsales, Attio
  [`https://acme.twenty.com/object/opportunity/${GUID}`, 'twenty', 'acme.twenty.com', 'deal', GUID],
  [`https://acme.twenty.com/object/person/${GUID}`, 'twenty', 'acme.twenty.com', 'contact', GUID],
  ['https://app.close.com/lead/lead_abcdefghij1234/', 'close', '', 'deal', 'lead_abcdefghij1234'],
  ['https://app.copper.com/companies/77/app#/deal/12', 'copper', '77', 'deal', '12'],
  ['https://app.copper.com/companies/77/app#/people/12', 'copper', '77', 'contact', '12'],
  ['https://acme.myfreshworks.com/crm/sales/deals/12', 'freshsales', 'acme', 'deal', '12'],
  [`https://app.attio.com/acme/deals/record/${GUID}`, 'attio', 'acme', 'deal', GUID],
  [`https://app.attio.com/acme/person/${GUID}/overview`, 'attio', 'acme', 'contact', GUID],
];

const nothing = [
  // Lists, boards, create pages, settings, other objects
  'https://acme.lightning.force.com/lightning/o/Opportunity/list?filterName=Recent',
  'https://acme.lightning.force.com/lightning/o/Opportunity/new',
  'https://acme.lightning.force.com/lightning/r/Account/0015g00000ABCDEAA5/view',
  'https://acme.lightning.force.com/lightning/r/Opportunity/0065g00000ABCDEAA5/related/OpportunityContactRoles/view',
  'https://acme.lightning.force.com/lightning/setup/SetupOneHome/home',
  'https://app.hubspot.com/contacts/123/objects/0-3/views/all/board',
  'https://app.hubspot.com/contacts/123/record/0-2/456',
  'https://app.hubspot.com/settings/123/users',
  'https://acme.crm4.dynamics.com/main.aspx?pagetype=entitylist&etn=opportunity',
  'https://acme.crm4.dynamics.com/main.aspx?pagetype=entityrecord&etn=opportunity',
  `https://acme.crm4.dynamics.com/main.aspx?pagetype=entityrecord&etn=account&id=${GUID}`,
  'https://acme.pipedrive.com/pipeline/1',
  'https://acme.pipedrive.com/deal/12/edit',
  'https://crm.zoho.com/crm/org77/tab/Potentials/custom-view/1/list',
  'https://crm.zoho.com/crm/org77/tab/Leads/12',
  'http://127.0.0.1:8069/odoo/crm',
  'http://127.0.0.1:8069/odoo/crm/new',
  'http://127.0.0.1:8069/odoo/crm/9/project.task/4',
  'http://127.0.0.1:8069/web#model=crm.lead&view_type=kanban',
  'http://127.0.0.1:8069/web#id=9&model=sale.order&view_type=form',
  'http://127.0.0.1:8069/odoo/settings',
  'http://127.0.0.1:8081/#Opportunity',
  'http://127.0.0.1:8081/#Opportunity/list/primaryFilter=open',
  'http://127.0.0.1:8081/#Opportunity/create',
  'http://127.0.0.1:8081/#Account/view/6b0241f4f072adaf6',
  'http://127.0.0.1:8081/#Admin',
  'https://suite.example.com/#/opportunities',
  'https://suite.example.com/index.php?module=Opportunities&action=index',
  `https://suite.example.com/index.php?module=Opportunities&action=EditView&record=${GUID}`,
  'https://acme.twenty.com/objects/opportunities',
  'https://app.close.com/leads/',
  'https://app.copper.com/companies/77/app#/deals',
  'https://acme.myfreshworks.com/crm/sales/deals/view/12',
  'https://app.attio.com/acme/deals/view/all',
  // Hosts that only look like one
  'https://evil-lightning.force.com.example.org/lightning/r/Opportunity/0065g00000ABCDEAA5/view',
  'https://acme.lightning.force.com.evil.test/lightning/r/Opportunity/0065g00000ABCDEAA5/view',
  'https://lightning.force.com/lightning/r/Opportunity/0065g00000ABCDEAA5/view',
  'https://evillightning.force.com/lightning/r/Opportunity/0065g00000ABCDEAA5/view',
  'http://acme.lightning.force.com/lightning/r/Opportunity/0065g00000ABCDEAA5/view',
  'https://app.hubspot.com.evil.test/contacts/123/record/0-3/456',
  'https://xapp.hubspot.com/contacts/123/record/0-3/456',
  'https://evil.test/contacts/123/record/0-3/456',
  'https://app.attio.com.evil.test/acme/deals/record/0a1b2c3d-1111-4222-8333-abcdefabcdef',
  'http://127.0.0.1:9999/odoo/crm/9',
  'http://corp.example/odoo/crm/9',
  'https://evilcorp.example/odoo/crm/9',
  'about:blank',
  'not an address',
];

describe('locate', () => {
  it.each(records)('%s', (url, crm, tenant, object, id) => {
    expect(locate(url, sites)?.ref).toEqual({ crm, tenant, object, id });
  });
  it.each(nothing)('is nothing: %s', (url) => {
    expect(locate(url, sites)).toBeNull();
  });
  it('reports a path that does not name the model', () => {
    expect(locate('http://127.0.0.1:8069/odoo/action-213/9', sites)).toMatchObject({
      isUnconfirmed: true,
      action: 'action-213',
    });
    expect(locate('http://127.0.0.1:8069/odoo/contacts/4/crm/9', sites)?.action).toBe('crm');
    expect(locate('http://127.0.0.1:8069/odoo/crm.lead/9', sites)?.isUnconfirmed).toBeUndefined();
  });
  it('has a positive row for every CRM', () => {
    expect(new Set(records.map(([, crm]) => crm))).toEqual(new Set(crmNames));
  });
});

describe('adapters', () => {
  it('are all registered, once', () => {
    expect(adapters.map((adapter) => adapter.name).sort()).toEqual([...crmNames].sort());
  });
  it('stay below the layers of their CRM', () => {
    for (const adapter of adapters) expect(adapter.layer).toBeLessThan(7000);
  });
});

describe('longId', () => {
  // Made with the rule of Salesforce's help page; 18-character ids stay as they are.
  it.each([
    ['001A0000006Vm9r', '001A0000006Vm9rIAC'],
    ['0065g00000ABCDE', '0065g00000ABCDEAA5'],
    ['003000000000001', '003000000000001AAA'],
    ['0065g00000ABCDEAA5', '0065g00000ABCDEAA5'],
  ])('%s is %s', (short, long) => expect(longId(short)).toBe(long));
});

describe('parseSites', () => {
  it('reads a list', () => {
    expect(
      parseSites('odoo=http://127.0.0.1:8069, espocrm=https://crm.example.com:443', crmNames),
    ).toEqual([
      { crm: 'odoo', origin: 'http://127.0.0.1:8069' },
      { crm: 'espocrm', origin: 'https://crm.example.com' },
    ]);
    expect(parseSites('', crmNames)).toEqual([]);
  });
  it.each([
    'sap=https://x.example',
    'odoo',
    'odoo=crm.example.com',
    'odoo=https://x.example/path',
    'odoo=https://*',
    'odoo=https://a@b.example',
  ])('refuses %s with a sentence', (text) => {
    expect(() => parseSites(text, crmNames)).toThrow(/“.*”/);
  });
});
