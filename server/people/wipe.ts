import type { Context } from '../store/context.ts';
import { addEndings } from '../store/erased.ts';
import type { Db } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';
import { actorOf, addNotices, type Notice } from './notices.ts';
import { createMarker, idOfSecret, markerOf, remarkAll } from './oneTimeTokens.ts';
import { lockAsAdmin, memberIn, type PeopleDeps, PeopleError } from './people.ts';
import { ENDED, REMOVED } from './removal.ts';

/** Kind of the markers of sessions whose devices have to delete their data. */
export const WIPED = 'wiped' as const;
/** How long a device can be away. */
export const REMEMBERED_MS = 90 * 86_400_000;

/**
 * Remembers sessions that end: their devices keep the data, locked, so that a wipe has
 * to reach them later. A wipe that came first stays.
 */
export async function rememberEnded(
  db: Db,
  user: string,
  tokens: readonly string[],
  now: number,
): Promise<void> {
  for (const token of tokens)
    await createMarker(db, ENDED, token, now + REMEMBERED_MS, { user }, false);
}

/**
 * Ends all sessions of a member, and makes their devices delete the account's data at their next
 * request. The member is notified.
 * @returns the number of sessions that were still open.
 */
export async function wipeMember(
  deps: PeopleDeps,
  who: Context,
  user: string,
): Promise<{ ended: number; notice: Notice }> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  await memberIn(deps.db, who, user);
  const notice: Notice = { org: who.org, user, kind: 'wiped', by: null };
  const { ended, version } = await deps.store.within(who.org, async (tx) => {
    await lockAsAdmin(tx, who);
    await memberIn(tx, who, user);
    const open = await tx
      .deleteFrom('session')
      .where('userId', '=', user)
      .returning('token')
      .execute();
    for (const { token } of open)
      await createMarker(tx, WIPED, token, deps.now() + REMEMBERED_MS, { user });
    const before = await remarkAll(tx, ENDED, WIPED, { user });
    // A restored backup must not take a device out of reach.
    const marks = [...open.map(({ token }) => idOfSecret(token)), ...before];
    await addEndings(tx, who.org, WIPED, marks, deps.now());
    notice.by = await actorOf(tx, who);
    await addNotices(tx, deps, [notice]);
    // The new version makes every process read the sessions of its sockets again.
    return { ended: open.length, version: (await lockOrg(tx, who.org, 1)).orgVersion + 1 };
  });
  deps.poke(who.org, version);
  return { ended, notice };
}

type WhyEnded = 'removed' | 'wiped' | 'signedOut';

/**
 * Why a session ended. A person who was removed later has no account any more, so that also the
 * devices whose sessions had ended before learn of the removal.
 * @param mark the SHA-256 of the session’s token.
 */
async function endOf(db: Db, mark: string, now: number): Promise<WhyEnded> {
  const marker = await markerOf(db, mark, now);
  if (marker?.kind === WIPED) return 'wiped';
  if (marker?.kind === REMOVED) return 'removed';
  if (marker?.kind !== ENDED) return 'signedOut';
  const person = await db
    .selectFrom('user')
    .select('id')
    .where('id', '=', String(marker.data.user))
    .executeTakeFirst();
  return person ? 'signedOut' : 'removed';
}

/**
 * Whether the data of a session that its person ended has to be deleted on its device: by a wipe,
 * or since the person was removed.
 * @param mark the SHA-256 of the session’s token: the device keeps no token.
 */
export async function isWiped(db: Db, mark: string, now: number): Promise<boolean> {
  return (await endOf(db, mark, now)) !== 'signedOut';
}

/** Why a token has no session: the code for its device. */
export async function whyEnded(
  db: Db,
  authorization: string | undefined,
  now: number,
): Promise<WhyEnded> {
  // The header contains the session's token, a dot and a signature. Markers are stored under the
  // token alone.
  const token = /^Bearer ([^\s.%]{1,200})\./i.exec(authorization ?? '')?.[1];
  return token === undefined ? 'signedOut' : endOf(db, idOfSecret(token), now);
}
