// Requests over HTTP: sessions, origins, accounts and invitations. What a body may look like is in
// requests.test.ts.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROME_ID } from '../../lib/platform/ids.ts';
import { invite } from '../../server/people/invitations.ts';
import { HttpFixture } from '../helpers/http.ts';
import {
  type Organisation,
  PASSWORD,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

describe.each(storeKinds)('over HTTP, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let [rep, token] = ['', ''];
  let post: HttpFixture['post'];
  beforeAll(async () => {
    ({ server, acme, rep, token, post } = await HttpFixture.start(kind));
  });
  afterAll(() => server.close());

  describe('the server', () => {
    it('answers the health check', async () =>
      expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ ok: true }));
    it('refuses requests without a session', async () => {
      for (const path of ['/me', '/org/members'])
        expect((await fetch(server.url + path)).status).toBe(401);
      expect((await post('/sync/pull', {}, { authorization: 'Bearer forged.token' })).status).toBe(
        401,
      );
      expect(
        (
          await post(
            '/sync/pull',
            {},
            { authorization: '', cookie: `better-auth.session_token=${token}` },
          )
        ).status,
      ).toBe(401);
    });
    it('takes an unsigned token for none', async () =>
      expect(
        (await post('/sync/pull', {}, { authorization: `Bearer ${token.split('.')[0]}` })).status,
      ).toBe(401));
    it('answers the same whether an address exists or not', async () => {
      const wrong = async (email: string) => {
        const response = await post(
          '/auth/sign-in/email',
          { email, password: 'not the password' },
          { authorization: '' },
        );
        return [response.status, await response.text()];
      };
      expect(await wrong('rep0@acme.test')).toEqual(await wrong('nobody@acme.test'));
    });
    it('has no open sign-up and none of the other routes of its auth library', async () => {
      for (const path of [
        '/auth/sign-up/email',
        '/auth/update-user',
        '/auth/delete-user',
        '/auth/change-email',
        '/auth//sign-up/email',
      ])
        expect(
          (await post(path, { email: 'x@y.test', password: PASSWORD, name: 'x' })).status,
        ).toBe(404);
    });
    it('sets no cookie', async () =>
      expect(
        (
          await post('/auth/sign-in/email', { email: 'rep0@acme.test', password: PASSWORD })
        ).headers.get('set-cookie'),
      ).toBeNull());
    it.each([
      [`chrome-extension://${CHROME_ID}`, 200],
      ['moz-extension://11111111-2222-4333-8444-555555555555', 200],
      ['chrome-extension://abcdefghijklmnopabcdefghijklmnop', 403],
      ['https://evil.test', 403],
      ['null', 403],
    ])('answers the origin %s with %s', async (origin, status) =>
      expect(
        (await fetch(`${server.url}/me`, { headers: { origin, authorization: `Bearer ${token}` } }))
          .status,
      ).toBe(status),
    );
    it('accepts an invitation once, and does not reveal why another fails', async () => {
      const code = await invite(server.people, acme.org, {
        email: 'new@acme.test',
        role: 'rep',
        team: null,
      });
      const accept = (more = {}) =>
        post('/invitations/accept', {
          token: code,
          name: 'New',
          email: 'New@acme.test',
          password: PASSWORD,
          ...more,
        });
      expect(
        (await accept({ email: 'alias@acme.test' })).status,
        'the account would get another address than the one typed',
      ).toBe(400);
      expect((await accept({ password: 'short' })).status).toBe(400);
      expect((await accept()).status).toBe(200);
      expect((await accept()).status).toBe(404);
      expect((await accept({ token: 'made-up' })).status).toBe(404);
      expect(await tokenOf(server.url, 'new@acme.test')).toBeTruthy();
    });
    it('lets only administrators invite and move people', async () => {
      expect(
        (await post('/org/invitations', { email: 'x@acme.test', role: 'admin', team: null }))
          .status,
      ).toBe(403);
      expect(
        (
          await fetch(`${server.url}/org/members/${rep}`, {
            method: 'PATCH',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
            body: '{"role":"admin"}',
          })
        ).status,
      ).toBe(403);
    });
  });
});
