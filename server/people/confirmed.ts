import type { Auth } from './auth.ts';
import { type PeopleDeps, PeopleError } from './people.ts';

/** A sign-in this recent needs no password again. */
const FRESH_MS = 10 * 60_000;

/**
 * For what a session alone must not do, because it may be stolen: it began a moment ago, or the
 * person types the password of the account.
 * @throws PeopleError `confirm`
 */
export async function requireConfirmed(
  { db, auth, now }: Pick<PeopleDeps, 'db' | 'now'> & { auth: Auth },
  { session, password }: { session: string; password: string | undefined },
): Promise<void> {
  const row = await db
    .selectFrom('session')
    .leftJoin('account', (join) =>
      join.onRef('account.userId', '=', 'session.userId').on('providerId', '=', 'credential'),
    )
    .select(['session.createdAt', 'account.password'])
    .where('session.id', '=', session)
    .executeTakeFirst();
  if (!row) throw new PeopleError('confirm');
  if (now() - new Date(row.createdAt).getTime() < FRESH_MS) return;
  if (password === undefined || row.password === null) throw new PeopleError('confirm');
  const { verify } = (await auth.$context).password;
  if (!(await verify({ hash: row.password, password }))) throw new PeopleError('confirm');
}
