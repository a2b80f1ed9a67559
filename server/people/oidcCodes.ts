import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { serverUrl } from '../../lib/model/index.ts';
import { contextOf } from '../store/context.ts';
import type { Db } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';
import { consumeOneTimeToken, createOneTimeToken } from './oneTimeTokens.ts';
import type { PeopleDeps } from './people.ts';
import type { Provider } from './providers.ts';
import { signInAs, signInWhile } from './sessions.ts';

// The start and the end of a pending sign-in with a provider: the ticket with which a signed-in
// person starts one, and the code with which the extension completes it. Each works once, and soon.

export interface OidcDeps extends PeopleDeps {
  baseUrl: string;
  providers: readonly Provider[];
}

const LIFETIME_MS = 2 * 60_000;

/** What the extension sends along: where to return to, and its own challenge and state. */
export const extension = { redirect: z.string(), challenge: z.string(), state: z.string() };
export type Extension = Record<keyof typeof extension, string>;

const Ticket = z.object({ ...extension, provider: z.string(), link: z.string() });

/**
 * Before the first step of adding a sign-in: a ticket of the signed-in person, for one pending
 * sign-in. @returns the address to open. It is our own: Firefox would take a `redirect_uri` in the
 * address that it opens for the one at which the pending sign-in ends.
 */
export async function beginLink(
  deps: OidcDeps,
  provider: Provider,
  user: string,
  input: Extension,
): Promise<string> {
  const data: z.infer<typeof Ticket> = { ...input, provider: provider.id, link: user };
  const ticket = await createOneTimeToken(deps.db, 'ticket', data, deps.now() + LIFETIME_MS);
  return serverUrl(deps.baseUrl, `/auth/oidc/${provider.id}/start`, { ticket });
}

/** What a ticket of this provider stands for; null if it is unknown or used. */
export async function redeemTicket(
  deps: OidcDeps,
  provider: Provider,
  ticket: string,
): Promise<(Extension & { link: string }) | null> {
  const stored = Ticket.safeParse(await consumeOneTimeToken(deps.db, 'ticket', ticket, deps.now()));
  if (!stored.success || stored.data.provider !== provider.id) return null;
  const { redirect, challenge, state, link } = stored.data;
  return { redirect, challenge, state, link };
}

/** Who a provider confirmed, and for which account: that of a sign-in, or of who adds one. */
const Confirmed = z.object({
  user: z.string(),
  issuer: z.string(),
  subject: z.string(),
  challenge: z.string(),
});
type Confirmed = z.infer<typeof Confirmed>;
type Kind = 'code' | 'link';

/** A code for the extension that started the pending sign-in. */
export function createCode(deps: OidcDeps, kind: Kind, data: Confirmed): Promise<string> {
  return createOneTimeToken(deps.db, kind, data, deps.now() + LIFETIME_MS);
}

/** What a code stands for, if the verifier answers the challenge of its sign-in (RFC 7636). */
async function consume(
  deps: OidcDeps,
  kind: Kind,
  code: string,
  verifier: string,
): Promise<Confirmed | null> {
  const stored = Confirmed.safeParse(await consumeOneTimeToken(deps.db, kind, code, deps.now()));
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return stored.success && stored.data.challenge === challenge ? stored.data : null;
}

/** Whether the account has this linked sign-in. A removal or a new password may have ended it. */
async function isLinked(db: Db, { user, issuer, subject }: Confirmed): Promise<boolean> {
  const linked = await db
    .selectFrom('account')
    .select('userId')
    .where('providerId', '=', issuer)
    .where('accountId', '=', subject)
    .where('userId', '=', user)
    .executeTakeFirst();
  return linked !== undefined;
}

/**
 * Last step: the extension sends the code and its verifier.
 * @returns the token of a new session, or null.
 */
export async function redeemCode(
  deps: OidcDeps,
  code: string,
  verifier: string,
): Promise<string | null> {
  const confirmed = await consume(deps, 'code', code, verifier);
  if (!confirmed || !(await isLinked(deps.db, confirmed))) return null;
  const holds = async () => {
    const who = await contextOf(deps.db, confirmed.user);
    if (!who) return isLinked(deps.db, confirmed);
    return deps.store.within(who.org, async (tx) => {
      // Behind the lock: who ends the link ends the sessions in the same transaction.
      await lockOrg(tx, who.org, 0);
      return isLinked(tx, confirmed);
    });
  };
  const signIn = () => signInAs(deps.auth, confirmed.user);
  return signInWhile(deps.auth, signIn, (token) => token, holds);
}

/**
 * Last step of adding a sign-in: only in a session of the person who began it.
 * @returns who the provider confirmed, or null.
 */
export async function redeemLinkCode(
  deps: OidcDeps,
  user: string,
  code: string,
  verifier: string,
): Promise<{ provider: Provider; subject: string } | null> {
  const confirmed = await consume(deps, 'link', code, verifier);
  if (confirmed?.user !== user) return null;
  const provider = deps.providers.find(({ issuer }) => issuer === confirmed.issuer);
  return provider ? { provider, subject: confirmed.subject } : null;
}
