import * as z from 'zod/mini';
import { type Auth, sessionOf } from '../auth.ts';
import { isCommonPassword } from './guessable.ts';

const Input = z.object({ newPassword: z.string(), token: z.optional(z.string()) });

/**
 * True if a request for a new password (by a link, or by a session) names a common one. False for
 * an unknown link or session, which better-auth refuses: the estimate costs time, and strangers
 * get none.
 * @param text the body.
 */
export async function setsCommonPassword(
  auth: Auth,
  path: string,
  text: string,
  authorization: string | undefined,
): Promise<boolean> {
  if (path !== '/auth/reset-password' && path !== '/auth/change-password') return false;
  const input = Input.safeParse(jsonOf(text));
  if (!input.success) return false;
  const { newPassword, token = '' } = input.data;
  const { internalAdapter } = await auth.$context;
  const user =
    path === '/auth/reset-password'
      ? (await internalAdapter.findVerificationValue(`reset-password:${token}`))?.value
      : (await sessionOf(auth, authorization))?.user;
  const person = user ? await internalAdapter.findUserById(user) : null;
  return person !== null && isCommonPassword(newPassword, [person.name, person.email]);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
