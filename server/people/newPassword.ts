import type { Db } from '../store/tables.ts';
import type { Auth } from './auth.ts';
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

/**
 * True if a person's present password is this one. The estimate of a new password costs time, which
 * only who knows the present one may ask for.
 */
export async function isPresentPassword(
  auth: Auth,
  user: string,
  password: string,
): Promise<boolean> {
  const { internalAdapter, password: hashes } = await auth.$context;
  const accounts = await internalAdapter.findAccounts(user);
  const hash = accounts.find(({ providerId }) => providerId === 'credential')?.password;
  return hash ? hashes.verify({ hash, password }) : false;
}

/** The stored password of an address; null if nobody signs in with it and a password. */
export async function storedPassword(db: Db, email: string): Promise<string | null> {
  const account = await db
    .selectFrom('account')
    .innerJoin('user', 'user.id', 'account.userId')
    .select('account.password')
    .where('user.email', '=', email.toLowerCase())
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  return account?.password ?? null;
}
