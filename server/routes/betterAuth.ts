import type { Context } from 'hono';
import * as z from 'zod/mini';
import { serverUrl } from '../../lib/model/index.ts';
import type { Auth } from '../auth.ts';
import type { Config } from '../config.ts';
import { bytes } from '../http/bodies.ts';
import type { Env } from '../http/env.ts';
import { enforceLimit, refuse } from '../http/refusals.ts';
import type { Guesses } from '../limits/guesses.ts';
import { setsCommonPassword } from '../people/newPassword.ts';
import { evenResetRequest } from '../people/sessions.ts';
import { email } from './shapes.ts';

/** better-auth's routes that this server has; the others are refused. */
export const AUTH_PATHS = new Set([
  '/auth/sign-in/email',
  '/auth/sign-out',
  '/auth/change-password',
  '/auth/request-password-reset',
  '/auth/reset-password',
]);

/** The largest body in bytes: addresses, passwords and codes are short. */
const AUTH_BODY = 4096;

interface Deps {
  auth: Auth;
  config: Pick<Config, 'baseUrl'>;
  guesses: Guesses;
  now(): number;
}

const Named = z.object({ email });

/** The address in a request; null if there is none that an account can have. */
function emailIn(text: string): string | null {
  try {
    const { success, data } = Named.safeParse(JSON.parse(text));
    return success ? data.email : null;
  } catch {
    return null;
  }
}

/**
 * Passes a request to better-auth, without cookies and with the client's address, and removes
 * cookies from the response.
 */
export async function authenticate(c: Context<Env>, deps: Deps): Promise<Response> {
  const { path } = c.req;
  if (!AUTH_PATHS.has(path)) throw refuse(404, 'notFound');
  const text = (await bytes(c, AUTH_BODY)).toString('utf8');
  const address = emailIn(text);
  if (address !== null && path === '/auth/sign-in/email') return signIn(c, deps, text, address);
  if (address !== null && path === '/auth/request-password-reset')
    await evenResetRequest(deps.auth, address, deps.now());
  if (await setsCommonPassword(deps.auth, path, text, c.req.header('authorization')))
    throw refuse(400, 'commonPassword');
  return forward(c, deps, text);
}

/** A sign-in with a password, which may be a guess. */
async function signIn(
  c: Context<Env>,
  deps: Deps,
  text: string,
  address: string,
): Promise<Response> {
  const guess = await deps.guesses.signIn(address, c.get('network'));
  enforceLimit(guess.wait);
  const answer = await forward(c, deps, text).catch(async (error: unknown) => {
    await guess.judged('none');
    throw error;
  });
  const outcomes: Record<number, 'right' | 'wrong'> = { 200: 'right', 401: 'wrong' };
  await guess.judged(outcomes[answer.status] ?? 'none');
  return answer;
}

async function forward(c: Context<Env>, { auth, config }: Deps, text: string): Promise<Response> {
  const headers = new Headers(c.req.raw.headers);
  for (const name of ['cookie', 'x-forwarded-for', 'x-client-ip', 'content-encoding'])
    headers.delete(name);
  headers.set('x-client-ip', c.get('address') || '127.0.0.1');
  headers.set('content-type', 'application/json');
  // A command line client sends fetch metadata without an origin. Without cookies, forged requests
  // are no risk.
  if (!headers.has('origin'))
    for (const name of ['referer', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'])
      headers.delete(name);
  const url = serverUrl(config.baseUrl, c.req.path);
  const response = await auth.handler(
    new Request(url, { method: 'POST', headers, body: text === '' ? '{}' : text }),
  );
  const out = new Headers(response.headers);
  out.delete('set-cookie');
  return new Response(response.body, { status: response.status, headers: out });
}
