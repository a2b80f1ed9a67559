import type { Hono } from 'hono';
import { linkTo } from '../../lib/model/index.ts';
import { PROTO } from '../../lib/sync/protocol.ts';
import { body, type Env, refuse } from '../http.ts';
import { languageOf } from '../i18n/index.ts';
import { personData } from '../ops/person.ts';
import {
  beginSignIn,
  handleCallback,
  isRedirect,
  type OidcDeps,
  redeemCode,
} from '../people/oidc.ts';
import { memberIn, PeopleError } from '../people/people.ts';
import { endSessions, resetCode, sessionsOf, signInAs } from '../people/sessions.ts';
import { wipeMember } from '../people/wipe.ts';
import { joinPage, resetPage } from './pages.ts';
import { CodeRequest, Wipe } from './shapes.ts';

export interface AccountDeps extends OidcDeps {
  origins: readonly string[];
  sendsMail: boolean;
  report(error: unknown): void;
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
      const { html, policy } = make(deps.baseUrl, languageOf(c.req.header('accept-language')));
      return c.html(html, 200, { 'content-security-policy': policy, vary: 'accept-language' });
    });
  app.get('/auth/oidc/callback', async (c) => {
    const redirect = await handleCallback(deps, new URL(c.req.url).searchParams, deps.report);
    if (!redirect) throw refuse(400, 'invalid');
    return c.redirect(redirect.href, 302);
  });
  app.get('/auth/oidc/:provider/start', async (c) => {
    const provider = deps.providers.find((item) => item.id === c.req.param('provider'));
    if (!provider) throw refuse(404, 'notFound');
    const [redirect = '', challenge = '', state = ''] = ['redirect', 'challenge', 'state'].map(
      (name) => c.req.query(name),
    );
    if (
      !isRedirect(redirect, deps.origins) ||
      !/^[A-Za-z0-9_-]{43}$/.test(challenge) ||
      !/^[A-Za-z0-9_-]{16,128}$/.test(state)
    )
      throw refuse(400, 'invalid');
    return c.redirect(
      (await beginSignIn(deps, provider, { redirect, challenge, state })).href,
      302,
    );
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
    c.json({ ended: await endSessions(deps.db, c.get('who').user, c.req.param('id'), deps.now()) }),
  );
  app.get('/me/export', async (c) => {
    const person = await deps.db
      .selectFrom('user')
      .select('email')
      .where('id', '=', c.get('who').user)
      .executeTakeFirstOrThrow();
    return c.json((await personData(deps.store, person.email, c.get('who'))) ?? {});
  });
  const forMember = async (who: Parameters<typeof memberIn>[1], user: string) => {
    if (who.role !== 'admin') throw new PeopleError('notAllowed');
    await memberIn(deps, who, user);
  };
  app.post('/org/members/:id/reset', async (c) => {
    await forMember(c.get('who'), c.req.param('id'));
    return c.json({
      link: linkTo(
        deps.baseUrl,
        'reset',
        await resetCode(deps.auth, c.req.param('id'), deps.now()),
      ),
    });
  });
  app.post('/org/members/:id/sign-out', async (c) => {
    await forMember(c.get('who'), c.req.param('id'));
    return c.json({ ended: await endSessions(deps.db, c.req.param('id'), null, deps.now()) });
  });
  app.post('/org/members/:id/wipe', async (c) => {
    const { password } = await body(c, Wipe);
    const about = { user: c.req.param('id'), session: c.get('session'), password };
    return c.json({ ended: await wipeMember(deps, c.get('who'), about) });
  });
}
