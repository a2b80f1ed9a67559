import { api } from '../api/index.ts';
import { refuse } from '../http/refusals.ts';
import type { Serve } from '../http/serve.ts';
import { markSeen, noticesOf } from '../people/notices.ts';
import { beginLink, redeemLinkCode } from '../people/oidcCodes.ts';
import { linkSignIn, removeSignIn, signInsOf } from '../people/signIns.ts';
import { isRedirect } from '../shared/extensionIds.ts';
import { type AccountDeps, providerIn } from './account.ts';

/** Notices about the signed-in person’s own account, and the sign-ins linked to it. */
export function ownAccountRoutes(serve: Serve, deps: AccountDeps): void {
  serve(api.notices, (c) => noticesOf(deps.store, c.get('who')));
  serve(api.noticeSeen, async (c) => {
    await markSeen(deps, c.get('who'), c.req.param('id'));
    return { ok: true };
  });
  serve(api.signIns, (c) => signInsOf(deps, c.get('who')));
  serve(api.startLink, async (c, { password: _, ...input }) => {
    const provider = providerIn(deps, c.req.param('provider'));
    if (!isRedirect(input.redirect, deps.redirects)) throw refuse(400, 'invalid');
    // Confirmed here, not at the end: a code is only made in a sign-in that was started like this.
    return { url: await beginLink(deps, provider, c.get('who').user, input) };
  });
  serve(api.linkSignIn, async (c, { code, verifier }) => {
    const claimed = await redeemLinkCode(deps, c.get('who').user, code, verifier);
    if (!claimed) throw refuse(400, 'invalid');
    const notice = await linkSignIn(deps, c.get('who'), claimed);
    if (notice) deps.mailNotice(notice, c.req.header('accept-language'));
    return { ok: true };
  });
  serve(api.removeSignIn, async (c, { id }) => {
    const notice = await removeSignIn(deps, c.get('who'), { id, session: c.get('session') });
    deps.mailNotice(notice, c.req.header('accept-language'));
    return { ok: true };
  });
}
