import { inBackground } from '../../lib/platform/background.ts';
import { getSetting } from '../../lib/settings/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { createPresence, type LiveConnection } from '../../lib/sync/client/index.ts';
import { account } from './account.ts';

const presence = createPresence(() => getSetting('presence'));

/** The switch in the settings was turned. */
export function presenceChanged(): void {
  inBackground('presence', presence.changed());
}

/** A page came, went, or shows another record. @param refKey null: no record, or out of sight. */
export function pageAt(page: object, refKey: string | null): void {
  inBackground('presence', presence.pageAt(page, refKey));
}

/** The live connection is ready, or (null) lost: then nobody else is known to be here. */
export function presenceOver(connection: LiveConnection | null): void {
  inBackground('presence', presence.over(connection));
  if (!connection) heard([]);
}

async function keepHere(here: { refKey: string; users: string[] }[]): Promise<void> {
  const { db } = await account();
  await putMeta(db, 'here', here);
}

/** What the server says of who else is here; pages read it live. */
export function heard(here: { refKey: string; users: string[] }[]): void {
  inBackground('presence', keepHere(here));
}
