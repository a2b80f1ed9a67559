import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/tables.ts';

/** Whose account a link opens, and who made it. */
export interface Link {
  user: string;
  by: string;
}

const digest = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** Stores data under a secret, of which only the hash is stored. */
async function store(
  db: Db,
  kind: string,
  secret: string,
  data: unknown,
  expiresAt: number,
  link: Link | null = null,
): Promise<void> {
  await db
    .insertInto('once')
    .values({
      id: digest(secret),
      kind,
      data: JSON.stringify(data),
      expires_at: expiresAt,
      user_id: link?.user ?? null,
      made_by: link?.by ?? null,
    })
    .execute();
}

/** Stores data under a new one-time token. @returns the token. */
export async function createOneTimeToken(
  db: Db,
  kind: string,
  data: unknown,
  expiresAt: number,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await store(db, kind, secret, data, expiresAt);
  return secret;
}

/**
 * Marks a secret of another origin. A marker can be read any number of times until it expires.
 * @param replaces false to leave an earlier marker of the secret as it is.
 */
export async function createMarker(
  db: Db,
  kind: string,
  secret: string,
  expiresAt: number,
  data: Record<string, string> = {},
  replaces = true,
): Promise<void> {
  const marker = { kind, data: JSON.stringify(data), expires_at: expiresAt };
  await db
    .insertInto('once')
    .values({ id: digest(secret), ...marker, user_id: null, made_by: null })
    .onConflict((conflict) => {
      const same = conflict.column('id');
      return replaces ? same.doUpdateSet(marker) : same.doNothing();
    })
    .execute();
}

/** The kinds of markers of sessions, in the words of their index. */
const OF_SESSION = sql<boolean>`kind in ('ended', 'wiped')`;

/**
 * Turns all markers of sessions of one kind with this data into another kind.
 * @returns their ids.
 */
export async function remarkAll(
  db: Db,
  from: string,
  to: string,
  data: Record<string, string>,
): Promise<string[]> {
  const marked = await db
    .updateTable('once')
    .set({ kind: to })
    .where(OF_SESSION)
    .where('kind', '=', from)
    .where('data', '=', JSON.stringify(data))
    .returning('id')
    .execute();
  return marked.map(({ id }) => id);
}

/**
 * Lets all markers of sessions with this data end later.
 * @returns their ids and kinds.
 */
export function renewAll(
  db: Db,
  data: Record<string, string>,
  expiresAt: number,
): Promise<{ id: string; kind: string }[]> {
  return db
    .updateTable('once')
    .set({ expires_at: expiresAt })
    .where(OF_SESSION)
    .where('data', '=', JSON.stringify(data))
    .returning(['id', 'kind'])
    .execute();
}

/** Records who made a link, under its secret. */
export async function createLink(
  db: Db,
  kind: string,
  secret: string,
  link: Link,
  expiresAt: number,
): Promise<void> {
  await store(db, kind, secret, {}, expiresAt, link);
}

/** Forgets who made a link that ended. */
export async function forgetLink(db: Db, kind: string, secret: string): Promise<void> {
  await db.deleteFrom('once').where('id', '=', digest(secret)).where('kind', '=', kind).execute();
}

/** Who made a link; null if nobody is recorded. */
export async function linkOf(db: Db, kind: string, secret: string): Promise<Link | null> {
  const row = await db
    .selectFrom('once')
    .select(['user_id as user', 'made_by as by'])
    .where('id', '=', digest(secret))
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row?.user && row.by ? { user: row.user, by: row.by } : null;
}

/** The id under which a secret is stored: its SHA-256. */
export const idOfSecret = digest;

/** The kind and the data of a marker that has not expired. @param id SHA-256 of the secret. */
export async function markerOf(
  db: Db,
  id: string,
  now: number,
): Promise<{ kind: string; data: Record<string, unknown> } | null> {
  const row = await db
    .selectFrom('once')
    .select(['kind', 'data', 'expires_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || row.expires_at <= now) return null;
  return { kind: row.kind, data: JSON.parse(row.data) as Record<string, unknown> };
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
