import type { IdSource, NoticeKind, Notices } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/tables.ts';

/** How many a person gets at once, the latest first, and how long they are stored. */
const SHOWN = 50;
const KEEP_MS = 90 * 86_400_000;

/** Something that was done to the account of a person, who is notified. */
export interface Notice {
  org: string;
  user: string;
  kind: NoticeKind;
  /** The administrator who did it; for a linked sign-in its provider, without an id. */
  by: { id: string | null; name: string } | null;
}

/** Sends a notice by mail, if a mail server is configured. @param language `Accept-Language`. */
export type MailNotice = (notice: Notice, language: string | undefined) => void;

/** The asker as the one who did something. */
export async function actorOf(tx: Tx, who: Context): Promise<{ id: string; name: string }> {
  const person = await tx
    .selectFrom('user')
    .select('name')
    .where('id', '=', who.user)
    .executeTakeFirstOrThrow();
  return { id: who.user, name: person.name };
}

/** Stores notices, in the transaction of what they are about. */
export async function addNotices(
  tx: Tx,
  deps: { ids: IdSource; now(): number },
  notices: readonly Notice[],
): Promise<void> {
  const at = deps.now();
  for (const { org, user, kind, by } of notices)
    await tx
      .insertInto('notice')
      .values({
        org_id: org,
        user_id: user,
        id: deps.ids.next(),
        kind,
        by_id: by?.id ?? null,
        by_name: by?.name ?? null,
        at,
        seen_at: null,
      })
      .execute();
}

/** The asker's notices, latest first. */
export async function noticesOf(store: Store, who: Context): Promise<Notices> {
  return store.within(who.org, async (tx) => {
    const rows = await tx
      .selectFrom('notice')
      .select(['id', 'kind', 'by_name', 'at', 'seen_at'])
      .where('org_id', '=', who.org)
      .where('user_id', '=', who.user)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(SHOWN)
      .execute();
    return {
      notices: rows.map(({ id, kind, by_name, at, seen_at }) => ({
        id,
        kind: kind as NoticeKind,
        by: by_name,
        at: Number(at),
        seen: seen_at !== null,
      })),
    };
  });
}

/** Marks one of the asker's notices as seen. It stays in the list. */
export async function markSeen(
  deps: { store: Store; now(): number },
  who: Context,
  id: string,
): Promise<void> {
  await deps.store.within(who.org, (tx) =>
    tx
      .updateTable('notice')
      .set({ seen_at: deps.now() })
      .where('org_id', '=', who.org)
      .where('user_id', '=', who.user)
      .where('id', '=', id)
      .where('seen_at', 'is', null)
      .execute(),
  );
}

/** Deletes notices of a person who leaves, and with `erase` their name in those of others. */
export async function forgetNotices(
  tx: Tx,
  org: string,
  user: string,
  erase: boolean,
): Promise<void> {
  await tx.deleteFrom('notice').where('org_id', '=', org).where('user_id', '=', user).execute();
  if (erase)
    await tx
      .updateTable('notice')
      .set({ by_name: null })
      .where('org_id', '=', org)
      .where('by_id', '=', user)
      .execute();
}

/** Deletes old notices of an organisation. */
export async function deleteOldNotices(tx: Tx, org: string, now: number): Promise<void> {
  await tx
    .deleteFrom('notice')
    .where('org_id', '=', org)
    .where('at', '<', now - KEEP_MS)
    .execute();
}
