import { type CrmRecord, known, memberOf, refKey, scopeFor } from '../../lib/model/index.ts';
import { identities } from '../../lib/store/index.ts';
import { keepRecord, keepSnapshot } from '../../lib/store/write.ts';
import { account, ids } from './account.ts';
import { rollUpSoon, summariseDeal } from './rollups.ts';

/** The rep whose pair scope a deal's snapshots sync in (docs/decisions/coaching-rules.md); the device's own person where nobody is linked. */
async function snapshotScope(record: CrmRecord) {
  const { db, me } = await account();
  if (record.kind !== 'deal') return null;
  const links = (await identities(db)).map((row) => row.fields);
  const rep = memberOf(links, record.ref, known(record.fields.owner)?.id ?? null);
  return scopeFor(me, 'pair', rep) ?? scopeFor(me, 'private', null);
}

export async function keep(record: CrmRecord): Promise<void> {
  const { db } = await account();
  const now = Date.now();
  await keepRecord(db, record, now);
  const scope = await snapshotScope(record);
  if (record.kind === 'deal' && !record.reading.filling && scope && record.ref.tenant !== '') await keepSnapshot(db, record, scope, { now, ids });
  if (record.kind === 'deal' && !record.reading.filling) {
    // Not waited for: the panel shows the record meanwhile.
    void summariseDeal(refKey(record.ref)).then(rollUpSoon, (error) => console.error('summary', error));
  }
}
