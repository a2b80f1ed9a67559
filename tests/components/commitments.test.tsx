// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import Commitments from '../../components/panel/Commitments.tsx';
import { background, item, model, named, newDb, show, who } from './harness.tsx';

const commitment = (author: string) => ({
  ...item<'commitment'>('c1', {
    refKey: 'k',
    text: 'Send the terms',
    owner: author,
    due: '2026-12-01',
    state: 'open',
    settledAt: null,
    author,
    at: 1,
  }),
  scope: author === who.user ? `u:${author}` : `p:${author}:${who.user}`,
});

/** Draws one commitment of this author, with its menu open. */
async function openMenu(author: string) {
  const db = newDb();
  const sent = background(db, { 'commitment.setState': () => null, 'commitment.make': () => null });
  const rows = { ...model().rows, commitments: [commitment(author)] };
  show(<Commitments model={model({}, { rows })} who={who} />, db);
  fireEvent.click(screen.getByRole('button', { name: 'More options for “Send the terms”' }));
  await screen.findByRole('menuitem', { name: 'Drop commitment' });
  return sent;
}

describe('a commitment', () => {
  it('is dropped, says so, and comes back with Undo', async () => {
    const sent = await openMenu(who.user);
    fireEvent.click(screen.getByRole('menuitem', { name: 'Drop commitment' }));
    await screen.findByText(/Commitment dropped/);
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(named(sent, 'commitment.setState')).toMatchObject([
        { id: 'c1', state: 'dropped' },
        { id: 'c1', state: 'open' },
      ]),
    );
    await waitFor(() => expect(screen.queryByText(/Commitment dropped/)).toBeNull());
  });
  it('is changed by its author under its own id', async () => {
    const sent = await openMenu(who.user);
    fireEvent.click(screen.getByRole('menuitem', { name: 'Edit commitment' }));
    const field = (await screen.findByLabelText('What will be done?')) as HTMLInputElement;
    expect(field.value).toBe('Send the terms');
    fireEvent.change(field, { target: { value: 'Send the new terms' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save changes' }));
    await waitFor(() =>
      expect(named(sent, 'commitment.make')).toMatchObject([
        { id: 'c1', text: 'Send the new terms', due: '2026-12-01', owner: who.user },
      ]),
    );
  });
  it('of somebody else can be dropped, not reworded', async () => {
    await openMenu('dana');
    expect(screen.queryByRole('menuitem', { name: 'Edit commitment' })).toBeNull();
  });
});
