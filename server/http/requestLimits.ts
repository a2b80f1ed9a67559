import type { Context, MiddlewareHandler } from 'hono';
import { LIMITS, type Route, type Secret } from '../api/route.ts';
import type { Guesses, Outcome } from '../limits/guesses.ts';
import type { Limiters } from '../limits/limiter.ts';
import type { Env } from './env.ts';
import { enforceLimit } from './refusals.ts';

const MINUTE = 60;

const network = (c: Context<Env>): string => c.get('network');
/** By its id: the text of a header can name one session in many ways. */
const session = (c: Context<Env>): string => c.get('session');

async function outcomeOf({ status, code }: Secret, answer: Response): Promise<Outcome> {
  if (answer.status === 200) return 'right';
  if (answer.status !== status) return 'none';
  if (code === undefined) return 'wrong';
  const refusal = (await answer.clone().json()) as { code?: string };
  return refusal.code === code ? 'wrong' : 'none';
}

function delayed(path: string, secret: Secret, guesses: Guesses): MiddlewareHandler<Env> {
  // What a session guesses is the password of its account, whatever route it asks.
  const [kind, from] = secret.by === 'session' ? ['password', session] : [path, network];
  return async (c, next) => {
    const guess = await guesses.secret(kind, from(c));
    enforceLimit(guess.wait);
    await next();
    await guess.judged(await outcomeOf(secret, c.res));
  };
}

/**
 * The limits of a route besides those of every request: of requests where a secret can be guessed
 * or a mail is sent, and the wait after wrong guesses.
 */
export function routeLimits(
  limiters: Limiters,
  guesses: Guesses,
): (route: Route) => Record<'counts' | 'delay', MiddlewareHandler<Env>[]> {
  const counts = new Map(
    Object.entries(LIMITS).map(([name, points]) => [
      name,
      limiters(name, { points, seconds: MINUTE }),
    ]),
  );
  return ({ path, limit, secret }) => {
    const count = limit === undefined ? undefined : counts.get(limit);
    const counted: MiddlewareHandler<Env> = async (c, next) => {
      if (count) enforceLimit(await count.take(network(c)));
      await next();
    };
    return {
      counts: count ? [counted] : [],
      delay: secret ? [delayed(path, secret, guesses)] : [],
    };
  };
}
