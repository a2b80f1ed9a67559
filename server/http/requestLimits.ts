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

/** What a session guesses is the password of its account, whatever route it asks. */
const PASSWORD = 'password';

function delayed(path: string, secret: Secret, guesses: Guesses): MiddlewareHandler<Env> {
  const [kind, from] = secret.by === 'session' ? [PASSWORD, session] : [path, network];
  return async (c, next) => {
    const guess = await guesses.secret(kind, from(c));
    enforceLimit(guess.wait);
    await next();
    await guess.judged(await outcomeOf(secret, c.res));
  };
}

/** The limits besides those of every request: where a secret can be guessed or a mail is sent. */
export interface RequestLimits {
  /** `delay`: the wait after wrong guesses, maybe of the session. */
  of(route: Route): Record<'counts' | 'delay', MiddlewareHandler<Env>[]>;
  /**
   * Judges the present password of the account in a request that may do without one. Only then is
   * it a guess: a request without it would forgive the wrong ones before.
   */
  guessed(c: Context<Env>, isRight: () => Promise<boolean>): Promise<boolean>;
}

export function requestLimits(limiters: Limiters, guesses: Guesses): RequestLimits {
  const limiter = (name: keyof typeof LIMITS) =>
    limiters(name, { points: LIMITS[name], seconds: MINUTE });
  const counts = {
    codes: limiter('codes'),
    resetMails: limiter('resetMails'),
    signIns: limiter('signIns'),
    passwords: limiter('passwords'),
  };
  return {
    of({ path, limit, secret }) {
      const count = limit === undefined || limit === 'none' ? undefined : counts[limit];
      const counted: MiddlewareHandler<Env> = async (c, next) => {
        if (count) enforceLimit(await count.take(network(c)));
        await next();
      };
      return {
        counts: count ? [counted] : [],
        delay: secret ? [delayed(path, secret, guesses)] : [],
      };
    },
    async guessed(c, isRight) {
      enforceLimit(await counts.passwords.take(network(c)));
      const guess = await guesses.secret(PASSWORD, session(c));
      enforceLimit(guess.wait);
      const answer = await isRight().catch(async (error: unknown) => {
        await guess.judged('none');
        throw error;
      });
      await guess.judged(answer ? 'right' : 'wrong');
      return answer;
    },
  };
}
