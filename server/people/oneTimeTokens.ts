import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../store/tables.ts';

const digest = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** Stores data under a one-time secret, of which only the hash is stored. @returns the secret. */
export async function createOneTimeToken(
  db: Db,
  kind: string,
  data: unknown,
  expiresAt: number,
  secret = randomBytes(32).toString('base64url'),
): Promise<string> {
  await db
    .insertInto('once')
    .values({ id: digest(secret), kind, data: JSON.stringify(data), expires_at: expiresAt })
    .execute();
  return secret;
}

/** True if data is stored under a secret and has not expired. The data stays. */
export async function oneTimeTokenExists(
  db: Db,
  kind: string,
  secret: string,
  now: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('once')
    .select('expires_at')
    .where('id', '=', digest(secret))
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row !== undefined && row.expires_at > now;
}

/** Returns and deletes the data, once. Null if the secret is unknown, used or expired. */
export async function consumeOneTimeToken(
  db: Db,
  kind: string,
  secret: string,
  now: number,
): Promise<unknown> {
  const row = await db
    .deleteFrom('once')
    .where('id', '=', digest(secret))
    .where('kind', '=', kind)
    .returning(['data', 'expires_at'])
    .executeTakeFirst();
  return row && row.expires_at > now ? JSON.parse(row.data) : null;
}
