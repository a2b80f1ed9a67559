// @vitest-environment happy-dom
// F13: pages after a session ended, and the questions before data is removed.

import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SignOut } from '../../components/options/SignOut.tsx';
import { Wipe } from '../../components/options/Wipe.tsx';
import { Locked } from '../../components/ui/Locked.tsx';
import { freshSync, type SidelineDb } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { background, named, newDb, Refusal, show } from '../components/harness.tsx';
import '../helpers/patience.ts';

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
});

describe('a locked page', () => {
  it('shows no text of the account, says how to open it, and opens again', async () => {
    await putMeta(db, 'sync', { ...freshSync, problem: 'signedOut' });
    background(db);
    show(
      <Locked>
        <p>A note of the account</p>
      </Locked>,
      db,
    );
    await screen.findByText('You’re signed out');
    screen.getByText(/Sign in with the same account/);
    screen.getByRole('button', { name: 'Sign in' });
    expect(screen.queryByText('A note of the account')).toBeNull();
    await putMeta(db, 'sync', freshSync);
    await screen.findByText('A note of the account');
  });

  it('shows nothing before it is known whether the session is valid', () => {
    background(db);
    show(
      <Locked>
        <p>A note of the account</p>
      </Locked>,
      db,
    );
    expect(screen.queryByText('A note of the account')).toBeNull();
  });
});

describe('the question at “Sign out”', () => {
  const ask = async (here: { unsent: number; drafts: number; deviceOnly: number }) => {
    const only = vi.fn(() => here);
    const sent = background(db, { 'session.onlyHere': only, 'session.signOut': () => null });
    show(<SignOut />, db);
    fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(only).toHaveBeenCalled());
    return sent;
  };
  const radio = (name: string) => screen.getByRole('radio', { name }) as HTMLInputElement;

  it('has “Remove it” selected where nothing is lost', async () => {
    const sent = await ask({ unsent: 0, drafts: 0, deviceOnly: 0 });
    await waitFor(() => expect(radio('Remove it').checked).toBe(true));
    expect(screen.queryByText(/Only on this device/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Sign out and remove' }));
    await waitFor(() => expect(named(sent, 'session.signOut')).toEqual([{ remove: true }]));
  });

  it('has “Keep it” selected while something would be lost, offers a file', async () => {
    const sent = await ask({ unsent: 2, drafts: 1, deviceOnly: 3 });
    await screen.findByText('2 changes not sent yet');
    screen.getByText('1 draft');
    screen.getByText(/3 entries that are never sent/);
    screen.getByRole('button', { name: 'Save a file' });
    expect(radio('Keep it').checked).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(named(sent, 'session.signOut')).toEqual([{ remove: false }]));
  });

  it('removes nothing before the person confirms', async () => {
    const sent = await ask({ unsent: 0, drafts: 0, deviceOnly: 0 });
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    screen.getByRole('button', { name: 'Sign out' });
    expect(named(sent, 'session.signOut')).toEqual([]);
  });
});

describe('the question before a wipe', () => {
  it('says what is lost, and asks for the password where the sign-in is older', async () => {
    const sent = background(db, {
      'member.wipe': ({ password }) => {
        if (password === undefined) throw new Refusal('confirm');
        return { ended: 1 };
      },
    });
    const member = { id: 'tomas', name: 'Tomas' } as never;
    show(<Wipe onCancel={() => {}} member={member} />, db);
    screen.getByText(/Changes that weren’t sent yet are lost/);
    expect(screen.queryByLabelText(/Your password/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Wipe for good' }));
    const field = await screen.findByLabelText(/Your password/);
    fireEvent.change(field, { target: { value: 'secret' } });
    fireEvent.submit(field.closest('form') as HTMLFormElement);
    await screen.findByText(/Signed out on 1 device/);
    expect(named(sent, 'member.wipe')).toEqual([
      { id: 'tomas' },
      { id: 'tomas', password: 'secret' },
    ]);
  });
});
