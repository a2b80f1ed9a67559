import * as z from 'zod/mini';
import { browser } from '#imports';
import { MessageError } from '../../lib/messages/index.ts';
import { serverUrl } from '../../lib/model/index.ts';
import { request } from '../../lib/sync/client/index.ts';
import { toMessageError } from './call.ts';
import { clientOf } from './sync.ts';

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** What went wrong on the way, as the server says it in the address that it comes back with. */
const ERRORS: Record<string, MessageError['code']> = {
  notInvited: 'notInvited',
  unverified: 'unverified',
  refused: 'refused',
};

/**
 * Signs in through somebody else, in a window of the browser's own (identity.launchWebAuthFlow). Only this extension can use what comes
 * back: the code is worth nothing without the secret that stayed here (PKCE, RFC 7636). @returns the token of a session.
 */
export async function signInWith(server: string, provider: string): Promise<string> {
  const [verifier, state] = [random(), random()];
  const challenge = base64url(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))),
  );
  const redirect = browser.identity.getRedirectURL('oidc');
  const url = serverUrl(server, `/auth/oidc/${encodeURIComponent(provider)}/start`, {
    redirect,
    challenge,
    state,
  });
  let back: string | undefined;
  try {
    back = await browser.identity.launchWebAuthFlow({ url, interactive: true });
  } catch (error) {
    // The window was closed, or never came up.
    throw new MessageError('refused', String(error));
  }
  const answer = new URL(back ?? redirect).searchParams;
  if (answer.get('state') !== state)
    throw new MessageError('unexpected', 'another sign-in came back');
  const problem = answer.get('error');
  if (problem !== null) throw new MessageError(ERRORS[problem] ?? 'server', problem);
  try {
    return (
      await request(
        clientOf({ server, token: null }),
        'POST',
        '/auth/oidc/token',
        { code: answer.get('code') ?? '', verifier },
        z.object({ token: z.string() }),
      )
    ).value.token;
  } catch (error) {
    throw toMessageError(error);
  }
}
