import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { serverUrl } from '../../lib/model/index.ts';
import { api } from '../api/index.ts';
import type { SignIn } from '../api/shapes.ts';
import type { Env } from '../http/env.ts';
import { enforceLimit, refuse, slowDown } from '../http/refusals.ts';
import type { Serve } from '../http/serve.ts';
import type { Guesses } from '../limits/guesses.ts';
import type { Later } from '../limits/later.ts';
import { createTurns } from '../limits/turns.ts';
import type { Auth } from '../people/auth.ts';
import {
  isCommonFor,
  isPresentPassword,
  storedPassword,
  userOfLink,
} from '../people/newPassword.ts';
import { evenResetRequest, signInWhile } from '../people/sessions.ts';
import type { Db } from '../store/tables.ts';

interface Deps {
  auth: Auth;
  db: Db;
  config: { baseUrl: string };
  guesses: Guesses;
  later: Later;
  sendsMail: boolean;
  now(): number;
}

/** Seconds until somebody asks again whose request finds too many others. */
const AGAIN = 5;
/** New passwords of one person that may wait for each other. */
const MOST_CHANGES = 4;

/**
 * The routes for which better-auth does the work. The library has more, which nobody reaches. It
 * gets what was parsed here, never the text: it could read another account or password in it.
 */
export function betterAuthRoutes(serve: Serve, deps: Deps): void {
  serve(api.signIn, (c, input) => signIn(c, deps, input));
  const inTurn = createTurns(MOST_CHANGES);
  // One after the other: a change with the old password that began before a reset finds its session
  // ended, instead of replacing the newer password.
  const alone = (user: string, work: () => Promise<Response>): Promise<Response> => {
    const turn = inTurn(user, work);
    if (!turn) throw slowDown(1);
    return turn;
  };
  serve(api.changePassword, (c, input) => {
    const { user } = c.get('who');
    return alone(user, async () => {
      // With a wrong one better-auth refuses the change.
      const isPresent = await isPresentPassword(deps.auth, user, input.currentPassword);
      if (isPresent && (await isCommonFor(deps.auth, user, input.newPassword)))
        throw refuse(400, 'commonPassword');
      return send(c, deps, input);
    });
  });
  serve(api.resetPassword, async (c, input) => {
    const user = await userOfLink(deps.auth, input.token);
    if (await isCommonFor(deps.auth, user, input.newPassword)) throw refuse(400, 'commonPassword');
    const reset = () => send(c, deps, input);
    return user === null ? reset() : alone(user, reset);
  });
  serve(api.requestReset, async (c, { email }) => {
    // Without a mail server nobody would get the link.
    if (!deps.sendsMail) return { ok: true };
    const request = forwarded(c, deps, { email });
    // The response knows nothing of the account: its time cannot tell whether there is one.
    const isTaken = deps.later.add(async () => {
      await evenResetRequest(deps.auth, email, deps.now());
      await deps.auth.handler(request);
    });
    if (!isTaken) throw slowDown(AGAIN);
    return { ok: true };
  });
}

/** A sign-in with a password, which may be a guess. */
async function signIn(
  c: Context<Env>,
  deps: Deps,
  input: z.infer<typeof SignIn>,
): Promise<Response> {
  const guess = await deps.guesses.signIn(input.email, c.get('network'));
  enforceLimit(guess.wait);
  const before = await storedPassword(deps.db, input.email);
  const answer = await signInWhile(
    deps.auth,
    () => send(c, deps, input),
    ({ headers }) => headers.get('set-auth-token'),
    async () => (await storedPassword(deps.db, input.email)) === before,
  ).catch(async (error: unknown) => {
    await guess.judged('none');
    throw error;
  });
  if (answer === null) {
    await guess.judged('wrong');
    throw refuse(401, 'INVALID_EMAIL_OR_PASSWORD');
  }
  const outcomes: Record<number, 'right' | 'wrong'> = { 200: 'right', 401: 'wrong' };
  await guess.judged(outcomes[answer.status] ?? 'none');
  return answer;
}

const send = async (c: Context<Env>, deps: Deps, input: object): Promise<Response> =>
  withoutCookies(await deps.auth.handler(forwarded(c, deps, input)));

/** The request that better-auth gets: without cookies, and with the client’s address. */
function forwarded(c: Context<Env>, { config }: Pick<Deps, 'config'>, input: object): Request {
  const headers = new Headers(c.req.raw.headers);
  const own = ['cookie', 'x-forwarded-for', 'x-client-ip', 'content-encoding', 'content-length'];
  for (const name of own) headers.delete(name);
  headers.set('x-client-ip', c.get('address') || '127.0.0.1');
  headers.set('content-type', 'application/json');
  // A command line client sends fetch metadata without an origin. Without cookies, forged requests
  // are no risk.
  if (!headers.has('origin'))
    for (const name of ['referer', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'])
      headers.delete(name);
  const url = serverUrl(config.baseUrl, c.req.path);
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(input) });
}

function withoutCookies(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete('set-cookie');
  return new Response(response.body, { status: response.status, headers });
}
