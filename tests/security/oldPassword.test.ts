// F43: a sign-in with the old password that was under way while a new one was set kept its session.
// F46: a sign-in of a person who was removed meanwhile failed with an error of the server.

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { inviteMember } from '../../server/people/invitations.ts';
import { removeMember } from '../../server/people/removal.ts';
import { signInAs } from '../../server/people/sessions.ts';
import type { Context } from '../../server/store/context.ts';
import { asking } from '../helpers/accounts.ts';
import {
  acceptInvitation,
  context,
  type Organisation,
  organisation,
  PASSWORD,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

describe.each(storeKinds)('a sign-in that is under way, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let boss: Context;
  let admin = '';
  let ask: ReturnType<typeof asking>;
  let count = 0;
  beforeAll(async () => {
    server = await startServer(kind, { SIDELINE_PROXIES: '127.0.0.1' });
    acme = await organisation(server.people, 'acme', 0);
    boss = await context(server.people, acme.boss);
    admin = await tokenOf(server.url, 'boss@acme.test');
    ask = asking(server);
  });
  afterAll(() => server.close());
  afterEach(() => {
    vi.restoreAllMocks();
  });

  async function joined() {
    const email = `person${++count}@acme.test`;
    const to = { email, role: 'rep', team: acme.team } as const;
    const token = await inviteMember(server.people, boss, to);
    return { id: await acceptInvitation(server.people, token, email), email };
  }
  const next = () => `the next long password ${count}`;
  const signIn = (email: string, password = PASSWORD) =>
    ask('POST', '/auth/sign-in/email', null, { email, password });
  const linkFor = async (id: string) => {
    const { json } = await ask('POST', `/org/members/${id}/reset`, admin);
    return new URL(String(json.link)).hash.slice(1);
  };
  const reset = (token: string) =>
    ask('POST', '/auth/reset-password', null, { token, newPassword: next() });
  const change = (token: string) =>
    ask('POST', '/auth/change-password', token, {
      currentPassword: PASSWORD,
      newPassword: next(),
    });
  const sessionsOf = (id: string) =>
    server.people.db.selectFrom('session').select('id').where('userId', '=', id).execute();
  /** Lets something happen between the check of the next password and what follows from it. */
  async function afterNextCheck(happens: () => Promise<unknown>) {
    const { password } = await server.people.auth.$context;
    const { verify } = password;
    vi.spyOn(password, 'verify').mockImplementationOnce(async (given) => {
      const isRight = await verify(given);
      await happens();
      return isRight;
    });
  }

  it('with the old password opens nothing after a reset', async () => {
    const { id, email } = await joined();
    const link = await linkFor(id);
    await afterNextCheck(async () => expect((await reset(link)).status).toBe(200));
    const late = await signIn(email);
    expect([late.status, late.token]).toEqual([401, null]);
    expect(late.json).toEqual({ code: 'INVALID_EMAIL_OR_PASSWORD' });
    expect(await sessionsOf(id)).toEqual([]);
    expect((await signIn(email, next())).status).toBe(200);
  });

  it('with the old password opens nothing after a change', async () => {
    const { id, email } = await joined();
    const own = (await signIn(email)).token ?? '';
    await afterNextCheck(async () => expect((await change(own)).status).toBe(200));
    expect((await signIn(email)).status).toBe(401);
    expect(await sessionsOf(id)).toHaveLength(1);
  });

  it.each(['reset', 'change'] as const)(
    'and stored its session after the others had ended, ends with the %s',
    async (how) => {
      const { id, email } = await joined();
      const own = (await signIn(email)).token ?? '';
      const link = await linkFor(id);
      const { within } = server.store;
      let late = '';
      // The library has set the password and ended the sessions; the notice of it follows.
      vi.spyOn(server.store, 'within').mockImplementationOnce(async (...args) => {
        late = await signInAs(server.people.auth, id);
        return within(...args) as never;
      });
      const done = await (how === 'reset' ? reset(link) : change(own));
      expect(done.status).toBe(200);
      expect((await ask('GET', '/me', late)).status).toBe(401);
      const kept = how === 'reset' ? [] : [(await ask('GET', '/me', done.token)).status];
      expect(kept).toEqual(how === 'reset' ? [] : [200]);
    },
  );

  it('to change the password with the old one does not replace that of a reset', async () => {
    const { id, email } = await joined();
    const own = (await signIn(email)).token ?? '';
    const link = await linkFor(id);
    const { password } = await server.people.auth.$context;
    const { hash } = password;
    let changing: ReturnType<typeof change> | undefined;
    vi.spyOn(password, 'hash').mockImplementationOnce(async (given) => {
      changing = ask('POST', '/auth/change-password', own, {
        currentPassword: PASSWORD,
        newPassword: `a password of somebody else ${count}`,
      });
      // Ends at once if the change does not wait for this reset.
      await Promise.race([changing, new Promise((done) => setTimeout(done, 1500))]);
      return hash(given);
    });
    expect((await reset(link)).status).toBe(200);
    expect((await changing)?.status).toBe(401);
    expect((await signIn(email, next())).status).toBe(200);
  });

  it('of a person who is removed is refused like a wrong password', async () => {
    const { id, email } = await joined();
    await afterNextCheck(() => removeMember(server.people, boss, id, 'keep'));
    const late = await signIn(email);
    expect([late.status, late.json]).toEqual([401, { code: 'INVALID_EMAIL_OR_PASSWORD' }]);
    expect(await sessionsOf(id)).toEqual([]);
  });
});
