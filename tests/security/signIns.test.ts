// F4: an account is linked to a provider only by an invitation or from a session of that account.
// F28: a provider's answer counts only at its own callback. F59: what a session alone does not do.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteMember } from '../../server/people/invitations.ts';
import { sessionOf, way, withProviders } from '../helpers/accounts.ts';
import {
  acceptInvitation,
  context,
  organisation,
  PASSWORD,
  storeKinds,
} from '../helpers/server.ts';

const OUR_ORG = '00Dxx0000001gPLEAY';
const person = (email: string, more: { organization_id?: string; email_verified?: boolean } = {}) =>
  ({ email, email_verified: true, name: email.split('@')[0] ?? '', ...more }) as const;

describe.each(storeKinds)('sign-ins with a provider, on %s', (kind) => {
  let stack: Awaited<ReturnType<typeof withProviders>>;
  let acme: Awaited<ReturnType<typeof organisation>>;
  beforeAll(async () => {
    stack = await withProviders(
      kind,
      new Map([
        ['boss', person('boss@acme.test')],
        ['rep', person('rep0@acme.test')],
        ['new', person('new@acme.test')],
        ['late', person('late@acme.test')],
        ['ours', person('ours@acme.test', { organization_id: OUR_ORG })],
        ['foreign', person('foreign@acme.test', { organization_id: '00Dxx0000009zzzEAA' })],
        ['nowhere', person('foreign@acme.test')],
      ]),
    );
    acme = await organisation(stack.server.people, 'acme', 2);
  });
  afterAll(() => stack?.close());

  const invite = async (email: string, by = acme.boss) =>
    inviteMember(stack.server.people, await context(stack.server.people, by), {
      email,
      role: 'rep',
      team: acme.team,
    });
  const accountsOf = (email: string) =>
    stack.server.people.db
      .selectFrom('account')
      .innerJoin('user', 'user.id', 'account.userId')
      .select(['account.providerId', 'user.emailVerified'])
      .where('user.email', '=', email)
      .execute();
  const signInsOf = async (token: string) =>
    (await stack.ask('GET', '/me/sign-ins', token)).json as unknown as {
      hasPassword: boolean;
      signIns: { id: string; name: string }[];
    };
  const noticesOf = async (token: string) =>
    (
      (await stack.ask('GET', '/me/notices', token)).json.notices as unknown as {
        kind: string;
        by: string | null;
      }[]
    ).map(({ kind: what, by }) => `${what} ${by}`);

  it('a verified address opens no existing account, and links nothing', async () => {
    expect(await stack.signIn('boss')).toEqual({ error: 'notLinked', token: null });
    expect(await accountsOf('boss@acme.test')).toMatchObject([{ providerId: 'credential' }]);
  });

  it('an invitation to the verified address makes the account and its link', async () => {
    await invite('new@acme.test');
    expect((await stack.signIn('new')).token).toBeTruthy();
    expect((await stack.signIn('new')).token, 'the link stays').toBeTruthy();
    const [linked, ...others] = await accountsOf('new@acme.test');
    expect(others).toEqual([]);
    expect(linked?.providerId).toBe(stack.oidc.issuer);
    expect(Boolean(linked?.emailVerified)).toBe(true);
  });

  it('an address that nobody verified is not marked as verified', async () => {
    const [account] = await accountsOf('rep0@acme.test');
    expect(Boolean(account?.emailVerified)).toBe(false);
  });

  it('an invitation of a person who lost the role makes no account', async () => {
    const to = { email: 'second@acme.test', role: 'admin' as const, team: null };
    const { people } = stack.server;
    const token = await inviteMember(people, await context(people, acme.boss), to);
    const second = await acceptInvitation(people, token, to.email);
    await invite('late@acme.test', second);
    await people.db
      .updateTable('member')
      .set({ role: 'rep' })
      .where('user_id', '=', second)
      .execute();
    expect((await stack.signIn('late')).token).toBeNull();
    expect(await accountsOf('late@acme.test')).toEqual([]);
  });

  it('people of another Salesforce organisation stay outside, invited or not', async () => {
    await invite('foreign@acme.test');
    expect((await stack.signIn('foreign', 'salesforce')).error).toBe('otherOrg');
    expect((await stack.signIn('nowhere', 'salesforce')).error).toBe('otherOrg');
    await invite('ours@acme.test');
    expect((await stack.signIn('ours', 'salesforce')).token).toBeTruthy();
  });

  it('a session adds a sign-in, which is listed, announced, and can be removed', async () => {
    const [token, other] = [
      await sessionOf(stack.server, 'rep0@acme.test'),
      await sessionOf(stack.server, 'rep0@acme.test'),
    ];
    const linked = await stack.link('rep', token);
    expect(linked.status).toBe(200);
    const again = await stack.ask('POST', '/me/sign-ins', token, {
      code: linked.code,
      verifier: linked.verifier,
    });
    expect(again.status, 'a code works once').toBe(400);
    const byProvider = (await stack.signIn('rep')).token ?? '';
    const { hasPassword, signIns } = await signInsOf(byProvider);
    expect([hasPassword, signIns.map(({ name }) => name)]).toEqual([true, ['Acme']]);
    const { id = '' } = signIns[0] ?? {};
    const stranger = await sessionOf(stack.server, 'rep1@acme.test');
    expect((await stack.ask('POST', '/me/sign-ins/removal', stranger, { id })).status).toBe(404);
    expect((await stack.ask('POST', '/me/sign-ins/removal', token, { id })).status).toBe(200);
    expect((await stack.signIn('rep')).error).toBe('notLinked');
    const status = async (of: string) => (await stack.ask('GET', '/me', of)).status;
    expect([await status(token), await status(other), await status(byProvider)]).toEqual([
      200, 401, 401,
    ]);
    expect((await noticesOf(token)).sort()).toEqual(['signInLinked Acme', 'signInRemoved Acme']);
  });

  it('what one session began, no other account finishes, and it signs nobody in', async () => {
    const [rep, boss] = [
      await sessionOf(stack.server, 'rep1@acme.test'),
      await sessionOf(stack.server, 'boss@acme.test'),
    ];
    expect((await stack.link('rep', rep, boss)).status).toBe(400);
    expect((await signInsOf(boss)).signIns).toEqual([]);
    const { input, verifier } = way();
    const begun = await stack.ask('POST', '/me/sign-ins/oidc/start', rep, input);
    const code = new URL(await stack.walk(String(begun.json.url))).searchParams.get('code');
    expect((await stack.ask('POST', '/auth/oidc/token', null, { code, verifier })).status).toBe(
      400,
    );
    const again = await fetch(String(begun.json.url), { redirect: 'manual' });
    expect(again.status, 'an address works once').toBe(400);
    expect((await stack.ask('POST', '/me/sign-ins/oidc/start', null, input)).status).toBe(401);
  });

  it('one sign-in belongs to one account', async () => {
    const token = await sessionOf(stack.server, 'rep1@acme.test');
    const taken = await stack.link('new', token);
    expect([taken.status, taken.json.code]).toEqual([409, 'signInTaken']);
    expect((await signInsOf(token)).signIns).toEqual([]);
  });

  // F59: a stolen session must not become a way in that stays.
  it('adding and removing one needs a recent sign-in, or the password', async () => {
    const token = await sessionOf(stack.server, 'boss@acme.test');
    const age = (minutes: number) =>
      stack.server.people.db
        .updateTable('session')
        .set({ createdAt: new Date(Date.now() - minutes * 60_000).toISOString() })
        .where('userId', '=', acme.boss)
        .execute();
    const begin = (body: object) =>
      stack.ask('POST', '/me/sign-ins/oidc/start', token, { ...way().input, ...body });
    await age(11);
    for (const body of [{}, { password: 'wrong' }, { password: '' }]) {
      const refused = await begin(body);
      expect([refused.status, refused.json]).toEqual([403, { code: 'confirm' }]);
    }
    expect((await begin({ password: PASSWORD })).status).toBe(200);
    await age(9);
    expect((await stack.link('boss', token)).status).toBe(200);
    const id = (await signInsOf(token)).signIns[0]?.id;
    await age(11);
    const remove = (body: object) =>
      stack.ask('POST', '/me/sign-ins/removal', token, { id, ...body });
    for (const body of [{}, { password: 'wrong' }])
      expect((await remove(body)).json).toEqual({ code: 'confirm' });
    expect((await signInsOf(token)).signIns).toHaveLength(1);
    expect((await remove({ password: PASSWORD })).status).toBe(200);
  });

  it('a session guesses the password at all its routes together', async () => {
    const token = await sessionOf(stack.server, 'rep0@acme.test');
    await stack.server.people.db
      .updateTable('session')
      .set({ createdAt: new Date(0).toISOString() })
      .where('userId', '=', acme.reps[0] ?? '')
      .execute();
    const guess = async (path: string, body: object) =>
      (await stack.ask('POST', path, token, { ...body, password: 'a guess' })).status;
    const tries = { begin: way().input, remove: { id: 'x' } };
    let waits = 0;
    for (let round = 0; round < 4; round++) {
      if ((await guess('/me/sign-ins/oidc/start', tries.begin)) === 429) waits += 1;
      if ((await guess('/me/sign-ins/removal', tries.remove)) === 429) waits += 1;
    }
    expect(waits).toBeGreaterThan(0);
  });

  it('the last way to sign in is not removed', async () => {
    const token = (await stack.signIn('new')).token ?? '';
    const { hasPassword, signIns } = await signInsOf(token);
    expect(hasPassword).toBe(false);
    const refused = await stack.ask('POST', '/me/sign-ins/removal', token, { id: signIns[0]?.id });
    expect([refused.status, refused.json.code]).toEqual([409, 'lastSignIn']);
    expect((await stack.signIn('new')).token).toBeTruthy();
  });

  it('an answer counts only at the callback of its provider', async () => {
    const { query } = way();
    stack.oidc.login.as = 'new';
    const own = await stack.walk(`${stack.server.url}/auth/oidc/oidc/start?${query}`, '/callback');
    const of = (path: string) => fetch(own.replace('/oidc/oidc/', path), { redirect: 'manual' });
    expect((await of('/oidc/salesforce/')).status).toBe(400);
    expect((await of('/oidc/oidc/')).status, 'it was used up').toBe(400);
    expect((await of('/oidc/')).status, 'no path is shared').toBe(404);
  });
});
