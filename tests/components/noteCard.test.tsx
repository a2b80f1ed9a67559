// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import ConflictCard from '../../components/panel/ConflictCard.tsx';
import { NoteCard } from '../../components/panel/NoteCard.tsx';
import { now } from '../helpers/deals.ts';
import { meOf, people } from '../helpers/view.ts';
import { background, item, who as local, model, newDb, noteFields, show } from './harness.tsx';
import { newNote } from './newNote.tsx';

const who = { ...local, me: meOf('dana'), user: 'dana', names: new Map([['tomas', 'Tomas']]) };
const note = (scope: string, author: string) => ({
  ...item<'note'>('n1', { ...noteFields('Met Ruth'), author }),
  scope,
});
const replyBy = (scope: string, author: string) => ({
  ...item<'reply'>('r1', {
    refKey: 'k',
    parent: 'n1',
    text: 'Only Ruth.',
    author,
    createdAt: 1,
    editedAt: null,
    editedBy: null,
    conflicts: [],
  }),
  scope,
});
const has = (role: string, name: string) => screen.queryByRole(role, { name }) !== null;

describe('what a note’s card offers', () => {
  it.each([
    ['its author', 'p:dana:tomas', 'dana', true, true],
    ['a reader in the pair', 'p:dana:tomas', 'tomas', true, false],
    ['a reader in the team', 't:north', 'tomas', true, false],
    ['whom a rep left it to', 'u:dana', 'tomas', true, true],
  ])('is what the command does, for %s', async (_who, scope, author, edits, deletes) => {
    const db = newDb();
    background(db);
    const card = (
      <NoteCard
        note={note(scope, author)}
        model={model({}, { shareWith: people.tomas.id })}
        who={who}
        unread={false}
        replies={[]}
        reads={[]}
      />
    );
    show(card, db);
    fireEvent.click(screen.getByRole('button', { name: 'More options for this note' }));
    await screen.findByRole('menuitem', { name: 'Earlier versions' });
    const edit = author === who.user ? 'Edit' : 'Write together';
    expect([has('button', edit), has('menuitem', 'Delete')]).toEqual([edits, deletes]);
  });
  it.each([
    ['its author’s', 'p:dana:tomas', 'dana', true],
    ['somebody else’s', 'p:dana:tomas', 'tomas', false],
    ['left behind', 'u:dana', 'tomas', true],
  ])('of a reply, %s', (_what, scope, author, edits) => {
    const db = newDb();
    background(db);
    const card = (
      <NoteCard
        note={note(scope, 'dana')}
        model={model()}
        who={who}
        unread={false}
        replies={[replyBy(scope, author)]}
        reads={[]}
      />
    );
    show(card, db);
    expect(has('button', 'Edit your reply')).toBe(edits);
  });
});

it('only the author of a reply can choose between its two versions', () => {
  const conflict = { text: 'Only Piotr.', author: 'tomas', at: 1, rev: 1 };
  const buttons = (scope: string) => {
    const db = newDb();
    background(db);
    const reply = replyBy(scope, 'tomas');
    const { unmount } = show(
      <ConflictCard note={reply} conflict={conflict} who={who} now={now} kind="reply" />,
      db,
    );
    const count = screen.queryAllByRole('button').length;
    unmount();
    return count;
  };
  expect([buttons('p:dana:tomas'), buttons('u:dana')]).toEqual([0, 3]);
});

describe('the readers of a note', () => {
  const team = (...ids: string[]) => new Map(ids.map((id) => [id, 'north']));
  it.each([
    ['u:dana', 'Only you'],
    ['p:dana:tomas', 'You and tomas'],
    ['t:north', 'Team North (3)'],
  ])('are people, on the card of %s', (scope, label) => {
    const db = newDb();
    background(db);
    const teamOf = team('tomas', 'aisha');
    show(
      <NoteCard
        note={note(scope, 'dana')}
        model={model({}, { shareWith: people.tomas.id })}
        who={{ ...who, teamOf }}
        unread={false}
        replies={[]}
        reads={[]}
      />,
      db,
    );
    expect(screen.getByText(label)).toBeTruthy();
  });

  it('are people in the choice of a new note, with first names in a narrow panel', async () => {
    const db = newDb();
    background(db);
    const { user, ...me } = { ...meOf('dana'), reports: [{ ...people.tomas, name: 'Tomas Berg' }] };
    const writer = { ...who, me: { ...me, user }, teamOf: team('tomas') };
    const record = model({}, { shareWith: 'tomas' });
    const labels = () => screen.getAllByRole('option').map((option) => option.textContent);
    const media = vi.spyOn(window, 'matchMedia');
    const width = (matches: boolean) =>
      media.mockImplementation(() => Object.assign(new EventTarget(), { matches }) as never);
    width(false);
    const { again } = show(newNote({ model: record, who: writer }), db);
    expect(labels()).toEqual(['Only me', 'You and Tomas Berg', 'Team North (2)']);
    width(true);
    again(<div>{newNote({ model: record, who: writer })}</div>);
    await waitFor(() => expect(labels()[1]).toBe('You and Tomas'));
  });
});
