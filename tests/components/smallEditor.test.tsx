// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { NoteCard } from '../../components/panel/NoteCard.tsx';
import { Replies } from '../../components/panel/Replies.tsx';
import type { SidelineDb } from '../../lib/store/index.ts';
import {
  background,
  item,
  model,
  named,
  newDb,
  noteFields,
  putRow,
  show,
  who,
} from './harness.tsx';

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
});

const card = (text: string) => {
  const note = { ...item<'note'>('n1', noteFields(text)), scope: 'p:m:local' };
  return <NoteCard note={note} model={model()} who={who} unread={false} replies={[]} reads={[]} />;
};
const field = (name: string) => screen.getByRole('textbox', { name }) as HTMLTextAreaElement;
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

/** Writes, but fails to answer the given number of times. */
function lossy(times: number, write: (id: string, text: string) => Promise<void>) {
  let failures = times;
  return async ({ id, text }: { id: string; text: string }) => {
    await write(id, text);
    if (failures-- > 0) throw new Error('The message port closed before a response was received.');
    return { id };
  };
}

describe('a reply whose saving gets no answer', () => {
  it('is one reply, also after the note was left and opened again', async () => {
    const sent = background(db, { 'reply.save': lossy(2, (id, text) => putRow(db, id, text)) });
    const { unmount } = show(card('A note'), db);
    press('Reply to You');
    type('Reply to You', 'Only Ruth.');
    press('Save reply');
    await screen.findByText(/Couldn’t save/);
    expect(field('Reply to You').value).toBe('Only Ruth.');
    press('Save reply');
    await waitFor(() => expect(named(sent, 'reply.save').length).toBe(2));
    await screen.findByText(/Couldn’t save/);
    type('Reply to You', 'Only Ruth and Piotr.');
    unmount();
    await waitFor(async () => expect((await db.drafts.get('k#reply:n1'))?.text).toMatch(/Piotr/));
    show(card('A note'), db);
    press('Reply to You');
    await waitFor(() => expect(field('Reply to You').value).toBe('Only Ruth and Piotr.'));
    press('Save reply');
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    const saves = named(sent, 'reply.save');
    expect(saves.map((input) => input.text)).toEqual([
      'Only Ruth.',
      'Only Ruth.',
      'Only Ruth and Piotr.',
    ]);
    expect(new Set(saves.map((input) => input.id)).size).toBe(1);
    expect(
      saves.every((input) => input.draft === 'k#reply:n1'),
      'the draft goes with it',
    ).toBe(true);
  });
});

describe('a change whose saving gets no answer', () => {
  const edits = () => {
    const save = lossy(1, (_, text) => putRow(db, 'n1', text));
    return (input: { id: string; text: string }) => save(input).then(() => undefined);
  };
  it('is the base of the next change, so that there is no conflict with oneself', async () => {
    await putRow(db, 'n1', 'A');
    const sent = background(db, { 'note.edit': edits() });
    show(card('A'), db);
    press('Edit');
    type('Edit note', 'A B');
    press('Save changes');
    await screen.findByText(/Couldn’t save/);
    type('Edit note', 'A B C');
    press('Save changes');
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    expect(named(sent, 'note.edit').map(({ from, text }) => [from, text])).toEqual([
      ['A', 'A B'],
      ['A B', 'A B C'],
    ]);
  });
  it('is recognised after the panel was closed', async () => {
    await putRow(db, 'n1', 'A');
    const sent = background(db, { 'note.edit': edits() });
    const { unmount, again } = show(card('A'), db);
    press('Edit');
    type('Edit note', 'A B');
    press('Save changes');
    await screen.findByText(/Couldn’t save/);
    // The live query delivers the row.
    again(card('A B'));
    expect(screen.queryByText(/changed while you were writing/)).toBeNull();
    type('Edit note', 'A B C');
    unmount();
    await waitFor(async () => expect((await db.drafts.get('k#edit:n1'))?.start).toBe('A B'));
    show(card('A B'), db);
    press('Edit');
    await waitFor(() => expect(field('Edit note').value).toBe('A B C'));
    press('Save changes');
    await waitFor(() => expect(named(sent, 'note.edit').length).toBe(2));
    expect(named(sent, 'note.edit')[1]).toMatchObject({ from: 'A B', text: 'A B C' });
  });
  it('is not shown again as a draft when the row contains it already', async () => {
    await putRow(db, 'n1', 'A');
    background(db, { 'note.edit': edits() });
    const { unmount } = show(card('A'), db);
    press('Edit');
    type('Edit note', 'A B');
    press('Save changes');
    await screen.findByText(/Couldn’t save/);
    unmount();
    show(card('A B'), db);
    press('Edit');
    await waitFor(async () => expect(await db.drafts.get('k#edit:n1')).toBeUndefined());
    expect(field('Edit note').value).toBe('A B');
  });
  it('by another person is shown, and the edit keeps the text it was opened with', async () => {
    await putRow(db, 'n1', 'A');
    const sent = background(db);
    const { again } = show(card('A'), db);
    press('Edit');
    type('Edit note', 'A mine');
    await putRow(db, 'n1', 'Theirs A');
    again(card('Theirs A'));
    await screen.findByText(/changed while you were writing/);
    press('Save changes');
    await waitFor(() => expect(named(sent, 'note.edit').length).toBe(1));
    expect(named(sent, 'note.edit')[0]).toMatchObject({ from: 'A', text: 'A mine' });
  });
});

describe('a change whose answer comes late', () => {
  it('does not close what was opened since', async () => {
    await putRow(db, 'n1', 'A');
    const saved = Promise.withResolvers<void>();
    const sent = background(db, { 'note.edit': () => saved.promise });
    show(card('A'), db);
    press('Edit');
    type('Edit note', 'A B');
    press('Save changes');
    await waitFor(() => expect(named(sent, 'note.edit').length).toBe(1));
    press('Close');
    press('Reply to You');
    type('Reply to You', 'Only Ruth.');
    saved.resolve();
    // The unmounted editor deletes its draft when the answer arrives.
    await waitFor(() =>
      expect(named(sent, 'draft.keep')).toContainEqual(
        expect.objectContaining({ key: 'k#edit:n1', text: '' }),
      ),
    );
    expect(field('Reply to You').value).toBe('Only Ruth.');
  });
});

describe('a reply that is changed', () => {
  it('keeps a text that is too long, with saving disabled', async () => {
    const sent = background(db);
    const reply = item<'reply'>('r1', {
      refKey: 'k',
      parent: 'n1',
      text: 'Only Ruth.',
      author: 'local',
      createdAt: 1,
      editedAt: null,
      editedBy: null,
      conflicts: [],
    });
    show(<Replies replies={[reply]} who={who} model={model()} />, db);
    press('Edit your reply');
    type('Edit reply', 'x'.repeat(20_001));
    expect(field('Edit reply').value.length).toBe(20_001);
    expect(screen.getByText('20,000 characters at most; this text has 20,001.')).toBeTruthy();
    fireEvent.keyDown(field('Edit reply'), { key: 'Enter', ctrlKey: true });
    await waitFor(async () => expect((await db.drafts.get('k#edit:r1'))?.text.length).toBe(20_001));
    expect(named(sent, 'reply.edit')).toEqual([]);
  });
});
