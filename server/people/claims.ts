import { numberedName, type Role } from '../../lib/model/index.ts';
import { lockOrg } from '../sync/rows.ts';
import { insertAccount, insertUser } from './auth.ts';
import { makerStillInvites } from './invitations.ts';
import { joinOrg } from './pairs.ts';
import { memberNames, type PeopleDeps } from './people.ts';

/** Why a sign-in failed; sent to the extension in the redirect. */
export type OidcError =
  | 'refused'
  | 'notInvited'
  | 'unverified'
  | 'notLinked'
  | 'otherOrg'
  | 'failed';

/** What a provider states about a person. */
export interface Claims {
  subject: string;
  email: string;
  verified: boolean;
  name: string;
}

/**
 * Finds the user for a provider's claims: an account linked before, or a new user by an invitation
 * to the verified address. An account that exists is never found by its address: whoever decides
 * the addresses at a provider would own every account here.
 */
export async function memberFor(
  deps: PeopleDeps,
  issuer: string,
  claims: Claims,
): Promise<{ user: string } | { error: OidcError }> {
  const linked = await deps.db
    .selectFrom('account')
    .select('userId')
    .where('providerId', '=', issuer)
    .where('accountId', '=', claims.subject)
    .executeTakeFirst();
  if (linked) return { user: linked.userId };
  if (claims.email === '' || !claims.verified) return { error: 'unverified' };
  const existing = await deps.db
    .selectFrom('user')
    .select('id')
    .where('email', '=', claims.email)
    .executeTakeFirst();
  if (existing) return { error: 'notLinked' };
  const invitation = await deps.db
    .selectFrom('invitation')
    .selectAll()
    .where('email', '=', claims.email)
    .where('used_at', 'is', null)
    .where('expires_at', '>', deps.now())
    .where('org_id', 'is not', null)
    .executeTakeFirst();
  const org = invitation?.org_id;
  if (!invitation || !org) return { error: 'notInvited' };
  const user = deps.ids.next();
  const version = await deps.db.transaction().execute(async (tx) => {
    // In the order of an administrator's changes, as in `redeem`.
    await lockOrg(tx, org, 0);
    const claimed = await tx
      .updateTable('invitation')
      .set({ used_at: deps.now() })
      .where('id', '=', invitation.id)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (claimed.numUpdatedRows !== 1n) throw new Error('the invitation was used in the meantime');
    await makerStillInvites(tx, invitation);
    await insertUser(tx, {
      id: user,
      email: claims.email,
      // Who signs in with a provider types no name: an equal one is numbered instead.
      name: numberedName(claims.name, await memberNames(tx, org)),
      emailVerified: true,
      now: new Date(deps.now()),
    });
    await insertAccount(tx, {
      userId: user,
      providerId: issuer,
      accountId: claims.subject,
      password: null,
      now: new Date(deps.now()),
    });
    return joinOrg(tx, {
      org,
      user,
      role: invitation.role as Role,
      team: invitation.team,
      now: deps.now(),
    });
  });
  deps.poke(org, version);
  return { user };
}
