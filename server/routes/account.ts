import type { Context } from 'hono';
import { linkTo } from '../../lib/model/index.ts';
import { api } from '../api/index.ts';
import { SignInStart } from '../api/shapes.ts';
import type { Env } from '../http/env.ts';
import { refuse } from '../http/refusals.ts';
import type { Serve } from '../http/serve.ts';
import { languageOf } from '../i18n/index.ts';
import type { ExportLimit } from '../limits/exports.ts';
import { loggedExport } from '../ops/loggedExport.ts';
import type { MailNotice } from '../people/notices.ts';
import { type OidcDeps, redeemCode, redeemTicket } from '../people/oidcCodes.ts';
import type { Provider } from '../people/providers.ts';
import { createResetLink } from '../people/resetLinks.ts';
import { endSession, sessionsOf, signOutMember } from '../people/sessions.ts';
import { isWiped, wipeMember } from '../people/wipe.ts';
import { isRedirect } from '../shared/extensionIds.ts';
import { MembershipEndedError } from '../store/context.ts';
import { sendExport } from './exports.ts';
import { joinPage, resetPage } from './pages.ts';

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
export function signInRoutes(serve: Serve, deps: AccountDeps): void {
  serve(api.server, () => ({
    mail: deps.sendsMail,
    providers: deps.providers.map(({ id, name }) => ({ id, name })),
  }));
  for (const [route, make] of [
    [api.joinPage, joinPage],
    [api.resetPage, resetPage],
  ] as const)
    serve(route, (c) => {
      const language = languageOf(c.req.header('accept-language'));
      const { html, policy } = make(deps.baseUrl, language, deps.providers.length > 0);
      return c.html(html, 200, { 'content-security-policy': policy, vary: 'accept-language' });
    });
  serve(api.providerCallback, async (c) => {
    const provider = providerIn(deps, c.req.param('provider'));
    const { searchParams } = new URL(c.req.url);
    const { handleCallback } = await import('../people/oidc.ts');
    const redirect = await handleCallback(deps, provider, searchParams, deps.report);
    if (!redirect) throw refuse(400, 'invalid');
    return c.redirect(redirect.href, 302);
  });
  serve(api.providerStart, async (c) => {
    const provider = providerIn(deps, c.req.param('provider'));
    const ticket = c.req.query('ticket');
    const input =
      ticket === undefined
        ? (SignInStart.safeParse(c.req.query()).data ?? null)
        : await redeemTicket(deps, provider, ticket);
    if (input === null || !isRedirect(input.redirect, deps.redirects)) throw refuse(400, 'invalid');
    const { beginSignIn } = await import('../people/oidc.ts');
    return c.redirect((await beginSignIn(deps, provider, input)).href, 302);
  });
  serve(api.providerToken, async (_, { code, verifier }) => {
    const token = await redeemCode(deps, code, verifier);
    if (token === null) throw refuse(400, 'invalid');
    return { token };
  });
}

/** A person's own account, and what an administrator can do for a person who cannot sign in. */
export function accountRoutes(serve: Serve, deps: AccountDeps): void {
  serve(api.sessions, async (c) => ({
    sessions: await sessionsOf(deps.db, c.get('who').user, c.get('session'), deps.now()),
  }));
  serve(api.endSession, async (c) => ({
    ended: await endSession(deps, c.get('who'), c.req.param('id')),
  }));
  serve(api.signOut, async (c) => {
    await endSession(deps, c.get('who'), c.get('session'));
    return { ok: true };
  });
  serve(api.wiped, async (_, { mark }) => ({
    wiped: await isWiped(deps.db, mark, deps.now()),
  }));
  serve(api.ownExport, async (c) => {
    const person = await deps.db
      .selectFrom('user')
      .select('email')
      .where('id', '=', c.get('who').user)
      .executeTakeFirstOrThrow(() => new MembershipEndedError('no longer a member'));
    const who = c.get('who');
    const begin = () => loggedExport(deps, person.email, who);
    return sendExport(c, await deps.exports.run(who.user, begin));
  });
  const language = (c: Context<Env>) => c.req.header('accept-language');
  serve(api.makeResetLink, async (c) => {
    const { secret, notice } = await createResetLink(deps, c.get('who'), c.req.param('id'));
    deps.mailNotice(notice, language(c));
    return { link: linkTo(deps.baseUrl, 'reset', secret) };
  });
  serve(api.signOutMember, async (c) => {
    const { ended, notice } = await signOutMember(deps, c.get('who'), c.req.param('id'));
    deps.mailNotice(notice, language(c));
    return { ended };
  });
  serve(api.wipeMember, async (c) => {
    const { ended, notice } = await wipeMember(deps, c.get('who'), c.req.param('id'));
    deps.mailNotice(notice, language(c));
    return { ended };
  });
}
