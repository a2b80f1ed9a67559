// F85: a confirmed link to a CRM user kept its power when who confirmed it had lost the right to.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renewRows } from '../../server/ops/upkeep.ts';
import { inviteMember } from '../../server/people/invitations.ts';
import { addTeam, setMember, setTeam } from '../../server/people/people.ts';
import { removeMember } from '../../server/people/removal.ts';
import { Client } from '../helpers/client.ts';
import { KeyedFixture, NOW } from '../helpers/keyed.ts';
import { acceptInvitation, context, storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('the confirmation of a link, on %s', (kind) => {
  let fixture: KeyedFixture;
  let link: { crm: string; tenant: string; crmUserId: string };
  let count = 0;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    fixture.next();
    link = { crm: 'odoo', tenant: 'erp.example.test', crmUserId: String(fixture.deal) };
  });
  const boss = () => context(fixture.server.people, fixture.acme.boss);
  const join = async (role: 'admin' | 'rep', team: string | null = null) => {
    const { people } = fixture.server;
    const email = `joins${++count}@acme.test`;
    const token = await inviteMember(people, await boss(), { email, role, team });
    return acceptInvitation(people, token, email);
  };
  const put = async (by: string, userId: string, more = {}) => {
    const client = new Client(fixture.server, by);
    const { id, result } = await client.put('crmIdentity', fixture.org, {
      ...link,
      userId,
      ...more,
    });
    expect(result?.kind).toBe('ok');
    return id;
  };
  const fieldsOf = async (id: string) => (await fixture.stored(id))?.fields;

  it('of an administrator’s own link ends with the role, and devices hear of it', async () => {
    const { people } = fixture.server;
    const second = await join('admin');
    const id = await put(second, second, { confirmedBy: second, crmName: 'Tomas' });
    const before = await fieldsOf(id);
    const reader = new Client(fixture.server, fixture.rep);
    await reader.pull();
    const { team } = fixture.acme;
    await setMember(people, await boss(), second, { role: 'rep', team });
    expect(await fieldsOf(id)).toEqual({ ...before, confirmedBy: null });
    const { rows } = await reader.pull();
    expect(rows.find((row) => row.id === id)?.fields).toMatchObject({ confirmedBy: null });
    // The manager of the pair may agree to it again.
    await put(fixture.acme.boss, second, { confirmedBy: fixture.acme.boss });
    expect(await fieldsOf(id)).toEqual({ ...before, confirmedBy: fixture.acme.boss });
  });
  it('that an administrator gave ends when that person is removed', async () => {
    const second = await join('admin');
    const id = await put(fixture.rep, fixture.rep);
    await put(second, fixture.rep, { confirmedBy: second });
    await removeMember(fixture.server.people, await boss(), second, 'keep');
    expect(await fieldsOf(id)).toMatchObject({ userId: fixture.rep, confirmedBy: null });
  });
  it('that a manager gave ends with the pair, and not before', async () => {
    const { people } = fixture.server;
    const [manager, rep] = [await join('rep'), await join('rep')];
    const team = await addTeam(people, await boss(), { name: `team${count}`, manager });
    await setMember(people, await boss(), rep, { team });
    const id = await put(rep, rep);
    await put(manager, rep, { confirmedBy: manager });
    await setMember(people, await boss(), fixture.colleague, { team: null });
    await setMember(people, await boss(), fixture.colleague, { team: fixture.acme.team });
    expect(await fieldsOf(id), 'a change of others').toMatchObject({ confirmedBy: manager });
    await setTeam(people, await boss(), team, { manager: fixture.colleague });
    expect(await fieldsOf(id)).toMatchObject({ userId: rep, confirmedBy: null });
  });
  it('of before this rule ends at the next start', async () => {
    const { people, store } = fixture.server;
    const second = await join('admin');
    const id = await put(second, second, { confirmedBy: second });
    const members = people.db.updateTable('member').set({ role: 'rep' });
    await members.where('user_id', '=', second).execute();
    expect(await fieldsOf(id)).toMatchObject({ confirmedBy: second });
    expect(await renewRows(store, NOW)).toBe(1);
    expect(await fieldsOf(id)).toMatchObject({ userId: second, confirmedBy: null });
    expect(await renewRows(store, NOW)).toBe(0);
  });
  it('that an administrator gave stays while the role does', async () => {
    const { people } = fixture.server;
    const id = await put(fixture.colleague, fixture.colleague);
    await put(fixture.acme.boss, fixture.colleague, { confirmedBy: fixture.acme.boss });
    await setMember(people, await boss(), fixture.colleague, { team: null });
    expect(await fieldsOf(id)).toMatchObject({ confirmedBy: fixture.acme.boss });
  });
});
