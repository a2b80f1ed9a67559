// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import ConflictCard from '../../components/panel/ConflictCard.tsx';
import { NoteCard } from '../../components/panel/NoteCard.tsx';
import { now } from '../helpers/deals.ts';
import { meOf, people } from '../helpers/view.ts';
import { background, item, who as local, model, newDb, noteFields, show } from './harness.tsx';

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
