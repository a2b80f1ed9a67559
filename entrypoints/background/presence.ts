import { getSetting } from '../../lib/settings/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { account } from './account.ts';

/** Which record each open page shows; what is looked at is told to the server only while somebody looks. */
const places = new Map<object, string>();
let live: { at(records: readonly string[], show: boolean): void } | null = null;
let told = '';

/** Says where this person is: the records on screen, and whether others may know. Told once, until it changes or the line is a new one. */
async function tell(): Promise<void> {
  const line = live;
  if (!line) return;
  const records = [...new Set(places.values())].sort().slice(0, 20);
  const show = await getSetting('presence');
  const text = JSON.stringify([records, show]);
  if (text === told || live !== line) return;
  told = text;
  line.at(records, show);
}

/** A page came, went, or shows another record. @param refKey null: no record, or out of sight. */
export function pageAt(page: object, refKey: string | null): void {
  if (refKey === null) places.delete(page);
  else places.set(page, refKey);
  void tell();
}

/** A line to the server is open, or gone: then nobody is known to be here. */
export function presenceOver(line: typeof live): void {
  live = line;
  told = '';
  if (line) void tell();
  else void heard([]);
}

/** The switch in the settings was turned. */
export function presenceChanged(): void {
  void tell();
}

/** What the server says of who else is here; pages read it live. */
export async function heard(here: { refKey: string; users: string[] }[]): Promise<void> {
  const { db } = await account();
  await putMeta(db, 'here', here);
}
