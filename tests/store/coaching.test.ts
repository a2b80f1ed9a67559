import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { summarise } from '../../lib/coaching/index.ts';
import { idSource, keyedId, LOCAL_ORG } from '../../lib/model/index.ts';
import { coachingRows, SidelineDb, waiting } from '../../lib/store/index.ts';
import { keepSummary, putChanged, write } from '../../lib/store/write.ts';
import { facts } from '../helpers/deals.ts';

let db: SidelineDb;
let count = 0;
const ids = idSource(
  () => 1_800_000_000_000 + count++,
  (bytes) => bytes.fill(count),
);
beforeEach(() => {
  db = new SidelineDb(`test-${count++}`, { indexedDB: new IDBFactory(), IDBKeyRange });
});
const deps = { now: 1, ids };
const KEY = 'espocrm/t/deal/1';
const base = { refKey: KEY, signal: 'quiet', fingerprint: 'f', author: 'u', at: 1 };

describe('the store of coaching', () => {
  it('does not count openings as waiting changes', async () => {
    const rowId = keyedId(LOCAL_ORG, 'u:u', 'promptShown', [KEY, 'f']);
    await write(
      db,
      [
        {
          op: 'put',
          collection: 'promptShown',
          rowId,
          scope: 'u:u',
          patch: { ...base, kind: 'process', days: 1, last: 1 },
        },
      ],
      deps,
    );
    expect(await waiting(db)).toBe(0);
    await write(
      db,
      [
        {
          op: 'create',
          collection: 'promptOutcome',
          rowId: 'b',
          scope: 'u:u',
          patch: { ...base, outcome: 'answered', reason: null },
        },
      ],
      deps,
    );
    expect(await waiting(db)).toBe(1);
  });
  it('refuses an invalid question, and stores a newer version’s without showing it', async () => {
    await expect(
      write(
        db,
        [{ op: 'create', collection: 'prompt', rowId: 'p', scope: 'u:u', patch: { name: 'x' } }],
        deps,
      ),
    ).rejects.toThrow();
    await db.rows.put({
      id: 'new',
      collection: 'playbookVersion',
      scope: 'o:o',
      deleted: false,
      fields: { refKey: '', document: { format: 2 }, at: 1 },
      refKey: '',
      rev: 1,
      version: 1,
      pending: 0,
      serverCopy: null,
    });
    const rows = await coachingRows(db);
    expect(rows.versions).toEqual([]);
    expect(rows.newer).toBe(1);
    expect(await db.rows.get('new')).toBeDefined();
  });
  it('writes what was worked out only when it changed', async () => {
    let puts = 0;
    const count = () => {
      puts += 1;
    };
    db.meta.hook('creating', count);
    db.meta.hook('updating', count);
    const attention = { shown: {}, week: [], retired: [] };
    await putChanged(db, { attention });
    await putChanged(db, { attention: { ...attention } });
    expect(puts).toBe(1);
    await putChanged(db, { attention: { ...attention, retired: ['quiet'] } });
    expect(puts).toBe(2);
  });
  it('keeps one summary a deal', async () => {
    const summary = summarise('espocrm/t/deal/1', facts(), [], null);
    await keepSummary(db, summary, 0);
    await keepSummary(db, { ...summary, name: 'Renamed' }, 0);
    expect((await db.summaries.toArray()).map((item) => item.name)).toEqual(['Renamed']);
  });
});
