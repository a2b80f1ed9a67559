import type { Here } from '../../lib/model/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { getSetting } from '../../lib/settings/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { createPresence, type LiveConnection } from '../../lib/sync/client/index.ts';
import { account } from './account.ts';

const presence = createPresence(() => getSetting('presence'));

/** The setting “presence” changed. */
export function presenceChanged(): void {
  unawaited('presence', presence.changed());
}

/**
 * A page opened, closed, or shows another record.
 * @param refKey null: no record, or not visible.
 */
export function pageAt(page: object, refKey: string | null): void {
  unawaited('presence', presence.pageAt(page, refKey));
}

/** The connection to the server opened, or closed (null): then the list of users is emptied. */
export function presenceOver(connection: LiveConnection | null): void {
  unawaited('presence', presence.over(connection));
  if (!connection) presentUsersChanged([]);
}

async function storePresentUsers(here: Here[]): Promise<void> {
  const { db } = await account();
  await putMeta(db, 'here', here);
}

/** The server sent who else looks at which record. Stored for pages, which read it live. */
export function presentUsersChanged(here: Here[]): void {
  unawaited('presence', storePresentUsers(here));
}
