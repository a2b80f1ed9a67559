import { contextOf } from '../store/context.ts';
import type { Tx } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';
import { endResetLinks } from './madeByAdmins.ts';
import { addNotices, type MailNotice, type Notice } from './notices.ts';
import type { PasswordRules } from './passwordHooks.ts';
import type { PeopleDeps } from './people.ts';
import { resetLinkKind } from './resetLinks.ts';
import { rememberEnded } from './wipe.ts';

/**
 * Ends the sessions that sign-ins with the old password stored after the library had ended those it
 * found. A sign-in that stores its own later sees the new password (`signInWhile`).
 * @param except the token of the session that stays.
 */
async function endOthers(tx: Tx, user: string, except: string | null, now: number): Promise<void> {
  const ended = await tx
    .deleteFrom('session')
    .where('userId', '=', user)
    .where('token', '<>', except ?? '')
    .returning('token')
    .execute();
  await rememberEnded(
    tx,
    user,
    ended.map(({ token }) => token),
    now,
  );
}

/**
 * A change to somebody's account, and the notice of it.
 * @param session the token of the session that stays.
 */
async function change(
  deps: PeopleDeps,
  user: string,
  session: string | null,
  work: (tx: Tx) => Promise<void>,
): Promise<Notice | null> {
  const who = await contextOf(deps.db, user);
  if (!who) return null;
  const notice: Notice = { org: who.org, user, kind: 'password', by: null };
  const version = await deps.store.within(who.org, async (tx) => {
    await work(tx);
    await endOthers(tx, user, session, deps.now());
    await endResetLinks(tx, user);
    await addNotices(tx, deps, [notice]);
    return (await lockOrg(tx, who.org, 1)).orgVersion + 1;
  });
  // Sockets whose session has ended are closed at once.
  deps.poke(who.org, version);
  return notice;
}

export function passwordRules(deps: PeopleDeps, mail: MailNotice): PasswordRules {
  return {
    kindOf: (secret) => resetLinkKind(deps.db, secret),
    async wasReset(user, { keepSignIns, isMailed }, language) {
      const notice = await change(deps, user, null, async (tx) => {
        // Who could sign in through a provider may be the reason for the new password.
        if (!keepSignIns)
          await tx
            .deleteFrom('account')
            .where('userId', '=', user)
            .where('providerId', '<>', 'credential')
            .execute();
        if (isMailed)
          await tx
            .updateTable('user')
            .set({ emailVerified: true })
            .where('id', '=', user)
            .execute();
      });
      if (notice) mail(notice, language);
    },
    ended: ({ userId, token }) => rememberEnded(deps.db, userId, [token], deps.now()),
    async wasChanged(user, session, language) {
      const notice = await change(deps, user, session, async () => {});
      if (notice) mail(notice, language);
    },
  };
}
