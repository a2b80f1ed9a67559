// What the page of a day reads: open commitments of the scopes that it names, and notes of others
// with the own marks.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { dueCommitments, marksOf, notesOfOthers, SidelineDb } from '../../lib/store/index.ts';
import { row } from '../helpers/rows.ts';
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
  it('are the open ones of these scopes, and those that ended since a moment', async () => {
    const open = { state: 'open', settledAt: null };
    await put('commitment', 'open', open);
    await put('commitment', 'own', open, 'u:dana');
    await put('commitment', 'of others', open, 'p:dana:ada');
    await put('commitment', 'deleted', { ...open, deleted: true });
    await put('commitment', 'kept', { state: 'kept', settledAt: 50 });
    await put('commitment', 'kept before', { state: 'kept', settledAt: 49 });
    const found = await dueCommitments(db, ['u:dana', 'p:dana:tomas'], 50);
    expect(ids(found)).toEqual(['kept', 'open', 'own']);
  });
  it('of one scope leave places for every other', async () => {
    const scopes = Array.from({ length: 40 }, (_, index) => `p:dana:r${index}`);
    for (const scope of scopes)
      for (const index of Array.from({ length: 30 }, (_, at) => at))
        await put('commitment', `${scope} ${index}`, { state: 'open', at: index }, scope);
    const found = await dueCommitments(db, scopes, 0);
    expect(found).toHaveLength(1000);
    expect(new Set(found.map(({ scope }) => scope)).size).toBe(40);
    // The newest of each.
    expect(Math.min(...found.map(({ fields }) => fields.at))).toBe(5);
  });
});

describe('notes of others', () => {
  it('are the newest on all records, without deleted and own ones', async () => {
    await put('note', 'first', { author: 'tomas', createdAt: 1 });
    await put('note', 'second', { author: 'ada', createdAt: 2 }, 't:north');
    await put('note', 'own', { author: 'dana', createdAt: 3 });
    await put('note', 'deleted', { author: 'tomas', createdAt: 4, deleted: true });
    const found = await notesOfOthers(db, 'dana');
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
