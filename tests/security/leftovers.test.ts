// F1: what somebody made loses its power when they lose theirs, and the person is notified.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteMember } from '../../server/people/invitations.ts';
import { asking, openSocket, PROXIED, sessionOf } from '../helpers/accounts.ts';
import {
  acceptInvitation,
  context,
  organisation,
  PASSWORD,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

describe.each(storeKinds)('what an administrator leaves behind, on %s', (kind) => {
  let server: TestServer;
  let acme: Awaited<ReturnType<typeof organisation>>;
  let boss = '';
  let admins = 0;
  const ask: ReturnType<typeof asking> = (...input) => asking(server)(...input);
  beforeAll(async () => {
    server = await startServer(kind, PROXIED);
    acme = await organisation(server.people, 'acme', 1);
    boss = await sessionOf(server, 'boss@acme.test');
  });
  afterAll(() => server.close());

  /** Another administrator, with an invitation and a link for the rep's password. */
  const secondAdmin = async () => {
    const email = `second${++admins}@acme.test`;
    const { people } = server;
    const to = { email, role: 'admin' as const, team: null };
    const invitation = await inviteMember(people, await context(people, acme.boss), to);
    const id = await acceptInvitation(people, invitation, email);
    const token = await sessionOf(server, email);
    const back = `back${admins}@acme.test`;
    const invited = await ask('POST', '/org/invitations', token, { ...to, email: back });
    const reset = await ask('POST', `/org/members/${acme.reps[0]}/reset`, token);
    return {
      id,
      token,
      name: `second${admins}`,
      back,
      invitation: String(invited.json.token),
      link: new URL(String(reset.json.link)).hash.slice(1),
    };
  };
  const accept = (token: string, email: string) =>
    ask('POST', '/invitations/accept', null, { token, name: 'Back', email, password: PASSWORD });
  const reset = (token: string) =>
    ask('POST', '/auth/reset-password', null, { token, newPassword: 'taken over by link' });
  const pending = async () =>
    (await ask('GET', '/org/invitations', boss)).json.invitations as unknown as {
      email: string;
      invitedBy: string | null;
    }[];

  it('an invitation is listed with the name of the person who made it', async () => {
    const second = await secondAdmin();
    const listed = (await pending()).find((item) => item.email === second.back);
    expect(listed?.invitedBy).toBe(second.name);
  });

  it.each([
    ['removed', (id: string) => ask('POST', `/org/members/${id}/removal`, boss, { notes: 'keep' })],
    ['made a rep', (id: string) => ask('PATCH', `/org/members/${id}`, boss, { role: 'rep' })],
    [
      'made a manager',
      (id: string) => ask('PATCH', `/org/members/${id}`, boss, { role: 'manager' }),
    ],
  ])('invitations and reset links of an administrator who is %s open nothing', async (_, lower) => {
    const second = await secondAdmin();
    expect((await lower(second.id)).status).toBe(200);
    expect((await accept(second.invitation, second.back)).status).toBe(404);
    expect((await reset(second.link)).status).toBe(400);
    expect((await pending()).map((item) => item.email)).not.toContain(second.back);
  });

  it('a link is checked against the role of its maker when it is used', async () => {
    const second = await secondAdmin();
    // As if the role were lost without the code that deletes links.
    await server.people.db
      .updateTable('member')
      .set({ role: 'manager' })
      .where('user_id', '=', second.id)
      .execute();
    expect((await accept(second.invitation, second.back)).status).toBe(404);
    expect((await reset(second.link)).status).toBe(400);
    const made = await server.people.db
      .selectFrom('user')
      .select('id')
      .where('email', '=', second.back)
      .execute();
    expect(made).toEqual([]);
  });

  it('what another administrator made goes on working', async () => {
    const second = await secondAdmin();
    const mine = await ask('POST', '/org/invitations', boss, {
      email: 'mine@acme.test',
      role: 'rep',
      team: null,
    });
    await ask('PATCH', `/org/members/${second.id}`, boss, { role: 'rep' });
    expect((await accept(String(mine.json.token), 'mine@acme.test')).status).toBe(200);
  });

  it('session and socket of a removed person end at once', async () => {
    const second = await secondAdmin();
    const { closed } = await openSocket(server, second.token);
    await ask('POST', `/org/members/${second.id}/removal`, boss, { notes: 'keep' });
    expect(await closed).toBe(4401);
    expect((await ask('GET', '/me', second.token)).status).toBe(401);
  });

  describe('the person concerned', () => {
    const noticesOf = async (token: string) =>
      (await ask('GET', '/me/notices', token)).json.notices as unknown as {
        id: string;
        kind: string;
        by: string | null;
        seen: boolean;
      }[];

    it('is notified of a link, a sign-out, and a changed role or team, and by whom', async () => {
      const second = await secondAdmin();
      await ask('POST', `/org/members/${second.id}/reset`, boss);
      await ask('PATCH', `/org/members/${second.id}`, boss, { role: 'manager', team: acme.team });
      // The same again changes nothing, so there is nothing to tell.
      await ask('PATCH', `/org/members/${second.id}`, boss, { role: 'manager', team: acme.team });
      await ask('POST', `/org/members/${second.id}/sign-out`, boss);
      const token = await sessionOf(server, `${second.name}@acme.test`);
      const notices = await noticesOf(token);
      expect(notices.map(({ kind, by }) => `${kind} ${by}`).sort()).toEqual([
        'resetLink boss',
        'role boss',
        'signedOut boss',
        'team boss',
      ]);
      expect(notices.every(({ seen }) => !seen)).toBe(true);
    });

    it('marks a notice as seen, alone, and it stays in the list', async () => {
      const second = await secondAdmin();
      await ask('POST', `/org/members/${second.id}/reset`, boss);
      const [{ id = '' } = {}] = await noticesOf(second.token);
      await ask('POST', `/me/notices/${id}/seen`, boss);
      expect(await noticesOf(second.token)).toMatchObject([{ id, seen: false }]);
      await ask('POST', `/me/notices/${id}/seen`, second.token);
      expect(await noticesOf(second.token)).toMatchObject([{ id, seen: true }]);
      expect((await noticesOf(boss)).map((notice) => notice.id)).not.toContain(id);
    });

    it('finds the notices in the own export, and nobody’s name of an erased person', async () => {
      const second = await secondAdmin();
      const rep = await sessionOf(server, 'rep0@acme.test');
      const exported = await ask('GET', '/me/export', rep);
      expect(JSON.stringify(exported.json.notices)).toContain(second.name);
      await ask('POST', `/org/members/${second.id}/removal`, boss, { notes: 'erase' });
      expect((await noticesOf(rep)).map(({ by }) => by)).not.toContain(second.name);
    });
  });
});
