// F11 (its passwords): “1234567890” was accepted. F28 (its secret): so was a secret of 40 times x.
import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { isCommonPassword } from '../../server/people/guessable.ts';
import { inviteMember } from '../../server/people/invitations.ts';
import { createResetLink } from '../../server/people/resetLinks.ts';
import { ConfigError } from '../../server/shared/errors.ts';
import { closedAfterEach } from '../helpers/scratch.ts';
import {
  context,
  organisation,
  PASSWORD,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

const closing = closedAfterEach();

const COMMON = ['1234567890', 'password123', 'qwertyuiop', 'Welcome2026!', 'aaaaaaaaaa'];

describe('a common password', () => {
  it.each(COMMON)('is recognised: %s', (password) =>
    expect(isCommonPassword(password, [])).toBe(true),
  );
  it('is also the address, the name or the company of the person', () => {
    expect(isCommonPassword('dana.whitfield', ['Dana Whitfield', 'dana.whitfield@acme.test'])).toBe(
      true,
    );
    expect(isCommonPassword('dana.whitfield', [])).toBe(false);
  });
  it.each(['P@ssw0rd2026!', 'p4$$w0rd12', 'W3lc0me2026', 'adm1n1strat0r'])(
    'is also one with figures and signs for letters: %s',
    (password) => expect(isCommonPassword(password, [])).toBe(true),
  );
  it('is recognised in few steps, whatever its figures and signs could mean', () => {
    const signs = '4@8({[<3691!|10$5+7%2';
    isCommonPassword('used once', []);
    for (const password of [
      signs + signs,
      '1!|'.repeat(14),
      'a4a@a8a(a{a[a<a3a6a9a1a!a|a0a$a5a+',
    ]) {
      // Every word that is looked up is a part of the password.
      const parts = vi.spyOn(String.prototype, 'slice');
      isCommonPassword(password, [signs.repeat(5)]);
      const count = parts.mock.calls.length;
      parts.mockRestore();
      expect(count, password).toBeLessThan(12_000);
    }
  });
  it('is not a sentence of one’s own', () => {
    for (const password of [PASSWORD, 'larch-sample-2026', 'wenige Worte reichen'])
      expect(isCommonPassword(password, ['Dana', 'dana@acme.test']), password).toBe(false);
  });
});

describe.each(storeKinds)('a common password, on %s', (kind) => {
  async function filled() {
    const server = await startServer(kind);
    closing.push(() => server.close());
    return { server, ...(await organisation(server.people, 'acme', 1)) };
  }
  const post = async (server: TestServer, path: string, body: unknown, token?: string) => {
    const answer = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(body),
    });
    return { status: answer.status, code: (await answer.json())?.code };
  };
  const refused = { status: 400, code: 'commonPassword' };

  it('is refused with an invitation, which can still be used', async () => {
    const { server, boss } = await filled();
    const token = await inviteMember(server.people, await context(server.people, boss), {
      email: 'new@acme.test',
      role: 'rep',
      team: null,
    });
    const person = { token, name: 'N', email: 'new@acme.test' };
    for (const password of ['1234567890', 'new@acme.test'])
      expect(await post(server, '/invitations/accept', { ...person, password })).toEqual(refused);
    expect(
      (await post(server, '/invitations/accept', { ...person, password: PASSWORD })).status,
    ).toBe(200);
  });
  it('is refused at a reset, and the link can still be used', async () => {
    const { server, boss, reps } = await filled();
    const who = await context(server.people, boss);
    const { secret: token } = await createResetLink(server.people, who, reps[0] ?? '');
    const set = (newPassword: string) =>
      post(server, '/auth/reset-password', { token, newPassword });
    expect(await set('1234567890')).toEqual(refused);
    expect((await set('a second long password')).status).toBe(200);
  });
  it('is refused at a change', async () => {
    const { server } = await filled();
    const token = await tokenOf(server.url, 'rep0@acme.test');
    const set = (newPassword: string) =>
      post(server, '/auth/change-password', { currentPassword: PASSWORD, newPassword }, token);
    expect(await set('password123')).toEqual(refused);
    expect(await tokenOf(server.url, 'rep0@acme.test')).not.toBe('');
    expect((await set('a second long password')).status).toBe(200);
  });
  it('at a change is looked at only for who knows the present one', async () => {
    const { server } = await filled();
    const token = await tokenOf(server.url, 'rep0@acme.test');
    const set = (currentPassword: string) =>
      post(server, '/auth/change-password', { currentPassword, newPassword: 'password123' }, token);
    expect((await set('not the present one')).code).not.toBe('commonPassword');
    expect(await set(PASSWORD)).toEqual(refused);
  });
  it('is no way to learn whether a link exists', async () => {
    const { server } = await filled();
    const input = { token: 'a-link-that-nobody-made', newPassword: '1234567890' };
    expect((await post(server, '/auth/reset-password', input)).code).not.toBe('commonPassword');
  });
});

describe('the secret of a server', () => {
  const read = (secret: string) => readConfig({ SIDELINE_SECRET: secret }, '.').secret;
  it.each([
    'x'.repeat(40),
    'ab'.repeat(20),
    '12345678901234567890123456789012',
    'abcdefghijklmnopqrstuvwxyz012345',
    'changemechangemechangemechangeme',
    'your-secret-with-at-least-32-characters',
    'passwordpasswordpasswordpassword',
  ])('that can be guessed is refused with a sentence: %s', (secret) => {
    expect(() => read(secret)).toThrow(ConfigError);
    expect(() => read(secret)).toThrow(/can be guessed/);
  });
  it('of random characters is accepted, however it is written', () => {
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      for (let run = 0; run < 20; run++) {
        const secret = randomBytes(encoding === 'hex' ? 16 : 24).toString(encoding);
        expect(read(secret)).toBe(secret);
      }
  });
});
