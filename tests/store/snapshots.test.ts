// Snapshots of deals: when a reading is kept as one, and what an emptied or an unseen field is in
// it.

import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DealSnapshot, emptiedIn, refKey, snapshotFields } from '../../lib/model/index.ts';
import { rowsOn, SidelineDb } from '../../lib/store/index.ts';
import { keepSnapshot } from '../../lib/store/write.ts';
import { counted } from '../helpers/counted.ts';
import { deal, NOON } from '../helpers/deals.ts';

let db: SidelineDb;
const { ids, next } = counted();
const deps = { now: NOON, ids };
beforeEach(() => {
  db = new SidelineDb(`test-${next()}`, { indexedDB, IDBKeyRange });
});

describe('snapshots', () => {
  it('are kept when the deal looks different, and only then', async () => {
    expect(await keepSnapshot(db, deal(), 'u:rep', deps)).toBe(true);
    expect(await keepSnapshot(db, deal(), 'u:rep', deps)).toBe(false);
    expect(
      await keepSnapshot(db, deal({ closeDate: '2027-03-01' }), 'u:rep', {
        ...deps,
        now: NOON + 1,
      }),
    ).toBe(true);
  });
  it.each(['1900-01-01', '0202-05-01'])(
    'take a day that no row may hold (%s) for one that was not seen',
    async (closeDate) => {
      expect(await keepSnapshot(db, deal({ closeDate }), 'u:rep', deps)).toBe(true);
      const row = { stage: 'Proposal', closeDate };
      // As 0.1.0 stored it.
      await db.rows.toCollection().modify((kept) => {
        kept.fields.closeDate = closeDate;
      });
      await keepSnapshot(db, deal(row), 'u:rep', { ...deps, now: NOON + 1 });
      const [, last] = (await db.rows.toArray()).sort(
        (a, b) => Number(a.fields.at) - Number(b.fields.at),
      );
      expect(last?.fields).toMatchObject({ stage: 'Proposal', closeDate: null });
    },
  );
  it('do not take a field that could not be seen for a change', async () => {
    await keepSnapshot(db, deal(), 'u:rep', deps);
    expect(
      await keepSnapshot(db, deal({ amount: undefined, stage: undefined }), 'u:rep', {
        ...deps,
        now: NOON + 1,
      }),
    ).toBe(false);
  });
  it('in another language are the same, and a first id is kept once', async () => {
    const keep = (values: object, at: number) =>
      keepSnapshot(db, deal(values), 'u:rep', { ...deps, now: NOON + at });
    const english = { stage: 'New', stageId: '1', pipeline: { id: '4', name: 'Sales' } };
    const german = { stage: 'Neu', stageId: '1', pipeline: { id: '4', name: 'Vertrieb' } };
    await keep({ stage: 'New' }, 0); // as 0.1.0 stored it
    expect(await keep(german, 1)).toBe(true);
    expect(await keep(english, 2)).toBe(false);
    expect(await keep(german, 3)).toBe(false);
    expect(await keep({ ...german, stageId: '2' }, 4)).toBe(true);
    expect(await keep({ ...english, stageId: '2', pipeline: { id: '5', name: 'B' } }, 5)).toBe(
      true,
    );
    expect((await kept()).at(-1)).toMatchObject({ stageId: '2', pipeline: '5' });
  });
  it('have the language of a name without an id, and a first language is kept once', async () => {
    const keep = (stage: string, at: number, language?: string, stageId?: string) => {
      const record = deal({ stage, stageId });
      if (language) record.reading.language = language;
      return keepSnapshot(db, record, 'u:rep', { ...deps, now: NOON + at });
    };
    await keep('New', 0); // as 0.1.0 stored it
    expect(await keep('New', 1, 'en')).toBe(true);
    expect(await keep('New', 2, 'en')).toBe(false);
    expect(await keep('Neu', 3, 'de')).toBe(true);
    expect((await kept()).map(({ language }) => language)).toEqual([undefined, 'en', 'de']);
    await keep('Neu', 4, 'de', '1');
    expect((await kept()).at(-1)).toMatchObject({ stageId: '1' });
    expect((await kept()).at(-1)).not.toHaveProperty('language');
  });
  it('keep the language of a stage that could not be seen later', async () => {
    const record = deal({ stage: 'New' });
    record.reading.language = 'en';
    await keepSnapshot(db, record, 'u:rep', deps);
    const later = deal({ stage: undefined, amount: null });
    later.reading.language = 'de';
    await keepSnapshot(db, later, 'u:rep', { ...deps, now: NOON + 1 });
    expect((await kept()).at(-1)).toMatchObject({ stage: 'New', language: 'en' });
  });
  it('do not keep the status of another stage', async () => {
    await keepSnapshot(db, deal({ stage: 'Won', status: 'won' }), 'u:rep', deps);
    const reopened = deal({ stage: 'Talks', status: undefined });
    await keepSnapshot(db, reopened, 'u:rep', { ...deps, now: NOON + 1 });
    expect((await kept()).at(-1)).toMatchObject({ stage: 'Talks', status: null });
  });
  const kept = async () =>
    (await rowsOn(db, 'dealSnapshot', refKey(deal().ref)))
      .map((row) => row.fields)
      .sort((a, b) => a.at - b.at);
  it.each(snapshotFields)(
    'distinguish an emptied %s, once, from one that could not be seen',
    async (field) => {
      await keepSnapshot(db, deal(), 'u:rep', deps);
      expect(
        await keepSnapshot(db, deal({ [field]: null }), 'u:rep', { ...deps, now: NOON + 1 }),
      ).toBe(true);
      expect(
        await keepSnapshot(db, deal({ [field]: null }), 'u:rep', { ...deps, now: NOON + 2 }),
      ).toBe(false);
      expect(
        await keepSnapshot(db, deal({ [field]: undefined }), 'u:rep', { ...deps, now: NOON + 3 }),
      ).toBe(false);
      const [first, second] = await kept();
      expect(first && emptiedIn(first, field)).toBe(false);
      expect(second && [second[field], emptiedIn(second, field)]).toEqual([null, true]);
      expect(DealSnapshot.safeParse(second).success).toBe(true);
    },
  );
  it('carry over what was emptied when it cannot be seen later, and what was there', async () => {
    await keepSnapshot(db, deal(), 'u:rep', deps);
    await keepSnapshot(db, deal({ amount: null }), 'u:rep', { ...deps, now: NOON + 1 });
    await keepSnapshot(
      db,
      deal({ amount: undefined, owner: undefined, closeDate: '2027-03-01' }),
      'u:rep',
      { ...deps, now: NOON + 2 },
    );
    const [first, , last] = await kept();
    expect(last).toMatchObject({
      amount: null,
      currency: null,
      emptied: ['amount'],
      owner: first?.owner,
      closeDate: '2027-03-01',
    });
    expect(
      await keepSnapshot(db, deal({ closeDate: '2027-03-01' }), 'u:rep', {
        ...deps,
        now: NOON + 3,
      }),
      'it is back',
    ).toBe(true);
    expect((await kept()).at(-1)?.emptied).toBeUndefined();
  });
  it('of old versions, without that distinction, are read and start no change', async () => {
    await keepSnapshot(db, deal({ amount: undefined }), 'u:rep', deps);
    expect(
      await keepSnapshot(db, deal({ amount: null }), 'u:rep', { ...deps, now: NOON + 1 }),
    ).toBe(false);
    expect(DealSnapshot.safeParse((await kept())[0]).success).toBe(true);
  });
});
