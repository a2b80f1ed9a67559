import { createHmac, randomBytes } from 'node:crypto';
import type * as z from 'zod/mini';
import type { Sessions } from '../../lib/model/index.ts';
import type { Auth } from '../auth.ts';
import type { Db } from '../store/tables.ts';
import { rememberEnded } from './wipe.ts';

const RESET_MS = 24 * 3_600_000;

const iso = (value: unknown) => new Date(value as string | Date).toISOString();

/** The open sessions of a person. */
export async function sessionsOf(
  db: Db,
  user: string,
  current: string,
): Promise<z.infer<typeof Sessions>['sessions']> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'createdAt', 'updatedAt', 'expiresAt', 'userAgent'])
    .where('userId', '=', user)
    .execute();
  return rows
    .filter((row) => Date.parse(iso(row.expiresAt)) > Date.now())
    .map((row) => ({
      id: row.id,
      createdAt: iso(row.createdAt),
      lastSeen: iso(row.updatedAt),
      agent: row.userAgent,
      current: row.id === current,
    }))
    .sort((a, b) => b.lastSeen.localeCompare(a.lastSeen));
}

/** Ends one session of a person, or all. @returns the number of ended sessions. */
export async function endSessions(
  db: Db,
  user: string,
  id: string | null,
  now: number,
): Promise<number> {
  let query = db.deleteFrom('session').where('userId', '=', user);
  if (id !== null) query = query.where('id', '=', id);
  const ended = await query.returning('token').execute();
  const tokens = ended.map(({ token }) => token);
  await rememberEnded(db, user, tokens, now);
  return ended.length;
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

/**
 * A secret that sets a new password once, within a day. For an administrator to pass on if no mail
 * server is configured.
 */
export async function resetCode(auth: Auth, user: string, now: number): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const context = await auth.$context;
  await context.internalAdapter.createVerificationValue({
    value: user,
    identifier: `reset-password:${token}`,
    expiresAt: new Date(now + RESET_MS),
  });
  return token;
}
