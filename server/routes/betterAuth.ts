import type { Context } from 'hono';
import { serverUrl } from '../../lib/model/index.ts';
import { api } from '../api/index.ts';
import { largestBody } from '../api/route.ts';
import { ResetRequest } from '../api/shapes.ts';
import type { Auth } from '../auth.ts';
import type { Config } from '../config.ts';
import { bytes } from '../http/bodies.ts';
import type { Env } from '../http/env.ts';
import { enforceLimit, refuse, slowDown } from '../http/refusals.ts';
import type { Serve } from '../http/serve.ts';
import type { Guesses } from '../limits/guesses.ts';
import type { Later } from '../limits/later.ts';
import { setsCommonPassword } from '../people/newPassword.ts';
import { evenResetRequest } from '../people/sessions.ts';

interface Deps {
  auth: Auth;
  config: Pick<Config, 'baseUrl'>;
  guesses: Guesses;
  later: Later;
  sendsMail: boolean;
  now(): number;
}

/** Seconds until somebody asks again whose request finds too many others. */
const AGAIN = 5;

/** The routes for which better-auth does the work. The library has more, which nobody reaches. */
export function betterAuthRoutes(serve: Serve, deps: Deps): void {
  serve.unparsed(api.signIn, async (c) => signIn(c, deps, await textOf(c, api.signIn)));
  for (const route of [api.changePassword, api.resetPassword])
    serve.unparsed(route, async (c) => {
      const text = await textOf(c, route);
      const authorization = c.req.header('authorization');
      if (await setsCommonPassword(deps.auth, route.path, text, authorization))
        throw refuse(400, 'commonPassword');
      return deps.auth.handler(forwarded(c, deps, text)).then(withoutCookies);
    });
  serve(api.requestReset, async (c, { email }) => {
    // Without a mail server nobody would get the link.
    if (!deps.sendsMail) return { ok: true };
    const request = forwarded(c, deps, JSON.stringify({ email }));
    // The response knows nothing of the account: its time cannot tell whether there is one.
    const isTaken = deps.later.add(async () => {
      await evenResetRequest(deps.auth, email, deps.now());
      await deps.auth.handler(request);
    });
    if (!isTaken) throw slowDown(AGAIN);
    return { ok: true };
  });
}

const textOf = async (c: Context<Env>, route: Parameters<typeof largestBody>[0]) =>
  (await bytes(c, largestBody(route))).toString('utf8');

/** The address in a request; null if there is none that an account can have. */
function emailIn(text: string): string | null {
  try {
    const { success, data } = ResetRequest.safeParse(JSON.parse(text));
    return success ? data.email : null;
  } catch {
    return null;
  }
}

/** A sign-in with a password, which may be a guess. */
async function signIn(c: Context<Env>, deps: Deps, text: string): Promise<Response> {
  const send = () => deps.auth.handler(forwarded(c, deps, text)).then(withoutCookies);
  const address = emailIn(text);
  if (address === null) return send();
  const guess = await deps.guesses.signIn(address, c.get('network'));
  enforceLimit(guess.wait);
  const answer = await send().catch(async (error: unknown) => {
    await guess.judged('none');
    throw error;
  });
  const outcomes: Record<number, 'right' | 'wrong'> = { 200: 'right', 401: 'wrong' };
  await guess.judged(outcomes[answer.status] ?? 'none');
  return answer;
}

/** The request that better-auth gets: without cookies, and with the client’s address. */
function forwarded(c: Context<Env>, { config }: Pick<Deps, 'config'>, text: string): Request {
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
  return new Request(url, { method: 'POST', headers, body: text === '' ? '{}' : text });
}

function withoutCookies(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete('set-cookie');
  return new Response(response.body, { status: response.status, headers });
}
