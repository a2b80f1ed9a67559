// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Account } from '../../components/options/Account.tsx';
import { freshSync, SidelineDb } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { NOON } from '../helpers/deals.ts';
import { meOf } from '../helpers/view.ts';
import { background, show } from './harness.tsx';

const me = meOf('tomas');
const TAKE = 'Add to my account';

async function settings(left: number) {
  const db = new SidelineDb(`merge-${left}`);
  await putMeta(db, 'me', me);
  await putMeta(db, 'sync', freshSync);
  background(db, {
    'session.list': () => ({ sessions: [] }) as never,
    'session.adopt': () => ({ taken: 1, left }) as never,
  });
  show(
    <Account session={{ server: 'https://s.example', me, expired: false, localNotes: 2 }} />,
    db,
  );
  return db;
}
const take = () => screen.queryByRole('button', { name: TAKE });

it('notes written while signed out wait for the first sync, with a sentence about it', async () => {
  const db = await settings(0);
  await screen.findByText(
    'Your account is still loading. You can add your notes once it’s complete.',
  );
  expect(take()).toBeNull();
  await putMeta(db, 'sync', { ...freshSync, problem: 'offline' });
  await screen.findByText(/^Can’t reach the server\. Sideline has to load your account once/);
  expect(take()).toBeNull();
  await putMeta(db, 'sync', { ...freshSync, problem: 'full' });
  await screen.findByText('Your device needs free space to sync. Your notes are safe.');
  expect(screen.queryByText(/^Can’t reach the server/)).toBeNull();
  await putMeta(db, 'sync', { ...freshSync, lastSync: NOON });
  await screen.findByRole('button', { name: TAKE });
});

it('notes that stay on the device are counted', async () => {
  const db = await settings(2);
  await putMeta(db, 'sync', { ...freshSync, lastSync: NOON });
  fireEvent.click(await screen.findByRole('button', { name: TAKE }));
  await screen.findByText(/^2 entries stay on this device: your account already says/);
  expect(take()).toBeNull();
});
