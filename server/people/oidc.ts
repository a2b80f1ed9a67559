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

/** Redirect addresses of the extension: in Chrome only of configured extensions, and in Firefox. */
const CHROME_REDIRECT = /^https:\/\/([a-p]{32})\.chromiumapp\.org\//;
const FIREFOX_REDIRECT = /^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\//;

export function isRedirect(url: string, origins: readonly string[]): boolean {
  const chrome = CHROME_REDIRECT.exec(url)?.[1];
  return (
    (chrome !== undefined && origins.includes(`chrome-extension://${chrome}`)) ||
    FIREFOX_REDIRECT.test(url)
  );
}

const PendingSignIn = z.object({
  provider: z.string(),
  verifier: z.string(),
  nonce: z.string(),
  redirect: z.string(),
  challenge: z.string(),
  state: z.string(),
});
const Code = z.object({ user: z.string(), challenge: z.string() });

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

const callbackUrl = (deps: OidcDeps) => serverUrl(deps.baseUrl, '/auth/oidc/callback');

/**
 * First step: the address of the provider's sign-in. PKCE verifier and nonce stay on the server;
 * the extension's own challenge is stored with them (RFC 7636, RFC 8252).
 */
export async function beginSignIn(
  deps: OidcDeps,
  provider: Provider,
  input: { redirect: string; challenge: string; state: string },
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
    redirect_uri: callbackUrl(deps),
    scope: 'openid email profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
}

async function claimsOf(
  provider: Provider,
  pending: z.infer<typeof PendingSignIn>,
  url: URL,
  state: string,
): Promise<Claims> {
  const configuration = await configurationOf(provider);
  const tokens = await oidc.authorizationCodeGrant(configuration, url, {
    pkceCodeVerifier: pending.verifier,
    expectedState: state,
    expectedNonce: pending.nonce,
    idTokenExpected: true,
  });
  const token = tokens.claims();
  if (!token) throw new Error('the provider sent no id token');
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
 * Second step: the provider redirects the person back.
 * @returns the extension's redirect address; null if the sign-in is unknown.
 */
export async function handleCallback(
  deps: OidcDeps,
  query: URLSearchParams,
  log: (error: unknown) => void,
): Promise<URL | null> {
  const state = query.get('state') ?? '';
  const pending = PendingSignIn.safeParse(
    await consumeOneTimeToken(deps.db, 'oidc', state, deps.now()),
  );
  const provider = pending.success
    ? deps.providers.find((item) => item.id === pending.data.provider)
    : undefined;
  if (!pending.success || !provider) return null;
  const back = new URL(pending.data.redirect);
  back.searchParams.set('state', pending.data.state);
  const end = (key: 'code' | 'error', value: string) => {
    back.searchParams.set(key, value);
    return back;
  };
  if (query.has('error')) return end('error', 'refused' satisfies OidcError);
  try {
    const url = new URL(callbackUrl(deps));
    url.search = query.toString();
    const user = await memberFor(
      deps,
      provider.issuer,
      await claimsOf(provider, pending.data, url, state),
    );
    if (user === 'notInvited' || user === 'unverified' || user === 'refused' || user === 'failed')
      return end('error', user);
    const data: z.infer<typeof Code> = { user, challenge: pending.data.challenge };
    return end('code', await createOneTimeToken(deps.db, 'code', data, deps.now() + CODE_MS));
  } catch (error) {
    log(error);
    return end('error', 'failed' satisfies OidcError);
  }
}

/** Last step: the extension sends the code and its verifier. @returns the user, or null. */
export async function redeemCode(
  deps: OidcDeps,
  code: string,
  verifier: string,
): Promise<string | null> {
  const stored = Code.safeParse(await consumeOneTimeToken(deps.db, 'code', code, deps.now()));
  if (!stored.success) return null;
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return challenge === stored.data.challenge ? stored.data.user : null;
}
