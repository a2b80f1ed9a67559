import * as oidc from 'openid-client';
import * as z from 'zod/mini';
import { readableName, serverUrl } from '../../lib/model/index.ts';
import { type Claims, memberFor, type OidcError } from './claims.ts';
import { createCode, type Extension, extension, type OidcDeps } from './oidcCodes.ts';
import { consumeOneTimeToken, createOneTimeToken } from './oneTimeTokens.ts';
import type { Provider } from './providers.ts';

/** Lifetime of a pending sign-in. */
const PENDING_MS = 10 * 60_000;

const PendingSignIn = z.object({
  ...extension,
  provider: z.string(),
  verifier: z.string(),
  nonce: z.string(),
  /** The signed-in person who adds a sign-in to the own account; absent for a sign-in. */
  link: z.optional(z.string()),
});
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
  input: Extension & { link?: string },
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
    name: (typeof claims.name === 'string' ? readableName(claims.name) : null) ?? email,
  };
}

/**
 * Second step: the provider redirects the person back, to its own callback.
 * @returns the extension's redirect address; null if this provider has no such sign-in. `iss` is
 * this server's address: the extension drops a pending sign-in that another server answers (RFC
 * 9207).
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
  back.searchParams.set('iss', deps.baseUrl);
  const end = (key: 'code' | 'error', value: string) => {
    back.searchParams.set(key, value);
    return back;
  };
  if (query.has('error')) return end('error', 'refused' satisfies OidcError);
  try {
    const url = new URL(callbackUrl(deps, provider));
    url.search = query.toString();
    const claims = await claimsOf(provider, pending.data, url, state);
    if (claims === 'otherOrg') return end('error', claims satisfies OidcError);
    const by = { issuer: provider.issuer, subject: claims.subject, challenge };
    if (link !== undefined)
      return end('code', await createCode(deps, 'link', { ...by, user: link }));
    const member = await memberFor(deps, provider.issuer, claims);
    if ('error' in member) return end('error', member.error);
    return end('code', await createCode(deps, 'code', { ...by, user: member.user }));
  } catch (error) {
    log(error);
    return end('error', 'failed' satisfies OidcError);
  }
}
