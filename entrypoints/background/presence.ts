import { inBackground } from '../../lib/platform/background.ts';
import { getSetting } from '../../lib/settings/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { createPresence, type LiveLine } from '../../lib/sync/client/index.ts';
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

/** A line to the server is open, or gone: then nobody is known to be here. */
export function presenceOver(line: LiveLine | null): void {
  inBackground('presence', presence.over(line));
  if (!line) heard([]);
}

async function keepHere(here: { refKey: string; users: string[] }[]): Promise<void> {
  const { db } = await account();
  await putMeta(db, 'here', here);
}

/** What the server says of who else is here; pages read it live. */
export function heard(here: { refKey: string; users: string[] }[]): void {
  inBackground('presence', keepHere(here));
}
