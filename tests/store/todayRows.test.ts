// What the page of a day reads: open commitments of the scopes that it names, and notes of others
// with the own marks.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  COMMITMENT_SHARES,
  commitmentsOfOthers,
  marksOf,
  notesOfOthers,
  openCommitments,
  ownCommitments,
  SidelineDb,
} from '../../lib/store/index.ts';
import { numbered, row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';

let db: SidelineDb;
let count = 0;
beforeEach(() => {
  db = new SidelineDb(`today-${count++}`, { indexedDB: new IDBFactory(), IDBKeyRange });
});
const put = (collection: string, id: string, fields: object, scope = 'p:dana:tomas') => {
  const all = { ...sampleFields[collection]?.(1), ...fields };
  return db.rows.put({ ...row(collection, id, scope, all), deleted: 'deleted' in fields });
};
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).toSorted();

describe('commitments', () => {
  const open = { state: 'open', settledAt: null };
  it('of a person are those that are open, and those that ended since a moment', async () => {
    await put('commitment', 'open', { ...open, owner: 'dana' });
    await put('commitment', 'own', { ...open, owner: 'dana' }, 'u:dana');
    await put('commitment', 'of others', { ...open, owner: 'ada' }, 'p:dana:ada');
    await put('commitment', 'deleted', { ...open, owner: 'dana', deleted: true });
    await put('commitment', 'kept', { owner: 'dana', state: 'kept', settledAt: 50 });
    await put('commitment', 'kept before', { owner: 'dana', state: 'kept', settledAt: 49 });
    expect(ids(await ownCommitments(db, 'dana', 50))).toEqual(['kept', 'open', 'own']);
    expect(ids(await openCommitments(db, 'dana'))).toEqual(['open', 'own']);
    expect(ids(await commitmentsOfOthers(db, ['ada'], 50))).toEqual(['of others']);
    expect(await commitmentsOfOthers(db, [], 50)).toEqual([]);
  });
  const keptBefore = (owner: string, index: number) =>
    put('commitment', `${owner} before ${index}`, {
      ...{ owner, state: 'kept', settledAt: index, due: '2026-12-31' },
    });
  it('kept today are there, however many with later days were kept before', async () => {
    const reps = Array.from({ length: 20 }, (_, index) => numbered('rep', index));
    const late = { state: 'kept', settledAt: 9000, due: '2026-10-01' };
    for (const rep of reps) {
      for (let index = 0; index < 25; index++) await keptBefore(rep, index);
      await put('commitment', `${rep} today`, { ...late, owner: rep });
    }
    expect(ids(await commitmentsOfOthers(db, reps, 9000))).toEqual(
      reps.map((rep) => `${rep} today`),
    );
    for (let index = 0; index < COMMITMENT_SHARES.own.kept; index++)
      await keptBefore('dana', index);
    await put('commitment', 'own today', { ...late, owner: 'dana' });
    expect(ids(await ownCommitments(db, 'dana', 9000))).toEqual(['own today']);
  });
  it('of 200 reps are there with the one that is due first, however many newer ones', async () => {
    const reps = Array.from({ length: 200 }, (_, index) => numbered('rep', index));
    const of = (rep: string, index: number) => {
      const due = `2026-12-${numbered('', index).slice(-2)}`;
      const fields = { ...open, owner: rep, due, at: 1000 - index };
      const id = `${rep} ${index}`;
      return row('commitment', id, `p:dana:${rep}`, { ...sampleFields.commitment?.(1), ...fields });
    };
    // The one that is due first was written last.
    const all = reps.flatMap((rep) => [1, 2, 3, 4, 5, 6].map((index) => of(rep, index)));
    await db.rows.bulkPut(all);
    const found = await commitmentsOfOthers(db, reps, 0);
    for (const rep of reps) expect(ids(found)).toContain(`${rep} 1`);
  });
});

describe('notes of others', () => {
  it('are the newest on all records, without deleted and own ones', async () => {
    await put('note', 'first', { author: 'tomas', createdAt: 1 });
    await put('note', 'second', { author: 'ada', createdAt: 2 }, 't:north');
    await put('note', 'own', { author: 'dana', createdAt: 3 });
    await put('note', 'deleted', { author: 'tomas', createdAt: 4, deleted: true });
    const found = await notesOfOthers(db, 'dana', ['p:dana:tomas', 't:north']);
    expect(found.map(({ id }) => id)).toEqual(['second', 'first']);
  });
  it('have the own marks, whoever else read them', async () => {
    await put('readMark', 'mine', { parent: 'first', author: 'dana' });
    await put('readMark', 'theirs', { parent: 'second', author: 'ada' });
    const { notes, reads } = await marksOf(db, 'dana', ['first', 'second']);
    expect(notes).toEqual(['first', 'second']);
    expect(ids(reads)).toEqual(['mine']);
    expect(await marksOf(db, 'dana', [])).toEqual({ notes: [], reads: [] });
  });
});
