import { type CrmRecord, refKey } from '../../lib/model/index.ts';
import { inBackground } from '../../lib/platform/background.ts';
import { keepRecord, keepSnapshot } from '../../lib/store/write.ts';
import { loadLinks } from '../../lib/view/load.ts';
import { snapshotScope } from '../../lib/view/sharing.ts';
import { account, ids } from './account.ts';
import { rollUpSoon, summariseDeal } from './rollups.ts';

/** Keeps a reading, and what follows from it. */
export async function keep(record: CrmRecord): Promise<void> {
  const { db, me } = await account();
  const now = Date.now();
  await keepRecord(db, record, now);
  const scope = snapshotScope(me, await loadLinks(db), record);
  if (record.kind === 'deal' && scope) await keepSnapshot(db, record, scope, { now, ids });
  if (record.kind === 'deal' && !record.reading.filling) {
    // Not waited for: the panel shows the record meanwhile.
    inBackground('summary', summariseDeal(refKey(record.ref)).then(rollUpSoon));
  }
}
