import { collectionNames, crmNames } from '../model/index.ts';
import type { SidelineDb } from './db.ts';
import { waiting } from './needsAttention.ts';

/** What only this device has: it is lost where the account's data is removed. */
export interface OnlyHere {
  /** Changes that the server does not have, and those that it rejected. */
  unsent: number;
  drafts: number;
  /** Entries that are never sent: self-check, check-ins, and rows of an unknown system. */
  deviceOnly: number;
}

export async function onlyHere(db: SidelineDb): Promise<OnlyHere> {
  const [unsent, rejected, drafts, selfViews, checkIns, local] = await Promise.all([
    waiting(db),
    db.refused.count(),
    db.drafts.count(),
    db.selfViews.count(),
    db.checkIns.count(),
    localRows(db),
  ]);
  return { unsent: unsent + rejected, drafts, deviceOnly: selfViews + checkIns + local };
}

/** Rows on records whose tenant is unknown, counted by the index. */
async function localRows(db: SidelineDb): Promise<number> {
  const counts = collectionNames.flatMap((collection) =>
    crmNames.map((crm) =>
      db.rows
        .where('[collection+refKey]')
        .between([collection, `${crm}//`], [collection, `${crm}//\uffff`])
        .count(),
    ),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

/**
 * Deletes an account's whole database. Pages may still have it open, which delays the deletion of
 * the files: so its content is deleted first, and only that is awaited.
 * @returns the deletion of the files.
 */
export async function eraseStore(db: SidelineDb): Promise<{ deleted: Promise<void> }> {
  await db.transaction('rw', db.tables, () => Promise.all(db.tables.map((table) => table.clear())));
  return { deleted: db.delete({ disableAutoOpen: true }) };
}
