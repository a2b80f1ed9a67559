import type { SignIns } from '../../lib/model/index.ts';
import { type Context, currentMembership } from '../store/context.ts';
import { lockOrg } from '../sync/rows.ts';
import { insertAccount } from './auth.ts';
import { addNotices, type Notice } from './notices.ts';
import type { OidcDeps } from './oidcCodes.ts';
import { PeopleError } from './people.ts';
import type { Provider } from './providers.ts';
import { rememberEnded } from './wipe.ts';

const PASSWORD = 'credential';

/** The name of a provider by its issuer, also of one that is no longer configured. */
function nameOf(deps: Pick<OidcDeps, 'providers'>, issuer: string): string {
  const provider = deps.providers.find((item) => item.issuer === issuer);
  return provider?.name ?? URL.parse(issuer)?.hostname ?? issuer;
}

/** How the asker can sign in. */
export async function signInsOf(deps: OidcDeps, who: Context): Promise<SignIns> {
  const rows = await deps.db
    .selectFrom('account')
    .select(['id', 'providerId', 'createdAt'])
    .where('userId', '=', who.user)
    .orderBy('createdAt')
    .execute();
  return {
    hasPassword: rows.some((row) => row.providerId === PASSWORD),
    signIns: rows
      .filter((row) => row.providerId !== PASSWORD)
      .map(({ id, providerId, createdAt }) => ({
        id,
        name: nameOf(deps, providerId),
        linkedAt: new Date(createdAt).toISOString(),
      })),
  };
}

/**
 * Links a provider's sign-in to the asker's account; the asker is notified.
 * @throws PeopleError if it belongs to another account; MembershipEndedError.
 */
export async function linkSignIn(
  deps: OidcDeps,
  who: Context,
  { provider, subject }: { provider: Provider; subject: string },
): Promise<Notice | null> {
  const by = { id: null, name: provider.name };
  const notice: Notice = { org: who.org, user: who.user, kind: 'signInLinked', by };
  return deps.store.within(who.org, async (tx) => {
    // Locked, so that two requests at once do not link one sign-in twice.
    await lockOrg(tx, who.org, 0);
    // Behind the lock: the person may have been removed, and has no account to link to any more.
    await currentMembership(tx, who);
    const linked = await tx
      .selectFrom('account')
      .select('userId')
      .where('providerId', '=', provider.issuer)
      .where('accountId', '=', subject)
      .executeTakeFirst();
    if (linked?.userId === who.user) return null;
    if (linked) throw new PeopleError('signInTaken');
    await insertAccount(tx, {
      userId: who.user,
      providerId: provider.issuer,
      accountId: subject,
      password: null,
      now: new Date(deps.now()),
    });
    await addNotices(tx, deps, [notice]);
    return notice;
  });
}

/**
 * Removes a linked sign-in, and ends the asker's other sessions, which may have begun with it.
 * @throws PeopleError if the asker could not sign in any more.
 */
export async function removeSignIn(
  deps: OidcDeps,
  who: Context,
  { id, session }: { id: string; session: string },
): Promise<Notice> {
  const { notice, version } = await deps.store.within(who.org, async (tx) => {
    // Locked, so that of two removals at once the second sees the first.
    const { orgVersion } = await lockOrg(tx, who.org, 1);
    const all = await tx
      .selectFrom('account')
      .select(['id', 'providerId'])
      .where('userId', '=', who.user)
      .execute();
    const removed = all.find((row) => row.id === id && row.providerId !== PASSWORD);
    if (!removed) throw new PeopleError('notFound');
    if (all.length === 1) throw new PeopleError('lastSignIn');
    await tx.deleteFrom('account').where('id', '=', id).where('userId', '=', who.user).execute();
    const ended = await tx
      .deleteFrom('session')
      .where('userId', '=', who.user)
      .where('id', '<>', session)
      .returning('token')
      .execute();
    await rememberEnded(
      tx,
      who.user,
      ended.map(({ token }) => token),
      deps.now(),
    );
    const by = { id: null, name: nameOf(deps, removed.providerId) };
    const made: Notice = { org: who.org, user: who.user, kind: 'signInRemoved', by };
    await addNotices(tx, deps, [made]);
    return { notice: made, version: orgVersion + 1 };
  });
  deps.poke(who.org, version);
  return notice;
}
