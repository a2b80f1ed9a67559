// F22: two systems whose records had one key. A page of the one could then write readings of the
// other.

import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { locate, normalise } from '../../lib/crm/index.ts';
import {
  type CrmIdentity,
  formerTenant,
  keyedId,
  keysOf,
  linkOf,
  RawRecord,
  refKey,
} from '../../lib/model/index.ts';
import { identityOf, SidelineDb } from '../../lib/store/index.ts';
import { loadRecord } from '../../lib/view/load.ts';
import { note } from '../helpers/note.ts';
import { row as rowOf } from '../helpers/rows.ts';
import { meOf } from '../helpers/view.ts';

const GUID = '11111111-2222-3333-4444-555555555555';
const DEAL = '0065e00000ABCDEAA4';
const dynamics = (host: string) =>
  `https://${host}/main.aspx?pagetype=entityrecord&etn=opportunity&id=${GUID}`;
const lightning = (host: string) => `https://${host}/lightning/r/Opportunity/${DEAL}/view`;
const classic = (host: string) => `https://${host}/${DEAL}`;
const hubspot = (host: string) => `https://${host}/contacts/42/record/0-3/7`;

const sites = [
  { origin: 'https://evil.example', crm: 'hubspot' },
  { origin: 'http://contoso', crm: 'dynamics' },
  { origin: 'https://acme', crm: 'salesforce' },
  { origin: 'https://zoho.example', crm: 'zoho' },
  { origin: 'https://pipe.example', crm: 'pipedrive' },
  { origin: 'https://close.example', crm: 'close' },
];
const refOf = (href: string) => {
  const located = locate(href, sites);
  if (!located) throw new Error(`no record: ${href}`);
  return located.ref;
};
const keyOf = (href: string) => refKey(refOf(href));

describe('records of two systems', () => {
  it.each([
    ['two regions', dynamics('contoso.crm.dynamics.com'), dynamics('contoso.crm7.dynamics.com')],
    ['a site called like a company', dynamics('contoso.crm.dynamics.com'), 'http://contoso'],
    ['government', classic('acme.my.salesforce.com'), classic('acme.my.salesforce.mil')],
    ['China', classic('acme.my.salesforce.com'), classic('acme.my.sfcrmproducts.cn')],
    [
      'a scratch organisation',
      lightning('acme.lightning.force.com'),
      lightning('acme.scratch.lightning.force.com'),
    ],
    [
      'two kinds of test organisations',
      lightning('acme.demo.lightning.force.com'),
      lightning('acme.scratch.lightning.force.com'),
    ],
    ['a site called like a My Domain', classic('acme.my.salesforce.com'), classic('acme')],
    ['a site named as HubSpot', hubspot('app.hubspot.com'), hubspot('evil.example')],
    [
      'a site named as Zoho',
      'https://crm.zoho.com/crm/org7/tab/Potentials/1',
      'https://zoho.example/crm/org7/tab/Potentials/1',
    ],
    [
      'a site named as Pipedrive',
      'https://app.pipedrive.com/deal/1',
      'https://pipe.example/deal/1',
    ],
    [
      'a site named as Close',
      'https://app.close.com/lead/lead_abcdefghijk',
      'https://close.example/lead/lead_abcdefghijk',
    ],
  ])('have two keys: %s', (_, one, other) => {
    const second =
      other === 'http://contoso' ? dynamics('contoso').replace('https', 'http') : other;
    expect(keyOf(one)).not.toBe(keyOf(second));
  });
});

describe('records of one system', () => {
  it.each([
    [
      'My Domain and Lightning',
      classic('acme.my.salesforce.com'),
      lightning('acme.lightning.force.com'),
    ],
    [
      'the same of a scratch organisation',
      classic('acme.scratch.my.salesforce.com'),
      lightning('acme.scratch.lightning.force.com'),
    ],
    [
      'the same of the government cloud',
      classic('army.my.salesforce.mil'),
      lightning('army.lightning.crmforce.mil'),
    ],
    [
      'with and without the proxy of Defender',
      lightning('acme.lightning.force.com'),
      lightning('acme.lightning.force.com.mcas.ms'),
    ],
    ['the hosts of HubSpot', hubspot('app.hubspot.com'), hubspot('app-eu1.hubspot.com')],
  ])('have one key: %s', (_, one, other) => expect(keyOf(one)).toBe(keyOf(other)));

  it('keep the key of 0.1.0 on the standard hosts', () => {
    expect(refOf(classic('acme.my.salesforce.com')).tenant).toBe('acme');
    expect(refOf(dynamics('contoso.crm.dynamics.com')).tenant).toBe('contoso');
    expect(refOf(hubspot('app.hubspot.com')).tenant).toBe('42');
  });
});

describe('rows under the keys of 0.1.0', () => {
  const cases = [
    [dynamics('contoso.crm4.dynamics.com'), 'contoso'],
    [classic('army.my.salesforce.mil'), 'army'],
    [lightning('acme.scratch.lightning.force.com'), 'acme'],
    [hubspot('evil.example'), '42'],
  ] as const;

  it.each(cases)('are found on %s', async (href, tenant) => {
    const ref = refOf(href);
    expect(formerTenant(ref)).toBe(tenant);
    const db = new SidelineDb(`tenants-${ref.crm}-${ref.tenant}`);
    const row = (id: string, key: string, text: string) => ({
      id,
      collection: 'note',
      scope: 'u:dana',
      version: 1,
      rev: 1,
      deleted: false,
      fields: { ...note('dana', text), ref, refKey: key },
      pending: 0,
      refKey: key,
      serverCopy: null,
    });
    const former = refKey({ ...ref, tenant });
    await db.rows.bulkPut([row('a', former, 'old'), row('b', refKey(ref), 'new')] as never);
    const { rows } = await loadRecord(db, ref);
    expect(rows.notes.map(({ fields }) => fields.text)).toEqual(['old', 'new']);
  });

  it('stay unknown to every other record', () => {
    expect(keysOf(keyOf(dynamics('contoso.crm.dynamics.com')))).toHaveLength(1);
    expect(keysOf(keyOf(classic('acme.my.salesforce.com')))).toHaveLength(1);
    expect(keysOf('not a key')).toEqual(['not a key']);
    expect(keysOf(keyOf(classic('na12.salesforce.com')))).toHaveLength(1);
  });

  it.each(cases)(
    'link nobody on %s: the same id may be somebody else there',
    async (href, tenant) => {
      const ref = refOf(href);
      const link = (of: string): CrmIdentity => ({
        ...{ refKey: '', crm: ref.crm, tenant: of, crmUserId: '5', crmName: null },
        ...{ userId: 'tomas', confirmedBy: 'dana', editedBy: null, at: 1_764_000_000_000 },
      });
      expect(linkOf([link(tenant)], ref, '5')).toBeNull();
      expect(linkOf([link(ref.tenant)], ref, '5')?.userId).toBe('tomas');
      const db = new SidelineDb(`links-${ref.crm}-${ref.tenant}`);
      await db.meta.put({ key: 'me', value: meOf('dana') } as never);
      const { org } = meOf('dana');
      const row = (of: string) => {
        const id = keyedId(org.id, `o:${org.id}`, 'crmIdentity', [ref.crm, of, '5']);
        return rowOf('crmIdentity', id, `o:${org.id}`, link(of));
      };
      await db.rows.put(row(tenant));
      expect(await identityOf(db, ref, '5')).toBeNull();
      await db.rows.put(row(ref.tenant));
      expect((await identityOf(db, ref, '5'))?.fields.tenant).toBe(ref.tenant);
    },
  );
});

it('a page cannot name the system that its record belongs to', () => {
  const parsed = RawRecord.safeParse({
    crm: 'odoo',
    object: 'deal',
    id: '1',
    tenant: 'erp.example.com',
    fields: {},
    lists: {},
    viewer: { id: '', name: '', email: '' },
    language: null,
    timeZone: null,
    requiredFields: [],
    complete: true,
    stillLoading: false,
  });
  if (!parsed.success) throw parsed.error;
  const ref = { crm: 'odoo', tenant: 'evil.example', object: 'deal', id: '1' } as const;
  expect(normalise(parsed.data, ref, 1_764_000_000_000, 'UTC').ref).toEqual(ref);
});
