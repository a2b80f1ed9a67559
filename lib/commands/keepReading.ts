import type { CrmRecord, IdSource } from '../model/index.ts';
import { getMeta, type SidelineDb } from '../store/index.ts';
import { keepRecord, keepSnapshot } from '../store/write.ts';
import { linksFor } from '../view/load.ts';
import { snapshotScope } from '../view/sharing.ts';

/**
 * Keeps a reading, and a snapshot of the deal where it looks different. Where that goes is decided
 * in the transaction that writes it: a link may change at any moment.
 */
export async function keepReading(
  db: SidelineDb,
  record: CrmRecord,
  deps: { now: number; ids: IdSource },
): Promise<void> {
  await db.transaction('rw', [db.records, db.rows, db.outbox, db.meta, db.drafts], async () => {
    await keepRecord(db, record, deps.now);
    const scope = snapshotScope(
      (await getMeta(db, 'me')) ?? null,
      await linksFor(db, record),
      record,
    );
    if (record.kind === 'deal' && scope) await keepSnapshot(db, record, scope, deps);
  });
}
