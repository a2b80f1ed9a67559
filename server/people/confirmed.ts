import type { PeopleDeps } from './people.ts';

/** A sign-in this recent needs no password again. */
const FRESH_MS = 10 * 60_000;

/** Whether a session began a moment ago. */
export async function isFreshSession(
  { db, now }: Pick<PeopleDeps, 'db' | 'now'>,
  session: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .select('createdAt')
    .where('id', '=', session)
    .executeTakeFirst();
  return row !== undefined && now() - new Date(row.createdAt).getTime() < FRESH_MS;
}
