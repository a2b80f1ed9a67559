import type { Context, Hono } from 'hono';
import { linkTo } from '../../lib/model/index.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import { isRedirect } from '../extensionIds.ts';
import { body } from '../http/bodies.ts';
import type { Env } from '../http/env.ts';
import { refuse } from '../http/refusals.ts';
import { languageOf } from '../i18n/index.ts';
import type { ExportLimit } from '../limits/exports.ts';
import { personExport } from '../ops/personExport.ts';
import type { MailNotice } from '../people/notices.ts';
import { beginSignIn, handleCallback } from '../people/oidc.ts';
import { type OidcDeps, redeemCode, redeemTicket } from '../people/oidcCodes.ts';
import type { Provider } from '../people/providers.ts';
import { createResetLink } from '../people/resetLinks.ts';
import { endSession, sessionsOf, signInAs, signOutMember } from '../people/sessions.ts';
import { wipeMember } from '../people/wipe.ts';
import { sendExport } from './exports.ts';
import { joinPage, resetPage } from './pages.ts';
import { CodeRequest, SignInStart, Wipe } from './shapes.ts';

export interface AccountDeps extends OidcDeps {
  /** Origins to which a sign-in may return. */
  redirects: readonly string[];
  sendsMail: boolean;
  mailNotice: MailNotice;
  report(error: unknown): void;
  exports: ExportLimit;
}

/** @throws a refusal for a provider that is not configured. */
export function providerIn(deps: Pick<AccountDeps, 'providers'>, id: string): Provider {
  const provider = deps.providers.find((item) => item.id === id);
  if (!provider) throw refuse(404, 'notFound');
  return provider;
}

/** Routes that need no session. */
export function signInRoutes(app: Hono<Env>, deps: AccountDeps): void {
  app.get('/server', (c) =>
    c.json({
      speaks: PROTO,
      mail: deps.sendsMail,
      providers: deps.providers.map(({ id, name }) => ({ id, name })),
    }),
  );
  for (const [path, make] of [
    ['/join', joinPage],
    ['/reset', resetPage],
  ] as const)
    app.get(path, (c) => {
      const language = languageOf(c.req.header('accept-language'));
      const { html, policy } = make(deps.baseUrl, language, deps.providers.length > 0);
      return c.html(html, 200, { 'content-security-policy': policy, vary: 'accept-language' });
    });
  app.get('/auth/oidc/:provider/callback', async (c) => {
    const provider = providerIn(deps, c.req.param('provider'));
    const { searchParams } = new URL(c.req.url);
    const redirect = await handleCallback(deps, provider, searchParams, deps.report);
    if (!redirect) throw refuse(400, 'invalid');
    return c.redirect(redirect.href, 302);
  });
  app.get('/auth/oidc/:provider/start', async (c) => {
    const provider = providerIn(deps, c.req.param('provider'));
    const ticket = c.req.query('ticket');
    const input =
      ticket === undefined
        ? (SignInStart.safeParse(c.req.query()).data ?? null)
        : await redeemTicket(deps, provider, ticket);
    if (input === null || !isRedirect(input.redirect, deps.redirects)) throw refuse(400, 'invalid');
    return c.redirect((await beginSignIn(deps, provider, input)).href, 302);
  });
  app.post('/auth/oidc/token', async (c) => {
    const { code, verifier } = await body(c, CodeRequest);
    const user = await redeemCode(deps, code, verifier);
    if (user === null) throw refuse(400, 'invalid');
    return c.json({ token: await signInAs(deps.auth, user) });
  });
}

/** A person's own account, and what an administrator can do for a person who cannot sign in. */
export function accountRoutes(app: Hono<Env>, deps: AccountDeps): void {
  app.get('/me/sessions', async (c) =>
    c.json({ sessions: await sessionsOf(deps.db, c.get('who').user, c.get('session')) }),
  );
  app.post('/me/sessions/:id/end', async (c) =>
    c.json({ ended: await endSession(deps, c.get('who'), c.req.param('id')) }),
  );
  app.get('/me/export', async (c) => {
    const person = await deps.db
      .selectFrom('user')
      .select('email')
      .where('id', '=', c.get('who').user)
      .executeTakeFirstOrThrow();
    const who = c.get('who');
    const begin = () => personExport(deps.store, person.email, who);
    return sendExport(c, await deps.exports.run(who.user, begin));
  });
  const language = (c: Context<Env>) => c.req.header('accept-language');
  app.post('/org/members/:id/reset', async (c) => {
    const { secret, notice } = await createResetLink(deps, c.get('who'), c.req.param('id'));
    deps.mailNotice(notice, language(c));
    return c.json({ link: linkTo(deps.baseUrl, 'reset', secret) });
  });
  app.post('/org/members/:id/sign-out', async (c) => {
    const { ended, notice } = await signOutMember(deps, c.get('who'), c.req.param('id'));
    deps.mailNotice(notice, language(c));
    return c.json({ ended });
  });
  app.post('/org/members/:id/wipe', async (c) => {
    const { password } = await body(c, Wipe);
    const about = { user: c.req.param('id'), session: c.get('session'), password };
    const { ended, notice } = await wipeMember(deps, c.get('who'), about);
    deps.mailNotice(notice, language(c));
    return c.json({ ended });
  });
}
