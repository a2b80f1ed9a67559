import type { Context } from 'hono';
import type { Auth } from '../people/auth.ts';
import { isFreshSession } from '../people/confirmed.ts';
import { isPresentPassword } from '../people/newPassword.ts';
import type { PeopleDeps } from '../people/people.ts';
import type { Env } from './env.ts';
import { refuse } from './refusals.ts';
import type { RequestLimits } from './requestLimits.ts';

export type Confirm = (c: Context<Env>, password: string | undefined) => Promise<void>;

/**
 * Asks for what a session alone must not do, because it may be stolen: it began a moment ago, or
 * the person types the password of the account.
 */
export function createConfirm(
  deps: Pick<PeopleDeps, 'db' | 'now'> & { auth: Auth },
  limits: Pick<RequestLimits, 'guessed'>,
): Confirm {
  return async (c, password) => {
    if (await isFreshSession(deps, c.get('session'))) return;
    if (password === undefined) throw refuse(403, 'confirm');
    const isRight = () => isPresentPassword(deps.auth, c.get('who').user, password);
    if (!(await limits.guessed(c, isRight))) throw refuse(403, 'confirm');
  };
}
