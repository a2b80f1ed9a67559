import { describe, expect, it } from 'vitest';
import type { In } from '../../lib/messages/index.ts';
import type { Conflict } from '../../lib/model/index.ts';
import { getMeta } from '../../lib/store/index.ts';
import { note } from '../helpers/note.ts';
import { KEY, openDevice, pulled, ref } from './device.ts';

const first: In<'note.save'> = {
  id: 'n1',
  ref,
  recordName: 'Marlow Foods',
  text: 'Met Ruth.',
  audience: 'pair',
  kind: 'note',
  prompt: null,
  draft: 'draft',
};
const more = 'Met Ruth. She signs on Friday, budget 40k.';
const outcome: In<'note.save'>['outcome'] = {
  id: 'o1',
  refKey: KEY,
  signal: 'quiet',
  fingerprint: 'quiet;1',
  outcome: 'answered',
  reason: null,
};

describe('a note whose answer was lost is saved again', () => {
  it('with more words: the note contains them once, and the draft is deleted', async () => {
    const device = await openDevice('dana');
    await device.run('draft.keep', {
      key: 'draft',
      text: first.text,
      audience: null,
    });
    await device.run('note.save', first);
    await device.run('draft.keep', { key: 'draft', text: more, audience: null });
    await device.run('note.save', { ...first, text: more, sent: [first.text] });
    const notes = await device.rows('note');
    expect(notes.map((row) => row.fields.text)).toEqual([more]);
    expect(notes[0]?.fields.conflicts).toEqual([]);
    expect(await device.db.drafts.count()).toBe(0);
  });
  it('by a page that does not send its previous text: the result is the same', async () => {
    const device = await openDevice('dana');
    await device.run('note.save', first);
    await device.run('note.save', { ...first, text: more });
    expect((await device.rows('note')).map((row) => row.fields.text)).toEqual([more]);
  });
  it('after another person changed it: both texts are stored or merged', async () => {
    const device = await openDevice('dana');
    await device.run('note.save', first);
    await device.db.rows.update('n1', { 'fields.text': 'Met Ruth and Piotr.' });
    await device.db.rows.update('n1', { 'fields.editedBy': 'tomas' });
    await device.run('note.save', { ...first, text: more, sent: [first.text] });
    const [row] = await device.rows('note');
    const sent = (await device.db.outbox.toArray()).at(-1);
    const shown = `${row?.fields.text}`;
    expect(shown).toContain('budget 40k');
    // The server merges or keeps both: it gets the text that the writer started from.
    expect(sent?.seen).toBe(first.text);
  });
  it('for other readers than at first: it moves', async () => {
    const device = await openDevice('dana');
    await device.run('note.save', { ...first, audience: 'private' });
    await device.run('note.save', first);
    expect((await device.rows('note')).map((row) => row.scope)).toEqual(['p:dana:tomas']);
  });
  it('for other readers, once one of the first replied: it stays where it is', async () => {
    const device = await openDevice('dana');
    await device.run('note.save', first);
    const reply = { ...note('tomas', 'Thanks'), refKey: KEY, parent: 'n1' };
    await pulled(device, 'r1', { collection: 'reply', fields: reply });
    await device.run('draft.keep', { key: 'draft', text: more, audience: null });
    const again = { ...first, text: more, sent: [first.text] };
    await expect(device.run('note.save', { ...again, audience: 'private' })).rejects.toMatchObject({
      code: 'otherReaders',
    });
    expect((await device.rows()).map((row) => row.scope)).toEqual(['p:dana:tomas', 'p:dana:tomas']);
    expect((await device.db.rows.get('n1'))?.fields.text).toBe(first.text);
    expect(await device.db.drafts.count()).toBe(1);
    // For the same readers it is saved.
    await device.run('note.save', again);
    expect((await device.db.rows.get('n1'))?.fields.text).toBe(more);
  });
  it('after it was deleted: the words bring it back', async () => {
    const device = await openDevice('dana');
    await device.run('note.save', first);
    await device.run('note.delete', { id: 'n1' });
    await device.run('note.save', { ...first, text: more });
    const [row] = await device.rows('note');
    expect(row).toMatchObject({ deleted: false, fields: { text: more } });
  });
  it('never over a row of another person or of another collection', async () => {
    const device = await openDevice('dana');
    await pulled(device, 'n1');
    await expect(device.run('note.save', first)).rejects.toMatchObject({ code: 'notAllowed' });
    await device.run('note.save', { ...first, id: 'n2' });
    await expect(
      device.run('reply.save', { id: 'n2', parent: 'n1', text: 'x', draft: null }),
    ).rejects.toMatchObject({ code: 'notAllowed' });
  });
  it('a reply too', async () => {
    const device = await openDevice('dana');
    await device.run('note.save', first);
    const reply = { id: 'r1', parent: 'n1', text: 'Yes.', draft: null };
    await device.run('reply.save', reply);
    await device.run('reply.save', { ...reply, text: 'Yes, on Friday.', sent: ['Yes.'] });
    expect((await device.rows('reply')).map((row) => row.fields.text)).toEqual(['Yes, on Friday.']);
  });
});

describe('an answer and its outcome', () => {
  it('are kept together, once', async () => {
    const device = await openDevice('tomas');
    const answer = { ...first, kind: 'answer' as const, outcome };
    await device.run('note.save', answer);
    await device.run('note.save', { ...answer, text: more, sent: [first.text] });
    expect(await device.rows('note')).toHaveLength(1);
    const outcomes = await device.rows('promptOutcome');
    expect(outcomes.map((row) => [row.scope, row.fields.outcome])).toEqual([
      ['p:dana:tomas', 'answered'],
    ]);
  });
  it('on a full disk neither is there', async () => {
    const device = await openDevice('tomas');
    device.fillDisk();
    await expect(device.run('note.save', { ...first, outcome })).rejects.toMatchObject({
      code: 'full',
    });
    expect(await device.rows()).toEqual([]);
  });
});

describe('an edit', () => {
  const edit = { id: 'n1', text: 'Met Ruth twice.', from: 'Met Ruth.', resolves: null };
  it('of a note that was deleted in another tab brings it back', async () => {
    const device = await openDevice('dana');
    await device.run('note.save', first);
    await device.run('note.delete', { id: 'n1' });
    await device.run('note.edit', edit);
    const [row] = await device.rows('note');
    expect(row).toMatchObject({ deleted: false, fields: { text: 'Met Ruth twice.' } });
  });
  it('pressed twice is no conflict with oneself', async () => {
    const device = await openDevice('dana');
    await device.run('note.save', first);
    await device.run('note.edit', edit);
    await device.run('note.edit', edit);
    const [row] = await device.rows('note');
    expect(row?.fields).toMatchObject({ text: 'Met Ruth twice.', conflicts: [] });
    expect(await device.db.outbox.count()).toBe(2);
  });
  const conflict = { text: 'Met Ana.', author: 'dana', at: 1, rev: 2 };
  const beside = { text: 'Met Piotr.', editedBy: 'tomas', conflicts: [conflict] };
  it('whose answer was lost is one of the two texts of a conflict, once', async () => {
    const device = await openDevice('local');
    await device.run('note.save', { ...first, audience: 'private' });
    for (const text of ['Met Piotr.', 'Met Ana.', 'Met Ana.']) {
      await device.run('note.edit', { ...edit, text });
    }
    const [row] = await device.rows('note');
    expect(row?.fields).toMatchObject({ text: 'Met Piotr.', conflicts: [{ text: 'Met Ana.' }] });
  });
  it('that the server has as a conflict text already is not sent again', async () => {
    const device = await openDevice('dana');
    const own = note('dana', 'Met Piotr.', { ref, refKey: KEY, ...beside });
    await pulled(device, 'n1', { fields: own });
    await device.run('note.edit', { ...edit, text: 'Met Ana.' });
    await device.run('note.save', { ...first, text: 'Met Ana.', sent: ['Met Ana.'] });
    expect(await device.db.outbox.count()).toBe(0);
    // A writer who saw the other text replaces it.
    await device.run('note.edit', { ...edit, text: 'Met Ana.', from: 'Met Piotr.' });
    expect((await device.db.rows.get('n1'))?.fields.text).toBe('Met Ana.');
  });
  it('that resolves one conflict resolves no other', async () => {
    const device = await openDevice('local');
    await device.run('note.save', { ...first, audience: 'private' });
    const conflicts = async () => (await device.rows('note'))[0]?.fields.conflicts as Conflict[];
    const resolve = async (at: number) => {
      const { rev = 0, author = '' } = (await conflicts())[at] ?? {};
      const resolves = { rev, author };
      await device.run('note.edit', { id: 'n1', text: 'A', from: 'A', resolves });
    };
    for (const text of ['A', 'B', 'C']) await device.run('note.edit', { ...edit, text });
    await resolve(0);
    await device.run('note.edit', { ...edit, text: 'D' });
    await resolve(1);
    expect((await conflicts()).map(({ text }) => text)).toEqual(['C']);
  });
  it('of a reply is its author’s alone; of a shared note its readers’', async () => {
    const device = await openDevice('dana');
    await pulled(device, 'n1');
    const fields = { ...note('tomas', 'Yes'), refKey: KEY, parent: 'n1' };
    await pulled(device, 'r1', { collection: 'reply', fields });
    const foreign = { id: 'r1', text: 'No', from: 'Yes', resolves: null };
    await expect(device.run('reply.edit', foreign)).rejects.toMatchObject({ code: 'notAllowed' });
    await device.run('note.edit', { ...edit, from: 'From Tomas', text: 'From Tomas, changed' });
    expect((await device.db.rows.get('n1'))?.fields).toMatchObject({
      text: 'From Tomas, changed',
      editedBy: 'dana',
    });
  });
});

describe('who may', () => {
  it('delete, restore and share a note: its author', async () => {
    const device = await openDevice('dana');
    await pulled(device, 'n1');
    const share = { id: 'n1', audience: 'private' as const };
    await expect(device.run('note.delete', { id: 'n1' })).rejects.toMatchObject({
      code: 'notAllowed',
    });
    await expect(device.run('note.audience', share)).rejects.toMatchObject({ code: 'notAllowed' });
  });
  it('share with a manager: only a rep with one, for a record of a known system', async () => {
    const local = await openDevice('local');
    await expect(local.run('note.save', first)).rejects.toMatchObject({ code: 'notAllowed' });
    const unnamed = { ...ref, tenant: '' };
    await local.run('note.save', { ...first, audience: 'private', ref: unnamed });
    expect(await local.db.outbox.count()).toBe(0);
    const share = { id: 'n1', audience: 'pair' as const };
    await expect(local.run('note.audience', share)).rejects.toMatchObject({ code: 'notAllowed' });
  });
});

describe('reading', () => {
  it('marks notes of others, once each', async () => {
    const device = await openDevice('dana');
    await pulled(device, 'n1');
    await device.run('note.save', { ...first, id: 'n2' });
    await device.run('note.read', { refKey: KEY, ids: ['n1', 'n1', 'n2', 'gone'] });
    expect((await device.rows('readMark')).map((row) => row.fields.parent)).toEqual(['n1']);
  });
  it('is logged for the rep at most once an hour', async () => {
    const device = await openDevice('dana');
    await pulled(device, 'n1');
    const opened = { refKey: KEY };
    await device.run('note.opened', opened);
    device.now += 3_599_000;
    await device.run('note.opened', opened);
    expect(await device.rows('opening')).toHaveLength(1);
    // Sent: the device drops its row, since the entry is for the rep alone.
    await device.db.rows.where('collection').equals('opening').delete();
    await device.run('note.opened', opened);
    expect(await device.rows('opening')).toEqual([]);
    device.now += 2_000;
    await device.run('note.opened', opened);
    expect(await device.rows('opening')).toHaveLength(1);
    expect(Object.keys((await getMeta(device.db, 'looks')) ?? {})).toHaveLength(1);
    const self = await openDevice('tomas');
    await pulled(self, 'n1');
    await self.run('note.opened', opened);
    expect(await self.rows('opening')).toEqual([]);
  });
});

describe('a look at notes', () => {
  /** @param later by how much the device's clock differs at the second look. */
  const looks = async (later: number) => {
    const device = await openDevice('dana');
    await pulled(device, 'n1');
    await device.run('note.opened', { refKey: KEY });
    device.now += later;
    await device.run('note.opened', { refKey: KEY });
    return (await device.rows('opening')).length;
  };
  const HOUR = 3_600_000;
  it.each([
    ['a minute later', 60_000, 1],
    ['an hour later', HOUR, 2],
    ['after the clock was set back by a minute', -60_000, 1],
    ['after the clock was set back by a month', -720 * HOUR, 2],
  ])('is reported again %s, or not', async (_, later, rows) =>
    expect(await looks(later)).toBe(rows),
  );
});
