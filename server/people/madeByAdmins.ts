import type { Db, Tx } from '../store/tables.ts';

/** Kind of the one-time tokens that record who made a link for a new password. */
export const RESET = 'reset';

/** How better-auth names a link for a new password, by its secret. */
export const resetIdentifier = (secret: string): string => `reset-password:${secret}`;

/** True if a person administers an organisation at the moment. */
export async function administers(tx: Db | Tx, org: string, user: string): Promise<boolean> {
  const member = await tx
    .selectFrom('member')
    .select('role')
    .where('org_id', '=', org)
    .where('user_id', '=', user)
    .executeTakeFirst();
  return member?.role === 'admin';
}

export async function hasAdministrator(tx: Db | Tx, org: string): Promise<boolean> {
  const found = await tx
    .selectFrom('member')
    .select('user_id')
    .where('org_id', '=', org)
    .where('role', '=', 'admin')
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Ends every link for a person's password. */
export async function endResetLinks(tx: Db | Tx, user: string): Promise<void> {
  await tx
    .deleteFrom('verification')
    .where('value', '=', user)
    .where('identifier', 'like', resetIdentifier('%'))
    .execute();
  await tx.deleteFrom('once').where('kind', '=', RESET).where('user_id', '=', user).execute();
}

/**
 * Ends what a person made as an administrator and nobody has used yet: invitations, and links for
 * the passwords of others. Called where the person loses the role.
 */
export async function endWhatTheyMade(tx: Tx, org: string, user: string): Promise<void> {
  await tx
    .deleteFrom('invitation')
    .where('org_id', '=', org)
    .where('invited_by', '=', user)
    .where('used_at', 'is', null)
    .execute();
  const made = await tx
    .selectFrom('once')
    .select('user_id')
    .where('kind', '=', RESET)
    .where('made_by', '=', user)
    .execute();
  // A newer link ends older ones, so these people have no other.
  for (const { user_id: of } of made) if (of !== null) await endResetLinks(tx, of);
}
