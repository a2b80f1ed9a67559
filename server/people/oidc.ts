import { createHash } from 'node:crypto';
import * as oidc from 'openid-client';
import * as z from 'zod/mini';
import { serverUrl } from '../../lib/model/index.ts';
import { type Claims, memberFor, type OidcError } from './claims.ts';
import { consumeOneTimeToken, createOneTimeToken } from './oneTimeTokens.ts';
import type { PeopleDeps } from './people.ts';
import type { Provider } from './providers.ts';

/** Lifetime of a pending sign-in, and of the code at its end, which is redeemed at once. */
const PENDING_MS = 10 * 60_000;
const CODE_MS = 2 * 60_000;

const PendingSignIn = z.object({
  provider: z.string(),
  verifier: z.string(),
  nonce: z.string(),
  redirect: z.string(),
  challenge: z.string(),
  state: z.string(),
  /** The signed-in person who adds a sign-in to the own account; absent for a sign-in. */
  link: z.optional(z.string()),
});
const Code = z.object({
  user: z.string(),
  issuer: z.string(),
  subject: z.string(),
  challenge: z.string(),
});
const LinkCode = z.object({
  user: z.string(),
  provider: z.string(),
  issuer: z.string(),
  subject: z.string(),
  challenge: z.string(),
});
type LinkCode = z.infer<typeof LinkCode>;

const configurations = new WeakMap<Provider, Promise<oidc.Configuration>>();

function configurationOf(provider: Provider): Promise<oidc.Configuration> {
  const cached = configurations.get(provider);
  if (cached) return cached;
  // Only a loopback issuer may use http (providers.ts).
  const options = provider.issuer.startsWith('http:')
    ? { execute: [oidc.allowInsecureRequests] }
    : {};
  const discovered = oidc.discovery(
    new URL(provider.issuer),
    provider.clientId,
    provider.clientSecret,
    undefined,
    options,
  );
  configurations.set(provider, discovered);
  discovered.catch(() => configurations.delete(provider));
  return discovered;
}

export interface OidcDeps extends PeopleDeps {
  baseUrl: string;
  providers: readonly Provider[];
}

/** Each provider has its own, so that none can send a code that another one made (RFC 9700). */
const callbackUrl = (deps: OidcDeps, provider: Provider) =>
  serverUrl(deps.baseUrl, `/auth/oidc/${provider.id}/callback`);

/**
 * First step: the address of the provider's sign-in. PKCE verifier and nonce stay on the server;
 * the extension's own challenge is stored with them (RFC 7636, RFC 8252).
 */
export async function beginSignIn(
  deps: OidcDeps,
  provider: Provider,
  input: { redirect: string; challenge: string; state: string; link?: string },
): Promise<URL> {
  const configuration = await configurationOf(provider);
  const [verifier, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomNonce()];
  const pending: z.infer<typeof PendingSignIn> = {
    provider: provider.id,
    verifier,
    nonce,
    ...input,
  };
  const state = await createOneTimeToken(deps.db, 'oidc', pending, deps.now() + PENDING_MS);
  return oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackUrl(deps, provider),
    scope: 'openid email profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
}

/**
 * The Salesforce organisation in a signed id token, by 15 characters: its own claim, or the first
 * part of the person's address there (https://login.salesforce.com/id/ORGANISATION/USER).
 */
function salesforceOrgOf(token: Record<string, unknown>): string | null {
  const { organization_id: claim, sub } = token;
  const org =
    typeof claim === 'string' ? claim : /\/id\/(00D\w{12,15})\/005\w+$/.exec(String(sub))?.[1];
  return org?.slice(0, 15) ?? null;
}

async function claimsOf(
  provider: Provider,
  pending: z.infer<typeof PendingSignIn>,
  url: URL,
  state: string,
): Promise<Claims | 'otherOrg'> {
  const configuration = await configurationOf(provider);
  const tokens = await oidc.authorizationCodeGrant(configuration, url, {
    pkceCodeVerifier: pending.verifier,
    expectedState: state,
    expectedNonce: pending.nonce,
    idTokenExpected: true,
  });
  const token = tokens.claims();
  if (!token) throw new Error('the provider sent no id token');
  if (provider.salesforceOrg !== null && salesforceOrgOf(token) !== provider.salesforceOrg)
    return 'otherOrg';
  const more =
    token.email === undefined && tokens.access_token
      ? await oidc.fetchUserInfo(configuration, tokens.access_token, token.sub)
      : {};
  const claims = { ...more, ...token } as Record<string, unknown>;
  const email = typeof claims.email === 'string' ? claims.email.trim().toLowerCase() : '';
  return {
    subject: token.sub,
    email,
    verified: claims.email_verified === true || claims.email_verified === 'true',
    name: typeof claims.name === 'string' ? claims.name.slice(0, 120) : email,
  };
}

/**
 * Second step: the provider redirects the person back, to its own callback.
 * @returns the extension's redirect address; null if this provider has no such sign-in.
 */
export async function handleCallback(
  deps: OidcDeps,
  provider: Provider,
  query: URLSearchParams,
  log: (error: unknown) => void,
): Promise<URL | null> {
  const state = query.get('state') ?? '';
  const pending = PendingSignIn.safeParse(
    await consumeOneTimeToken(deps.db, 'oidc', state, deps.now()),
  );
  if (!pending.success || pending.data.provider !== provider.id) return null;
  const { redirect, challenge, link } = pending.data;
  const back = new URL(redirect);
  back.searchParams.set('state', pending.data.state);
  const end = (key: 'code' | 'error', value: string) => {
    back.searchParams.set(key, value);
    return back;
  };
  if (query.has('error')) return end('error', 'refused' satisfies OidcError);
  const codeFor = async (kind: 'code' | 'link', data: object) =>
    end('code', await createOneTimeToken(deps.db, kind, data, deps.now() + CODE_MS));
  try {
    const url = new URL(callbackUrl(deps, provider));
    url.search = query.toString();
    const claims = await claimsOf(provider, pending.data, url, state);
    if (claims === 'otherOrg') return end('error', claims satisfies OidcError);
    if (link !== undefined) {
      const { id, issuer } = provider;
      const data: LinkCode = {
        user: link,
        provider: id,
        issuer,
        subject: claims.subject,
        challenge,
      };
      return await codeFor('link', data);
    }
    const member = await memberFor(deps, provider.issuer, claims);
    if ('error' in member) return end('error', member.error);
    const data: z.infer<typeof Code> = {
      user: member.user,
      issuer: provider.issuer,
      subject: claims.subject,
      challenge,
    };
    return await codeFor('code', data);
  } catch (error) {
    log(error);
    return end('error', 'failed' satisfies OidcError);
  }
}

const isAnswer = (verifier: string, challenge: string) =>
  createHash('sha256').update(verifier).digest('base64url') === challenge;

/** Last step: the extension sends the code and its verifier. @returns the user, or null. */
export async function redeemCode(
  deps: OidcDeps,
  code: string,
  verifier: string,
): Promise<string | null> {
  const stored = Code.safeParse(await consumeOneTimeToken(deps.db, 'code', code, deps.now()));
  if (!stored.success) return null;
  if (!isAnswer(verifier, stored.data.challenge)) return null;
  const { user, issuer, subject } = stored.data;
  // A removal or a new password may have ended the link since.
  const linked = await deps.db
    .selectFrom('account')
    .select('userId')
    .where('providerId', '=', issuer)
    .where('accountId', '=', subject)
    .where('userId', '=', user)
    .executeTakeFirst();
  return linked ? user : null;
}

/**
 * Last step of adding a sign-in: only in the session that began it.
 * @returns what the provider says about the person, or null.
 */
export async function redeemLinkCode(
  deps: OidcDeps,
  user: string,
  code: string,
  verifier: string,
): Promise<{ provider: Provider; subject: string } | null> {
  const stored = LinkCode.safeParse(await consumeOneTimeToken(deps.db, 'link', code, deps.now()));
  if (!stored.success || stored.data.user !== user) return null;
  if (!isAnswer(verifier, stored.data.challenge)) return null;
  const { provider: id, issuer, subject } = stored.data;
  const provider = deps.providers.find((item) => item.id === id && item.issuer === issuer);
  return provider ? { provider, subject } : null;
}
