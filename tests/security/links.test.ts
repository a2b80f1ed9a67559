// F2: a rep could claim a colleague's CRM user, and got the manager's notes and the deal's numbers.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inviteMember } from '../../server/people/invitations.ts';
import { Client } from '../helpers/client.ts';
import { KeyedFixture, rejected } from '../helpers/keyed.ts';
import { acceptInvitation, context, storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('a link between a CRM user and a member, on %s', (kind) => {
  let fixture: KeyedFixture;
  let r: Client;
  let b: Client;
  let c: Client;
  let otherManager: Client;
  let link: { crm: string; tenant: string; crmUserId: string };
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    const { people } = fixture.server;
    const boss = await context(people, fixture.acme.boss);
    const email = 'lead@acme.test';
    const token = await inviteMember(people, boss, { email, role: 'manager', team: null });
    const lead = await acceptInvitation(people, token, email);
    otherManager = new Client(fixture.server, lead);
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, b, c } = fixture.next());
    link = { crm: 'odoo', tenant: 'erp.example.test', crmUserId: String(fixture.deal) };
  });
  const claim = (client: Client, more = {}) =>
    client.put('crmIdentity', fixture.org, { ...link, userId: client.user, ...more });
  const confirm = (client: Client, userId: string, confirmedBy = client.user) =>
    client.put('crmIdentity', fixture.org, { ...link, userId, confirmedBy });
  const remove = (client: Client, rowId: string) =>
    client.one({ op: 'delete', collection: 'crmIdentity', rowId });

  it('is refused to a second person, at whatever time, until the first lets go', async () => {
    const { id } = await claim(r);
    expect((await claim(c, { at: 9e15 })).result).toEqual(rejected('taken'));
    expect((await claim(b)).result, 'a manager too').toEqual(rejected('taken'));
    expect((await fixture.stored(id))?.fields).toMatchObject({ userId: fixture.rep });
    await remove(r, id);
    expect((await claim(c)).result?.kind).toBe('ok');
    expect((await fixture.stored(id))?.fields.userId).toBe(fixture.colleague);
  });
  it('can be removed by an administrator and nobody else but its person', async () => {
    const { id } = await claim(r);
    for (const client of [c, otherManager])
      expect((await remove(client, id)).result).toEqual(rejected('notAllowed'));
    expect((await remove(b, id)).result?.kind).toBe('ok');
    expect((await claim(c)).result?.kind).toBe('ok');
  });
  it('is not confirmed by its own person, by a colleague or by another manager', async () => {
    const { id } = await claim(r);
    expect((await claim(r, { confirmedBy: fixture.rep })).result).toEqual(rejected('notAllowed'));
    expect((await claim(r, { confirmedBy: b.user })).result).toEqual(rejected('notAllowed'));
    for (const client of [c, otherManager])
      expect((await confirm(client, fixture.rep)).result).toEqual(rejected('notAllowed'));
    expect((await fixture.stored(id))?.fields.confirmedBy).toBeNull();
  });
  it('is not created as confirmed', async () => {
    expect((await claim(r, { confirmedBy: fixture.rep })).result).toEqual(rejected('notAllowed'));
    expect((await confirm(b, fixture.rep)).result, 'for somebody else').toEqual(
      rejected('notAllowed'),
    );
    const { id } = await claim(r);
    expect((await fixture.stored(id))?.fields.confirmedBy).toBeNull();
  });
  it('is confirmed by the pair’s manager in their own name, and is else the same', async () => {
    const { id } = await claim(r, { crmName: 'Ann' });
    const before = (await fixture.stored(id))?.fields;
    const inAnothersName = await confirm(b, fixture.rep, fixture.colleague);
    expect(inAnothersName.result).toEqual(rejected('notAllowed'));
    const renamed = { ...link, userId: fixture.rep, confirmedBy: b.user, crmName: 'Bob' };
    expect((await b.put('crmIdentity', fixture.org, renamed)).result).toEqual(
      rejected('notAllowed'),
    );
    expect((await confirm(b, fixture.rep)).result?.kind).toBe('ok');
    expect((await fixture.stored(id))?.fields).toEqual({ ...before, confirmedBy: b.user });
  });
  it('loses its confirmation when it is made again', async () => {
    const { id } = await claim(r);
    await confirm(b, fixture.rep);
    await remove(r, id);
    await claim(c);
    expect((await fixture.stored(id))?.fields).toMatchObject({
      userId: fixture.colleague,
      confirmedBy: null,
    });
  });
  it('is not confirmed by who confirms a refused claim of their own', async () => {
    const { id } = await claim(r);
    expect((await claim(b)).result).toEqual(rejected('taken'));
    expect((await confirm(b, b.user)).result).toEqual(rejected('taken'));
    expect((await fixture.stored(id))?.fields).toMatchObject({
      userId: fixture.rep,
      confirmedBy: null,
    });
  });
  it('is not confirmed for another person than the one on screen', async () => {
    const { id } = await claim(r);
    await remove(r, id);
    await claim(c);
    expect((await confirm(b, fixture.rep)).result).toEqual(rejected('notAllowed'));
    expect((await fixture.stored(id))?.fields.confirmedBy).toBeNull();
  });
});
