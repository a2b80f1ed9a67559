import { RepDay } from '../model/index.ts';
import type { SidelineDb } from './db.ts';

// What the open deals of each owner have in common on one day. It is computed from summaries and
// leaves the device with them (derived.ts). One row of `meta` for each owner, so that a page reads
// only that of its deal.

const PREFIX = 'repDay:';

/** The stored day of an owner; null where there is none. @param owner see ownerKey. */
export async function storedRepDay(db: SidelineDb, owner: string): Promise<RepDay | null> {
  const stored = await db.meta.get(PREFIX + owner);
  return RepDay.safeParse(stored?.value).data ?? null;
}

/** Stores a day. The same one is not written again: pages read it live. */
export async function keepRepDay(db: SidelineDb, owner: string, value: RepDay): Promise<void> {
  const stored = await storedRepDay(db, owner);
  if (stored?.day === value.day && stored.open === value.open) return;
  await db.meta.put({ key: PREFIX + owner, value });
}

export async function forgetRepDays(db: SidelineDb): Promise<void> {
  await db.meta.where('key').startsWith(PREFIX).delete();
}
