import type { Context } from 'hono';
import { serverUrl } from '../../lib/model/index.ts';
import type { Auth } from '../auth.ts';
import type { Config } from '../config.ts';
import { bytes, type Env, refuse, slowDown } from '../http.ts';
import { setsCommonPassword } from '../people/newPassword.ts';

/** better-auth's routes that this server has; the others are refused. */
export const AUTH_PATHS = new Set([
  '/auth/sign-in/email',
  '/auth/sign-out',
  '/auth/change-password',
  '/auth/request-password-reset',
  '/auth/reset-password',
]);

/**
 * Passes a request to better-auth, without cookies and with the client's address, and removes
 * cookies from the response.
 */
export async function authenticate(
  c: Context<Env>,
  deps: { auth: Auth; config: Pick<Config, 'baseUrl'> },
): Promise<Response> {
  if (!AUTH_PATHS.has(c.req.path)) throw refuse(404, 'notFound');
  const headers = new Headers(c.req.raw.headers);
  for (const name of ['cookie', 'x-forwarded-for', 'x-client-ip']) headers.delete(name);
  headers.set('x-client-ip', c.get('address') || '127.0.0.1');
  headers.set('content-type', 'application/json');
  // A command line client sends fetch metadata without an origin. Without cookies, forged requests
  // are no risk.
  if (!headers.has('origin'))
    for (const name of ['referer', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'])
      headers.delete(name);
  const text = (await bytes(c, 4096)).toString('utf8');
  const authorization = c.req.header('authorization');
  if (await setsCommonPassword(deps.auth, c.req.path, text, authorization))
    throw refuse(400, 'commonPassword');
  const url = serverUrl(deps.config.baseUrl, c.req.path);
  const response = await deps.auth.handler(
    new Request(url, { method: 'POST', headers, body: text === '' ? '{}' : text }),
  );
  if (response.status === 429) throw slowDown(Number(response.headers.get('x-retry-after')) || 60);
  const out = new Headers(response.headers);
  out.delete('set-cookie');
  return new Response(response.body, { status: response.status, headers: out });
}
