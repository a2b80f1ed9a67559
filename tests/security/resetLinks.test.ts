// F20: a newer link for a password ends older ones; a new password ends what the old one opened.
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newestLinkOnly } from '../../server/people/resetLinks.ts';
import { openSocket, sessionOf, way, withProviders } from '../helpers/accounts.ts';
import { organisation, PASSWORD, storeKinds } from '../helpers/server.ts';

const NEXT = 'the next long password';

/** A mail server that keeps what it gets. */
async function startPost() {
  const mails: string[] = [];
  let arrived = () => {};
  const post = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(parts).toString().replace(/=\r\n/g, '').replace(/=3D/g, '='));
        done();
        arrived();
      });
    },
  });
  await new Promise<void>((done) => void post.listen(0, '127.0.0.1', done));
  const { port } = post.server.address() as { port: number };
  /** The mails once one of them fits. */
  const until = async (fits: RegExp): Promise<string> => {
    for (;;) {
      const mail = mails.find((text) => fits.test(text));
      if (mail !== undefined) return mail;
      await new Promise<void>((done) => {
        arrived = done;
      });
    }
  };
  return { port, mails, until, close: () => new Promise<void>((done) => post.close(() => done())) };
}

describe.each(storeKinds)('links for a new password, on %s', (kind) => {
  let post: Awaited<ReturnType<typeof startPost>>;
  let stack: Awaited<ReturnType<typeof withProviders>>;
  let acme: Awaited<ReturnType<typeof organisation>>;
  let boss = '';
  const rep = 'rep0@acme.test';
  beforeAll(async () => {
    post = await startPost();
    const people = new Map([
      ['rep', { email: rep, email_verified: true, name: 'Rep' }],
      ['boss', { email: 'boss@acme.test', email_verified: true, name: 'Boss' }],
    ]);
    stack = await withProviders(kind, people, {
      SIDELINE_SMTP: `smtp://127.0.0.1:${post.port}`,
      SIDELINE_MAIL_FROM: 'sideline@acme.test',
    });
    acme = await organisation(stack.server.people, 'acme', 1);
    boss = await sessionOf(stack.server, 'boss@acme.test');
  });
  beforeEach(() => {
    post.mails.length = 0;
  });
  afterAll(async () => {
    await stack?.close();
    await post?.close();
  });

  it.each([
    ['in their order', ['first', 'second']],
    ['the other way round', ['second', 'first']],
  ])('that were asked for at once leave one that works: handled %s', async (_, handled) => {
    const { db } = stack.server.people;
    const user = acme.reps[0] ?? '';
    await db.deleteFrom('verification').execute();
    for (const [index, secret] of ['first', 'second'].entries()) {
      const stamp = new Date(Date.UTC(2026, 1, 1, 0, 0, 0, index)).toISOString();
      const dates = { createdAt: stamp, updatedAt: stamp, expiresAt: stamp };
      await db
        .insertInto('verification')
        .values({ id: secret, identifier: `reset-password:${secret}`, value: user, ...dates })
        .execute();
    }
    for (const secret of handled) await newestLinkOnly(db, rep, secret);
    const left = await db.selectFrom('verification').select('id').execute();
    expect(left).toEqual([{ id: 'second' }]);
    await db.deleteFrom('verification').execute();
  });
  const linkFor = async () => {
    const { json } = await stack.ask('POST', `/org/members/${acme.reps[0]}/reset`, boss);
    return new URL(String(json.link)).hash.slice(1);
  };
  const mailedLink = async () => {
    await stack.ask('POST', '/auth/request-password-reset', null, { email: rep });
    const mail = await post.until(/\/reset#/);
    return /\/reset#(\S+)/.exec(mail)?.[1] ?? '';
  };
  const reset = async (token: string, more: Record<string, unknown> = {}, newPassword = PASSWORD) =>
    (await stack.ask('POST', '/auth/reset-password', null, { token, newPassword, ...more })).status;
  const signInsOf = async (token: string) =>
    (await stack.ask('GET', '/me/sign-ins', token)).json as unknown as {
      hasPassword: boolean;
      signIns: { id: string; name: string }[];
    };
  const isVerified = async () =>
    Boolean(
      (
        await stack.server.people.db
          .selectFrom('user')
          .select('emailVerified')
          .where('email', '=', rep)
          .executeTakeFirstOrThrow()
      ).emailVerified,
    );

  it('an older link opens nothing, before the newer one is used and afterwards', async () => {
    const [first, second] = [await linkFor(), await linkFor()];
    expect(await reset(first)).toBe(400);
    expect(await reset(second)).toBe(200);
    expect([await reset(first), await reset(second)]).toEqual([400, 400]);
  });

  it('an administrator makes no link for the own account', async () => {
    const own = await stack.ask('POST', `/org/members/${acme.boss}/reset`, boss);
    expect([own.status, own.json]).toEqual([403, { code: 'notAllowed' }]);
  });

  it('a link by mail ends an older one of an administrator, and proves the address', async () => {
    const older = await linkFor();
    expect(await isVerified()).toBe(false);
    const mailed = await mailedLink();
    expect(await reset(older)).toBe(400);
    expect(await isVerified()).toBe(false);
    expect(await reset(mailed)).toBe(200);
    expect(await isVerified()).toBe(true);
  });

  it('a used link ends every session, every socket and every linked sign-in', async () => {
    const old = await sessionOf(stack.server, rep);
    expect((await stack.link('rep', old)).status).toBe(200);
    const { closed } = await openSocket(stack.server, old);
    expect(await reset(await linkFor())).toBe(200);
    expect(await closed).toBe(4401);
    expect((await stack.ask('GET', '/me', old)).status).toBe(401);
    expect((await stack.signIn('rep')).error).toBe('notLinked');
    const now = await sessionOf(stack.server, rep);
    expect(await signInsOf(now)).toEqual({ hasPassword: true, signIns: [] });
  });

  it('a sign-in that a provider just confirmed opens nothing after the reset', async () => {
    const token = await sessionOf(stack.server, rep);
    expect((await stack.link('rep', token)).status).toBe(200);
    const { query, verifier } = way();
    const back = await stack.walk(`${stack.server.url}/auth/oidc/oidc/start?${query}`);
    expect(await reset(await linkFor())).toBe(200);
    const code = new URL(back).searchParams.get('code');
    expect((await stack.ask('POST', '/auth/oidc/token', null, { code, verifier })).status).toBe(
      400,
    );
  });

  it('a sign-in with a provider opens nothing if the reset comes in between', async () => {
    const token = await sessionOf(stack.server, rep);
    expect((await stack.link('rep', token)).status).toBe(200);
    const { query, verifier } = way();
    const back = await stack.walk(`${stack.server.url}/auth/oidc/oidc/start?${query}`);
    const link = await linkFor();
    const { internalAdapter } = await stack.server.people.auth.$context;
    const { createSession } = internalAdapter;
    vi.spyOn(internalAdapter, 'createSession').mockImplementationOnce(async (...args) => {
      expect(await reset(link)).toBe(200);
      return createSession(...args);
    });
    const code = new URL(back).searchParams.get('code');
    const late = await stack.ask('POST', '/auth/oidc/token', null, { code, verifier });
    vi.restoreAllMocks();
    expect([late.status, late.json.code]).toEqual([400, 'invalid']);
    const sessions = await stack.server.people.db
      .selectFrom('session')
      .select('id')
      .where('userId', '=', acme.reps[0] ?? '')
      .execute();
    expect(sessions).toEqual([]);
  });

  it('a wipe reaches the devices that a new password or a removed sign-in signed out', async () => {
    const whyOf = async (token: string) => (await stack.ask('GET', '/me', token)).json.code;
    const byLink = await sessionOf(stack.server, rep);
    expect(await reset(await linkFor())).toBe(200);
    const byChange = await sessionOf(stack.server, rep);
    const changed = await stack.ask(
      'POST',
      '/auth/change-password',
      await sessionOf(stack.server, rep),
      { currentPassword: PASSWORD, newPassword: PASSWORD },
    );
    const here = changed.token ?? '';
    const bySignIn = await sessionOf(stack.server, rep);
    expect((await stack.link('rep', here)).status).toBe(200);
    const id = (await signInsOf(here)).signIns[0]?.id;
    expect((await stack.ask('POST', '/me/sign-ins/removal', here, { id })).status).toBe(200);
    const ended = [byLink, byChange, bySignIn];
    expect(await Promise.all(ended.map(whyOf))).toEqual(ended.map(() => 'signedOut'));
    const wiped = await stack.ask('POST', `/org/members/${acme.reps[0]}/wipe`, boss);
    expect(wiped.status).toBe(200);
    expect(await Promise.all([...ended, here].map(whyOf))).toEqual(
      [...ended, here].map(() => 'wiped'),
    );
  });

  it('linked sign-ins stay where the person says so', async () => {
    expect((await stack.link('rep', await sessionOf(stack.server, rep))).status).toBe(200);
    expect(await reset(await linkFor(), { keepSignIns: true })).toBe(200);
    expect((await stack.signIn('rep')).token).toBeTruthy();
  });

  it('a change in the settings ends the other sessions and links, whatever is asked', async () => {
    const [here, there] = [await sessionOf(stack.server, rep), await sessionOf(stack.server, rep)];
    const { closed } = await openSocket(stack.server, there);
    const link = await linkFor();
    const change = (currentPassword: string, newPassword: string, token: string) =>
      stack.ask('POST', '/auth/change-password', token, {
        currentPassword,
        newPassword,
        revokeOtherSessions: false,
      });
    expect((await change('not the password', NEXT, here)).json.code).toBe('INVALID_PASSWORD');
    const changed = await change(PASSWORD, NEXT, here);
    expect(changed.status).toBe(200);
    expect(await closed).toBe(4401);
    const status = async (token: string) => (await stack.ask('GET', '/me', token)).status;
    expect([await status(there), await status(here), await status(changed.token ?? '')]).toEqual([
      401, 401, 200,
    ]);
    expect(await reset(link)).toBe(400);
    expect((await change(NEXT, PASSWORD, changed.token ?? '')).status).toBe(200);
  });

  it('the person is notified of the change, in the settings and by mail', async () => {
    const token = await sessionOf(stack.server, rep);
    await stack.ask('POST', '/auth/change-password', token, {
      currentPassword: PASSWORD,
      newPassword: PASSWORD,
    });
    expect(await post.until(/password of your Sideline account was changed/)).toContain(rep);
    await linkFor();
    expect(await post.until(/created a link/)).toMatch(/boss, an administrator/);
    const { json } = await stack.ask('GET', '/me/notices', await sessionOf(stack.server, rep));
    const kinds = (json.notices as unknown as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['resetLink', 'password']);
  });
});
