import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROME_ID } from '../../lib/platform/ids.ts';
import { readConfig } from '../../server/config.ts';
import { inviteMember } from '../../server/people/invitations.ts';
import { browse, startProvider } from '../helpers/provider.ts';
import {
  context,
  freePort,
  organisation,
  PASSWORD,
  startServer,
  storeKinds,
  TEST_SECRET,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

const REDIRECT = `https://${CHROME_ID}.chromiumapp.org/oidc`;

describe.each(storeKinds)('accounts, on %s', (kind) => {
  let server: TestServer;
  let provider: Awaited<ReturnType<typeof startProvider>>;
  let acme: Awaited<ReturnType<typeof organisation>>;
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const state = 'a-state-of-the-extension';
  const start = (more: Record<string, string> = {}) =>
    `${server.url}/auth/oidc/oidc/start?${new URLSearchParams({
      redirect: REDIRECT,
      challenge,
      state,
      ...more,
    })}`;
  const post = (path: string, body: unknown, token?: string) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(body),
    });
  const get = (path: string, token: string) =>
    fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } });

  beforeAll(async () => {
    // Provider and server each need the address of the other before they start.
    const port = String(await freePort());
    provider = await startProvider(() => `http://127.0.0.1:${port}/auth/oidc/oidc/callback`);
    server = await startServer(kind, {
      SIDELINE_PORT: port,
      SIDELINE_OIDC_ISSUER: provider.issuer,
      SIDELINE_OIDC_CLIENT_ID: 'sideline',
      SIDELINE_OIDC_CLIENT_SECRET: 'a secret of the test',
      SIDELINE_OIDC_NAME: 'Acme',
    });
    acme = await organisation(server.people, 'acme', 1);
  });
  afterAll(async () => {
    await server?.close();
    await provider?.close();
  });

  describe('signing in with an OpenID provider', () => {
    const signIn = async (as: string) => {
      provider.login.as = as;
      const back = await browse(start(), REDIRECT);
      expect(back.searchParams.get('state')).toBe(state);
      return back.searchParams;
    };
    it('lists the providers', async () => {
      expect(await (await fetch(`${server.url}/server`)).json()).toEqual({
        mail: false,
        providers: [{ id: 'oidc', name: 'Acme' }],
      });
    });
    it('signs in again by the link that an invitation made', async () => {
      await inviteMember(server.people, await context(server.people, acme.boss), {
        email: 'new@acme.test',
        role: 'rep',
        team: acme.team,
      });
      for (let time = 0; time < 2; time++) {
        const code = (await signIn('new')).get('code') ?? '';
        const answer = await post('/auth/oidc/token', { code, verifier });
        const { token } = (await answer.json()) as { token: string };
        expect(await (await get('/me', token)).json()).toMatchObject({
          user: { email: 'new@acme.test', name: 'New Person', role: 'rep', team: acme.team },
        });
        expect(
          (await post('/auth/oidc/token', { code, verifier })).status,
          'a code works once',
        ).toBe(400);
      }
      expect(
        await server.people.db
          .selectFrom('account')
          .selectAll()
          .where('providerId', '=', provider.issuer)
          .execute(),
      ).toHaveLength(1);
    });
    it('gives no session to a person who has only the code', async () => {
      const code = (await signIn('new')).get('code') ?? '';
      expect(
        (await post('/auth/oidc/token', { code, verifier: randomBytes(32).toString('base64url') }))
          .status,
      ).toBe(400);
    });
    it('refuses a missing invitation, an unverified address, and a declined sign-in', async () => {
      expect((await signIn('stranger')).get('error')).toBe('notInvited');
      expect((await signIn('claims')).get('error')).toBe('unverified');
      provider.login.refuse = true;
      expect((await signIn('rep')).get('error')).toBe('refused');
      provider.login.refuse = false;
    });
    it.each([
      [
        'another extension',
        { redirect: 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/' },
      ],
      ['a site', { redirect: 'https://evil.test/?chromiumapp.org' }],
      ['no challenge', { challenge: '' }],
      ['a short state', { state: 'x' }],
    ])('does not begin for %s', async (_, more) =>
      expect(
        (await fetch(start(more as Record<string, string>), { redirect: 'manual' })).status,
      ).toBe(400),
    );
    it('refuses a callback without a sign-in that it started', async () => {
      expect(
        (
          await fetch(`${server.url}/auth/oidc/oidc/callback?state=made-up&code=x`, {
            redirect: 'manual',
          })
        ).status,
      ).toBe(400);
    });
  });

  describe('sessions and passwords', () => {
    it('are listed, and one that is ended opens nothing any more', async () => {
      const [here, there] = [
        await tokenOf(server.url, 'rep0@acme.test'),
        await tokenOf(server.url, 'rep0@acme.test'),
      ];
      const { sessions } = (await (await get('/me/sessions', here)).json()) as {
        sessions: { id: string; current: boolean }[];
      };
      expect(sessions.filter((session) => session.current)).toHaveLength(1);
      const other = (await (
        await get('/me/sessions', there)
      ).json()) as typeof sessions extends never ? never : { sessions: typeof sessions };
      const ended = other.sessions.find((session) => session.current)?.id;
      expect(await (await post(`/me/sessions/${ended}/end`, {}, here)).json()).toEqual({
        ended: 1,
      });
      expect((await get('/me', there)).status).toBe(401);
      expect((await get('/me', here)).status).toBe(200);
    });
    it('a session can be ended only by its owner', async () => {
      const [boss, rep] = [
        await tokenOf(server.url, 'boss@acme.test'),
        await tokenOf(server.url, 'rep0@acme.test'),
      ];
      const { sessions } = (await (await get('/me/sessions', boss)).json()) as {
        sessions: { id: string }[];
      };
      expect(await (await post(`/me/sessions/${sessions[0]?.id}/end`, {}, rep)).json()).toEqual({
        ended: 0,
      });
      expect((await post(`/org/members/${acme.boss}/sign-out`, {}, rep)).status).toBe(403);
      expect((await post(`/org/members/${acme.boss}/reset`, {}, rep)).status).toBe(403);
    });
    it('an administrator passes a link on; the new password ends the old sessions', async () => {
      const [boss, rep] = [
        await tokenOf(server.url, 'boss@acme.test'),
        await tokenOf(server.url, 'rep0@acme.test'),
      ];
      const { link } = (await (
        await post(`/org/members/${acme.reps[0]}/reset`, {}, boss)
      ).json()) as { link: string };
      const token = new URL(link).hash.slice(1);
      expect((await post('/auth/reset-password', { token, newPassword: 'short' })).status).toBe(
        400,
      );
      expect((await post('/auth/reset-password', { token, newPassword: PASSWORD })).status).toBe(
        200,
      );
      expect(
        (await post('/auth/reset-password', { token, newPassword: PASSWORD })).status,
        'works once',
      ).toBe(400);
      expect((await get('/me', rep)).status).toBe(401);
      expect(await tokenOf(server.url, 'rep0@acme.test')).toBeTruthy();
    });
    it('a request for a new password does not reveal whether an address exists', async () => {
      const ask = async (email: string) => {
        const answer = await post('/auth/request-password-reset', { email });
        return [answer.status, await answer.text()];
      };
      expect(await ask('rep0@acme.test')).toEqual(await ask('nobody@acme.test'));
    });
    it('the pages behind links load nothing but themselves', async () => {
      for (const path of ['/join', '/reset']) {
        const answer = await fetch(server.url + path);
        expect(answer.headers.get('content-security-policy')).toMatch(
          /^default-src 'none'; style-src 'sha256-[^ ]+; script-src 'sha256-/,
        );
        expect(await answer.text()).not.toMatch(/src=|href=/);
      }
    });
  });
});

describe('settings of providers and mail', () => {
  const env = { SIDELINE_SECRET: TEST_SECRET };
  it.each([
    [
      {
        SIDELINE_OIDC_ISSUER: 'http://login.acme.test',
        SIDELINE_OIDC_CLIENT_ID: 'a',
        SIDELINE_OIDC_CLIENT_SECRET: 'b',
      },
      /https/,
    ],
    [
      { SIDELINE_OIDC_ISSUER: 'https://login.acme.test', SIDELINE_OIDC_CLIENT_ID: 'a' },
      /one is missing/,
    ],
    [{ SIDELINE_SALESFORCE_CLIENT_ID: 'a' }, /one is missing/],
    [{ SIDELINE_SALESFORCE_ORG: 'acme' }, /begins with 00D/],
    [{ SIDELINE_EXTENSION_IDS: 'sideline' }, /in Firefox/],
    [{ SIDELINE_SMTP: 'mail.acme.test' }, /smtp:\/\//],
    [{ SIDELINE_SMTP: 'smtp://mail.acme.test' }, /SIDELINE_MAIL_FROM/],
    [{ SIDELINE_RETENTION: 'notes=5' }, /not a collection/],
    [{ SIDELINE_RETENTION: 'note=soon' }, /number of days/],
  ])('refuses %o with a sentence', (more, sentence) =>
    expect(() => readConfig({ ...env, ...more }, '.')).toThrow(sentence),
  );
  it('takes Salesforce at a My Domain, or with the ID of an organisation', () => {
    const client = { SIDELINE_SALESFORCE_CLIENT_ID: 'a', SIDELINE_SALESFORCE_CLIENT_SECRET: 'b' };
    const of = (more: Record<string, string>) =>
      readConfig({ ...env, ...client, ...more }, '.').providers;
    const issuer = 'https://acme.my.salesforce.com';
    expect(of({ SIDELINE_SALESFORCE_ISSUER: issuer })).toMatchObject([{ issuer }]);
    expect(of({ SIDELINE_SALESFORCE_ORG: '00Dxx0000001gPLEAY' })).toMatchObject([
      { issuer: 'https://login.salesforce.com', salesforceOrg: '00Dxx0000001gPL' },
    ]);
  });
});
