import { type CrmRecord, type IdSource, refKey } from '../model/index.ts';
import {
  formatRows,
  getMeta,
  type SidelineDb,
  seenVisits,
  type YieldToOthers,
} from '../store/index.ts';
import { keepRecord, keepSnapshot, writtenTables } from '../store/write.ts';
import { answersFor, withAnswers } from '../view/formats.ts';
import { linksFor } from '../view/load.ts';
import { snapshotScope } from '../view/sharing.ts';
import { readAhead } from './texts.ts';

/**
 * Stores a reading, and a snapshot of the deal where it has changed: in one transaction, so that
 * the reading knows which visits it is later than. The reading is stored even if the snapshot
 * fails. The snapshot's scope is decided in the transaction that writes it, since a link may change
 * at any moment.
 * @param deps.report receives the error where no snapshot could be stored.
 */
export async function keepReading(
  db: SidelineDb,
  record: CrmRecord,
  deps: {
    now: number;
    ids: IdSource;
    /** The page that was read. */
    href: string | null;
    report(error: unknown): void;
    /** Called between the texts of the record. */
    yieldToOthers?: YieldToOthers;
  },
): Promise<void> {
  const key = refKey(record.ref);
  await readAhead(db, record, deps.yieldToOthers ?? (async () => {})).catch(deps.report);
  const tables = [db.records, ...writtenTables(db)];
  await db
    .transaction('rw', tables, async () => {
      const me = (await getMeta(db, 'me')) ?? null;
      const scope = snapshotScope(me, await linksFor(db, record), record);
      const read = withAnswers(record, answersFor(await formatRows(db), record.ref));
      if (read.kind === 'deal' && scope) await keepSnapshot(db, read, scope, deps);
      await keepRecord(db, record, deps.now, await seenVisits(db, key), deps.href);
    })
    .catch(async (error: unknown) => {
      await db.transaction('rw', [db.records, db.rows, db.outbox], async () =>
        keepRecord(db, record, deps.now, await seenVisits(db, key), deps.href),
      );
      deps.report(error);
    });
}
