import type { Hono } from 'hono';
import { isRedirect } from '../extensionIds.ts';
import { body } from '../http/bodies.ts';
import type { Env } from '../http/env.ts';
import { refuse } from '../http/refusals.ts';
import { markSeen, noticesOf } from '../people/notices.ts';
import { beginLink, redeemLinkCode } from '../people/oidcCodes.ts';
import { linkSignIn, removeSignIn, signInsOf } from '../people/signIns.ts';
import { type AccountDeps, providerIn } from './account.ts';
import { CodeRequest, SignInRemoval, SignInStart } from './shapes.ts';

/** Notices about the signed-in person’s own account, and the sign-ins linked to it. */
export function ownAccountRoutes(app: Hono<Env>, deps: AccountDeps): void {
  app.get('/me/notices', async (c) => c.json(await noticesOf(deps.store, c.get('who'))));
  app.post('/me/notices/:id/seen', async (c) => {
    await markSeen(deps, c.get('who'), c.req.param('id'));
    return c.json({ ok: true });
  });
  app.get('/me/sign-ins', async (c) => c.json(await signInsOf(deps, c.get('who'))));
  app.post('/me/sign-ins/:provider/start', async (c) => {
    const provider = providerIn(deps, c.req.param('provider'));
    const input = await body(c, SignInStart);
    if (!isRedirect(input.redirect, deps.redirects)) throw refuse(400, 'invalid');
    return c.json({ url: await beginLink(deps, provider, c.get('who').user, input) });
  });
  app.post('/me/sign-ins', async (c) => {
    const { code, verifier } = await body(c, CodeRequest);
    const claimed = await redeemLinkCode(deps, c.get('who').user, code, verifier);
    if (!claimed) throw refuse(400, 'invalid');
    const notice = await linkSignIn(deps, c.get('who'), claimed);
    if (notice) deps.mailNotice(notice, c.req.header('accept-language'));
    return c.json({ ok: true });
  });
  app.post('/me/sign-ins/removal', async (c) => {
    const { id } = await body(c, SignInRemoval);
    const notice = await removeSignIn(deps, c.get('who'), id, c.get('session'));
    deps.mailNotice(notice, c.req.header('accept-language'));
    return c.json({ ok: true });
  });
}
