import { MOST_RECORDS_SHOWN } from '../../lib/model/index.ts';
import { inBackground } from '../../lib/platform/background.ts';
import { getSetting } from '../../lib/settings/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import type { LiveLine } from '../../lib/sync/client/index.ts';
import { account } from './account.ts';

/** Which record each open page shows; the server learns of it only while somebody looks. */
const shown = new Map<object, string>();
let live: LiveLine | null = null;
let lastSent = '';

/**
 * Sends which records are on screen, and whether others may know: once, until it changes or the
 * line is a new one.
 */
async function sendPresence(): Promise<void> {
  const line = live;
  if (!line) return;
  const records = [...new Set(shown.values())].sort().slice(0, MOST_RECORDS_SHOWN);
  const show = await getSetting('presence');
  const text = JSON.stringify([records, show]);
  if (text === lastSent || live !== line) return;
  lastSent = text;
  line.at(records, show);
}

/** The switch in the settings was turned, or another record is on screen. */
export function presenceChanged(): void {
  inBackground('presence', sendPresence());
}

/** A page came, went, or shows another record. @param refKey null: no record, or out of sight. */
export function pageAt(page: object, refKey: string | null): void {
  if (refKey === null) shown.delete(page);
  else shown.set(page, refKey);
  presenceChanged();
}

/** A line to the server is open, or gone: then nobody is known to be here. */
export function presenceOver(line: LiveLine | null): void {
  live = line;
  lastSent = '';
  if (line) presenceChanged();
  else heard([]);
}

async function keepHere(here: { refKey: string; users: string[] }[]): Promise<void> {
  const { db } = await account();
  await putMeta(db, 'here', here);
}

/** What the server says of who else is here; pages read it live. */
export function heard(here: { refKey: string; users: string[] }[]): void {
  inBackground('presence', keepHere(here));
}
