import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Invitations } from '../../lib/model/index.ts';
import { languageOf } from '../../server/i18n/index.ts';
import {
  organisation,
  PASSWORD,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

const asking = (server: TestServer) => {
  const ask = (
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
    headers: Record<string, string> = {},
  ) =>
    fetch(server.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return ask;
};

describe.each(storeKinds)('invitations, on %s', (kind) => {
  let server: TestServer;
  let [boss, rep, other] = ['', '', ''];
  beforeAll(async () => {
    server = await startServer(kind);
    await organisation(server.people, 'acme', 1);
    await organisation(server.people, 'other', 0);
    [boss, rep, other] = (await Promise.all(
      ['boss@acme.test', 'rep0@acme.test', 'boss@other.test'].map((email) =>
        tokenOf(server.url, email),
      ),
    )) as [string, string, string];
  });
  afterAll(() => server.close());

  const invite = async (email: string) =>
    (
      (await (
        await asking(server)('POST', '/org/invitations', boss, {
          email,
          role: 'rep',
          team: 'team-acme',
        })
      ).json()) as { token: string }
    ).token;
  const open = async (token = boss) =>
    Invitations.parse(await (await asking(server)('GET', '/org/invitations', token)).json())
      .invitations;
  const accept = async (token: string, email: string) =>
    (
      await asking(server)('POST', '/invitations/accept', null, {
        token,
        name: email,
        email,
        password: PASSWORD,
        orgName: 'x',
        timeZone: 'UTC',
      })
    ).status;

  it('are listed until they are used, for administrators of the organisation alone', async () => {
    const token = await invite('Ana@acme.test');
    expect(await open()).toEqual([
      expect.objectContaining({ email: 'ana@acme.test', role: 'rep', team: 'team-acme' }),
    ]);
    expect(JSON.stringify(await open())).not.toContain(token);
    expect(await open(other)).toEqual([]);
    expect((await asking(server)('GET', '/org/invitations', rep)).status).toBe(403);
    expect(await accept(token, 'ana@acme.test')).toBe(200);
    expect(await open()).toEqual([]);
  });

  it('can be revoked by its administrators only; then the link no longer works', async () => {
    const token = await invite('ben@acme.test');
    const [{ id = '' } = {}] = await open();
    const withdraw = async (who: string) =>
      (await asking(server)('POST', `/org/invitations/${id}/withdrawal`, who, {})).status;
    expect([await withdraw(rep), await withdraw(other)]).toEqual([403, 404]);
    expect(await open()).toHaveLength(1);
    expect([await withdraw(boss), await withdraw(boss)]).toEqual([200, 404]);
    expect(await open()).toEqual([]);
    expect(await accept(token, 'ben@acme.test')).toBe(404);
  });

  it('of two administrators who invite one address at once, one link works', async () => {
    const tokens = await Promise.all([invite('dora@acme.test'), invite('dora@acme.test')]);
    expect((await open()).filter((item) => item.email === 'dora@acme.test')).toHaveLength(1);
    expect(
      (await Promise.all(tokens.map((token) => accept(token, 'dora@acme.test')))).sort(),
    ).toEqual([200, 404]);
  });

  it('a used one cannot be revoked, and another for the same address replaces it', async () => {
    const [first, second] = [await invite('cleo@acme.test'), await invite('CLEO@acme.test')];
    expect(await open()).toHaveLength(1);
    expect([await accept(first, 'cleo@acme.test'), await accept(second, 'cleo@acme.test')]).toEqual(
      [404, 200],
    );
  });
});

describe('what the server writes to people', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.5', 'de'],
    ['fr, es-MX;q=0.8, en;q=0.2', 'es'],
    ['fr', 'en'],
    ['fr, de;q=0', 'en'],
    ['', 'en'],
    [';;;q=,constructor', 'en'],
    [null, 'en'],
  ])('%s is read in %s', (accepted, language) => expect(languageOf(accepted)).toBe(language));

  it('a link for a new password comes by mail, in the right language, once', async () => {
    const mails: string[] = [];
    const post = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, _, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          mails.push(Buffer.concat(parts).toString());
          done();
        });
      },
    });
    await new Promise<void>((done) => void post.listen(0, '127.0.0.1', done));
    const { port } = post.server.address() as { port: number };
    const server = await startServer('sqlite', {
      SIDELINE_SMTP: `smtp://127.0.0.1:${port}`,
      SIDELINE_MAIL_FROM: 'sideline@acme.test',
    });
    try {
      await organisation(server.people, 'acme', 1);
      const ask = asking(server);
      expect(((await (await ask('GET', '/server', null)).json()) as { mail: boolean }).mail).toBe(
        true,
      );
      expect(
        (
          await ask(
            'POST',
            '/auth/request-password-reset',
            null,
            { email: 'rep0@acme.test' },
            { 'accept-language': 'de-DE,de;q=0.9' },
          )
        ).status,
      ).toBe(200);
      // It is sent up to half a second after the response.
      await expect.poll(() => mails.length, { timeout: 10_000 }).toBe(1);
      const [mail = ''] = mails;
      expect(mail).toMatch(/^To: rep0@acme\.test/m);
      // Lines of mail end in “=” where quoted-printable breaks them.
      const plain = mail.replaceAll('=\r\n', '').replaceAll('=3D', '=');
      expect(plain).toContain('innerhalb einer Stunde');
      const token = /\/reset#(\S+)/.exec(plain)?.[1] ?? '';
      const set = async () =>
        (
          await ask('POST', '/auth/reset-password', null, {
            token,
            newPassword: 'another password of mine',
          })
        ).status;
      expect([await set(), await set()]).toEqual([200, 400]);
      const page = await ask('GET', '/reset', null, undefined, { 'accept-language': 'es' });
      expect(await page.text()).toContain('<html lang="es">');
    } finally {
      await server.close();
      await new Promise<void>((done) => void post.close(done));
    }
  });
});
