import { describe, expect, it } from 'vitest';
import type { In } from '../../lib/messages/index.ts';
import { note } from '../helpers/note.ts';
import { KEY, openDevice, ref } from './device.ts';
import { cases } from './inputs.ts';

describe('an imported file', () => {
  const rows = (list: In<'data.import'>['rows']) => ({ rows: list });
  it('brings own rows, replies with their note, and each id once', async () => {
    const device = await openDevice('tomas');
    const reply = { refKey: KEY, parent: 'i1', text: 'Yes', createdAt: 1, editedAt: null };
    const own = { ...reply, author: 'local', editedBy: 'dana', conflicts: [] };
    await device.run('note.save', { ...cases['note.save'].input, id: 'shared', audience: 'pair' });
    const input = rows([
      { id: 'i2', collection: 'reply', fields: own },
      { id: 'i1', collection: 'note', fields: note('tomas', 'One') },
      { id: 'i1', collection: 'note', fields: note('tomas', 'One again') },
      { id: 'i3', collection: 'note', fields: note('dana', 'Not mine') },
      { id: 'i4', collection: 'reply', fields: { ...own, parent: 'elsewhere' } },
      { id: 'i5', collection: 'readMark', fields: { refKey: KEY, parent: 'i1', author: 'tomas' } },
      { id: 'i6', collection: 'nothing', fields: { author: 'tomas' } },
      { id: 'i7', collection: 'note', fields: { author: 'tomas', text: 7 } },
      // To an existing note that the manager can read.
      { id: 'i8', collection: 'reply', fields: { ...own, parent: 'shared' } },
    ]);
    expect(await device.run('data.import', input)).toEqual({ taken: 2, known: 0, refused: 6 });
    expect(await device.run('data.import', input)).toEqual({ taken: 0, known: 2, refused: 6 });
    const [one, answer] = [await device.db.rows.get('i1'), await device.db.rows.get('i2')];
    expect([one?.scope, one?.fields.text]).toEqual(['u:tomas', 'One']);
    expect(answer?.fields).toMatchObject({ author: 'tomas', editedBy: null });
  });
  it('counts a note and its conflict texts as one', async () => {
    const device = await openDevice('tomas');
    const conflicts = ['Two', 'Three'].map((text, rev) => ({ text, author: 'tomas', at: 1, rev }));
    const fields = note('tomas', 'One', { ref, refKey: KEY, conflicts });
    const answer = await device.run(
      'data.import',
      rows([{ id: 'i1', collection: 'note', fields }]),
    );
    expect(answer).toEqual({ taken: 1, known: 0, refused: 0 });
    expect(await device.db.outbox.count()).toBe(3);
  });
});
