import { createHash } from 'node:crypto';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { Guesses, Outcome } from '../limits/guesses.ts';
import type { Limiters } from '../limits/limiter.ts';
import type { Env } from './env.ts';
import { enforceLimit } from './refusals.ts';

const MINUTE = 60;

/**
 * Paths where a secret can be guessed, or a mail is sent: requests a minute of one network, far
 * fewer than for the rest. Paths with the same name share a limit.
 */
const GUESSES_A_MINUTE: readonly (readonly [path: string, name: string, max: number])[] = [
  ['/invitations/*', 'codes', 30],
  ['/auth/oidc/*', 'codes', 30],
  ['/auth/reset-password', 'codes', 30],
  ['/auth/request-password-reset', 'reset-mails', 10],
  ['/auth/sign-in/email', 'sign-ins', 20],
  ['/auth/change-password', 'passwords', 20],
  // It takes the administrator's password.
  ['/org/members/:id/wipe', 'passwords', 20],
];

const network = (c: Context<Env>): string => c.get('network');
/** Who changes a password holds a session, maybe a stolen one. */
const session = (c: Context<Env>): string =>
  createHash('sha256')
    .update(c.req.header('authorization') ?? '')
    .digest('base64url');

/** A refusal with this status, and this code if one is named, answers a wrong guess. */
interface Secret {
  path: string;
  from(c: Context<Env>): string;
  status: number;
  code?: string;
}

/** Secrets that are guessed by their path. Sign-in is not among them: it also knows an account. */
const SECRETS: readonly Secret[] = [
  { path: '/invitations/accept', from: network, status: 404 },
  { path: '/auth/oidc/token', from: network, status: 400 },
  { path: '/auth/reset-password', from: network, status: 400, code: 'INVALID_TOKEN' },
  { path: '/auth/change-password', from: session, status: 400, code: 'INVALID_PASSWORD' },
];

async function outcomeOf({ status, code }: Secret, answer: Response): Promise<Outcome> {
  if (answer.status === 200) return 'right';
  if (answer.status !== status) return 'none';
  if (code === undefined) return 'wrong';
  const refusal = (await answer.clone().json()) as { code?: string };
  return refusal.code === code ? 'wrong' : 'none';
}

function delayed(secret: Secret, guesses: Guesses): MiddlewareHandler<Env> {
  return async (c, next) => {
    const guess = await guesses.secret(secret.path, secret.from(c));
    enforceLimit(guess.wait);
    await next();
    await guess.judged(await outcomeOf(secret, c.res));
  };
}

/** Limits requests to paths where a secret can be guessed, and delays guesses after wrong ones. */
export function limitGuesses(app: Hono<Env>, limiters: Limiters, guesses: Guesses): void {
  for (const [path, name, points] of GUESSES_A_MINUTE) {
    const limit = limiters(name, { points, seconds: MINUTE });
    app.use(path, async (c, next) => {
      enforceLimit(await limit.take(network(c)));
      await next();
    });
  }
  for (const secret of SECRETS) app.use(secret.path, delayed(secret, guesses));
}
