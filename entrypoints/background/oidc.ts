import * as z from 'zod/mini';
import { browser } from '#imports';
import { type In, MessageError } from '../../lib/messages/index.ts';
import { serverUrl } from '../../lib/model/index.ts';
import { request } from '../../lib/sync/client/index.ts';
import { account } from './account.ts';
import { call, toMessageError } from './call.ts';
import { clientOf } from './sync.ts';

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** Values of `error` in the server's callback address. */
const ERRORS: Record<string, MessageError['code']> = {
  notInvited: 'notInvited',
  unverified: 'unverified',
  refused: 'refused',
  notLinked: 'notLinked',
  otherOrg: 'otherOrg',
};

/** What the server needs to start a sign-in, and the extension's own secrets of it. */
async function begin() {
  const [verifier, state] = [random(), random()];
  const challenge = base64url(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))),
  );
  const redirect = browser.identity.getRedirectURL('oidc');
  return { verifier, input: { redirect, challenge, state } };
}

/**
 * Opens the server's first page of a sign-in, which leads to the provider, in a window of the
 * browser.
 * @returns the code that the server sends back. The server names itself beside it (RFC 9207): a
 * server that passed the sign-in on to another one gets neither that one's code nor the verifier.
 */
async function codeFrom(
  server: string,
  provider: string,
  query: Record<string, string>,
  { redirect, state }: { redirect: string; state: string },
): Promise<string> {
  const url = serverUrl(server, `/auth/oidc/${encodeURIComponent(provider)}/start`, query);
  let callback: string | undefined;
  try {
    callback = await browser.identity.launchWebAuthFlow({ url, interactive: true });
  } catch (error) {
    // The window was closed, or did not open.
    throw new MessageError('refused', String(error));
  }
  const params = new URL(callback ?? redirect).searchParams;
  if (params.get('state') !== state)
    throw new MessageError('unexpected', 'the callback belongs to another sign-in');
  if (params.get('iss') !== server) throw new MessageError('otherServer');
  const error = params.get('error');
  if (error !== null) throw new MessageError(ERRORS[error] ?? 'server', error);
  return params.get('code') ?? '';
}

/**
 * Signs in through an identity provider, in a window of the browser (identity.launchWebAuthFlow).
 * Only this extension can use the returned code: exchanging it needs the verifier, which never
 * leaves this device (PKCE, RFC 7636). @returns the token of a session.
 */
export async function signInWith(server: string, provider: string): Promise<string> {
  const { verifier, input } = await begin();
  const code = await codeFrom(server, provider, input, input);
  try {
    return (
      await request(
        clientOf({ server, token: null }),
        'POST',
        '/auth/oidc/token',
        { code, verifier },
        z.object({ token: z.string() }),
      )
    ).value.token;
  } catch (error) {
    throw toMessageError(error);
  }
}

/**
 * Adds a provider's sign-in to the account of the current session, in the same way. Of the address
 * that the server returns only the ticket counts.
 */
export async function linkWith({ provider, ...confirmation }: In<'account.link'>): Promise<void> {
  const { session } = await account();
  if (!session) throw new MessageError('signedOut');
  const { verifier, input } = await begin();
  const { url } = await call(
    'POST',
    `/me/sign-ins/${encodeURIComponent(provider)}/start`,
    { ...input, ...confirmation },
    z.object({ url: z.string() }),
  );
  const ticket = URL.parse(url)?.searchParams.get('ticket');
  if (!ticket) throw new MessageError('server', 'no ticket');
  const code = await codeFrom(session.server, provider, { ticket }, input);
  await call('POST', '/me/sign-ins', { code, verifier }, z.unknown());
}
