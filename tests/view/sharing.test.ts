import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { refKey } from '../../lib/model/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { keepRecord, keepSnapshot } from '../../lib/store/write.ts';
import { loadLinks, loadRepForSharing } from '../../lib/view/load.ts';
import { snapshotScope } from '../../lib/view/sharing.ts';
import { counted } from '../helpers/counted.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { answer, linkOf, meOf } from '../helpers/view.ts';

const record = deal({ owner: { id: 'crm-tomas', name: 'Tomas Lindqvist' } });
const key = refKey(record.ref);
const { ids } = counted();
let db: SidelineDb;
beforeEach(async () => {
  db = new SidelineDb('sharing', { indexedDB: new IDBFactory(), IDBKeyRange });
  await keepRecord(db, record, NOON);
  await db.rows.put(row('typedFact', 'a', 'u:dana', answer(key, 'dana', 'tomas')));
});

/** The scope of the snapshot of a manager's visit. */
async function snapshotLies(): Promise<string | undefined> {
  const scope = snapshotScope(meOf('dana'), await loadLinks(db), record);
  if (scope) await keepSnapshot(db, record, scope, { now: NOON, ids });
  return (await db.rows.where('collection').equals('dealSnapshot').first())?.scope;
}

describe('the person with whom a record is shared', () => {
  it('is null while its owner is not linked, for any answer of the manager', async () => {
    expect(await loadRepForSharing(db, key)).toBeNull();
    expect(await snapshotLies()).toBe('u:dana');
  });
  it('is the linked owner, read within a command’s transaction', async () => {
    await db.rows.put(row('crmIdentity', 'l', 'o:o', linkOf('tomas')));
    const rep = await db.transaction('r', db.rows, db.records, db.meta, () =>
      loadRepForSharing(db, key),
    );
    expect(rep).toBe('tomas');
    expect(await snapshotLies()).toBe('p:dana:tomas');
  });
  it('is null for a record that this device never read, or of an unknown system', async () => {
    await db.rows.put(row('crmIdentity', 'l', 'o:o', { ...linkOf('tomas'), tenant: '' }));
    expect(await loadRepForSharing(db, 'espocrm/t/deal/other')).toBeNull();
    const nowhere = { ...record, ref: { ...record.ref, tenant: '' } };
    await keepRecord(db, nowhere, NOON);
    expect(await loadRepForSharing(db, refKey(nowhere.ref))).toBeNull();
    expect(snapshotScope(meOf('dana'), await loadLinks(db), nowhere)).toBeNull();
  });
});
