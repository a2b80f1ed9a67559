import type { Auth } from '../auth.ts';
import { isCommonPassword } from './guessable.ts';

/** Whose password a link sets; null for an unknown link. */
export async function userOfLink(auth: Auth, token: string): Promise<string | null> {
  const { internalAdapter } = await auth.$context;
  return (await internalAdapter.findVerificationValue(`reset-password:${token}`))?.value ?? null;
}

/**
 * True if a new password is a common one.
 * @param user null for an unknown link, which better-auth refuses: the estimate costs time, and
 * strangers get none.
 */
export async function isCommonFor(
  auth: Auth,
  user: string | null,
  password: string,
): Promise<boolean> {
  if (user === null) return false;
  const person = await (await auth.$context).internalAdapter.findUserById(user);
  return person !== null && isCommonPassword(password, [person.name, person.email]);
}
