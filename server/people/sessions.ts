import { createHmac, randomBytes } from 'node:crypto';
import type * as z from 'zod/mini';
import type { Sessions } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Db, Tx } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';
import type { Auth } from './auth.ts';
import { actorOf, addNotices, type Notice } from './notices.ts';
import { lockAsAdmin, memberIn, type PeopleDeps, PeopleError } from './people.ts';
import { rememberEnded } from './wipe.ts';

/** As long as better-auth’s links in mails (`resetPasswordTokenExpiresIn`). */
const MAILED_RESET_MS = 3_600_000;

const iso = (value: unknown) => new Date(value as string | Date).toISOString();

/** The open sessions of a person. */
export async function sessionsOf(
  db: Db,
  user: string,
  current: string,
  now: number,
): Promise<z.infer<typeof Sessions>['sessions']> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'createdAt', 'updatedAt', 'expiresAt', 'userAgent'])
    .where('userId', '=', user)
    .execute();
  return rows
    .filter((row) => Date.parse(iso(row.expiresAt)) > now)
    .map((row) => ({
      id: row.id,
      createdAt: iso(row.createdAt),
      lastSeen: iso(row.updatedAt),
      agent: row.userAgent,
      current: row.id === current,
    }))
    .sort((a, b) => b.lastSeen.localeCompare(a.lastSeen));
}

/** Sessions that one transaction deletes. */
const AT_ONCE = 200;

/** Deletes sessions that are over. Their devices are remembered: a wipe has to reach them later. */
export async function deleteExpiredSessions(db: Db, now: number): Promise<void> {
  for (let deleted = AT_ONCE; deleted === AT_ONCE; )
    deleted = await db.transaction().execute(async (tx) => {
      const over = await tx
        .selectFrom('session')
        .select(['id', 'userId', 'token'])
        .where('expiresAt', '<', new Date(now).toISOString())
        .limit(AT_ONCE)
        .execute();
      for (const { id, userId, token } of over) {
        await tx.deleteFrom('session').where('id', '=', id).execute();
        await rememberEnded(tx, userId, [token], now);
      }
      return over.length;
    });
}

/**
 * Does for an unknown address what a request for a new password does for a known one: it stores a
 * row, of which nobody learns the code. Otherwise the time of the answer would tell whether an
 * account exists.
 */
export async function evenResetRequest(auth: Auth, email: string, now: number): Promise<void> {
  const { internalAdapter } = await auth.$context;
  // Also deletes expired rows now and then: here, for both kinds of address.
  await internalAdapter.findVerificationValue('nobody');
  if (await internalAdapter.findUserByEmail(email)) return;
  await internalAdapter.createVerificationValue({
    value: 'nobody',
    identifier: `nobody:${randomBytes(24).toString('base64url')}`,
    expiresAt: new Date(now + MAILED_RESET_MS),
  });
}

/**
 * Ends sessions of a person; their sockets close at once.
 * @param first what the transaction begins with.
 * @returns the number of sessions.
 */
async function end(
  deps: PeopleDeps,
  org: string,
  user: string,
  id: string | null,
  first: (tx: Tx) => Promise<void> = async () => {},
): Promise<number> {
  const { ended, version } = await deps.store.within(org, async (tx) => {
    await first(tx);
    let query = tx.deleteFrom('session').where('userId', '=', user);
    if (id !== null) query = query.where('id', '=', id);
    const tokens = (await query.returning('token').execute()).map(({ token }) => token);
    await rememberEnded(tx, user, tokens, deps.now());
    // The new version makes every process read the sessions of its sockets again.
    const { orgVersion } = await lockOrg(tx, org, tokens.length > 0 ? 1 : 0);
    return { ended: tokens.length, version: orgVersion + 1 };
  });
  if (ended > 0) deps.poke(org, version);
  return ended;
}

/** Ends one session of the asker. */
export function endSession(deps: PeopleDeps, who: Context, id: string): Promise<number> {
  return end(deps, who.org, who.user, id);
}

/** Ends every session of a member, for an administrator. The member is notified. */
export async function signOutMember(
  deps: PeopleDeps,
  who: Context,
  user: string,
): Promise<{ ended: number; notice: Notice }> {
  if (who.role !== 'admin') throw new PeopleError('notAllowed');
  const notice: Notice = { org: who.org, user, kind: 'signedOut', by: null };
  const ended = await end(deps, who.org, user, null, async (tx) => {
    await lockAsAdmin(tx, who);
    await memberIn(tx, who, user);
    notice.by = await actorOf(tx, who);
    await addNotices(tx, deps, [notice]);
  });
  return { ended, notice };
}

/** Ends a session whose token nobody received yet. @param token as the client would send it. */
async function endUnused(auth: Auth, token: string): Promise<void> {
  const { internalAdapter } = await auth.$context;
  await internalAdapter.deleteSession(decodeURIComponent(token).split('.')[0] ?? '');
}

/**
 * Lets a sign-in open a session only if its reason still holds once the session is stored:
 * whoever ends that, ends the stored sessions afterwards. Without the second look, a password or a
 * linked sign-in that ended meanwhile would keep a session.
 * @param token reads the token of a new session; null if there is none.
 * @returns null if it does not hold any more.
 */
export async function signInWhile<T>(
  auth: Auth,
  signIn: () => Promise<T>,
  token: (signedIn: T) => string | null,
  holds: () => Promise<boolean>,
): Promise<T | null> {
  let signedIn: T;
  try {
    signedIn = await signIn();
  } catch (error) {
    // Of a person who is removed meanwhile no session can be stored.
    if (await holds()) throw error;
    return null;
  }
  if (await holds()) return signedIn;
  const opened = token(signedIn);
  if (opened !== null) await endUnused(auth, opened);
  return null;
}

/**
 * Signs in a person whom a provider identified.
 * @returns the bearer token, signed like better-auth's.
 */
export async function signInAs(auth: Auth, user: string): Promise<string> {
  const context = await auth.$context;
  const session = await context.internalAdapter.createSession(user);
  const signature = createHmac('sha256', context.secret).update(session.token).digest('base64');
  return encodeURIComponent(`${session.token}.${signature}`);
}
