// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { Invitations } from '../../components/options/Invitations.tsx';
import { people } from '../helpers/view.ts';
import { background, newDb, Refusal, show } from './harness.tsx';

const LINK = 'https://sync.example/invitation#secret';
const invitation = {
  id: 'i1',
  email: 'mika@larch.example',
  role: 'rep' as const,
  team: null,
  expiresAt: Date.UTC(2026, 11, 1),
  invitedBy: 'Dana Whitfield',
};

let pending: (typeof invitation)[];
let answers: NonNullable<Parameters<typeof background>[1]>;
beforeEach(() => {
  pending = [];
  answers = {
    'session.invitations': () => ({ invitations: pending }),
    'session.invite': () => {
      pending = [invitation];
      return { token: 'secret', link: LINK };
    },
    'session.withdraw': () => {
      pending = [];
      return null;
    },
  };
});

async function invite() {
  const db = newDb();
  background(db, answers);
  const me = { user: people.dana, org: { id: 'o', name: 'Larch' }, teams: [] };
  show(
    <Invitations
      me={me as never}
      roleList={[{ value: 'rep', label: 'Rep' }]}
      teams={[{ value: '', label: 'No team' }]}
    />,
    db,
  );
  const email = screen.getByRole('textbox', { name: /Email/ });
  fireEvent.change(email, { target: { value: ' Mika@larch.example ' } });
  fireEvent.submit(email.closest('form') as HTMLFormElement);
  await screen.findByDisplayValue(LINK);
}

it('the link of a new invitation is shown until the invitation is revoked', async () => {
  await invite();
  fireEvent.click(await screen.findByRole('button', { name: /mika@larch\.example/ }));
  await waitFor(() => expect(screen.queryByDisplayValue(LINK)).toBeNull());
});

it('a pending invitation says who invited', async () => {
  await invite();
  await screen.findByText(/invited by Dana Whitfield/);
});

it('the link stays while the new list cannot be loaded', async () => {
  let loads = 0;
  answers['session.invitations'] = () => {
    loads += 1;
    if (loads > 1) throw new Refusal('server');
    return { invitations: [] };
  };
  await invite();
  await screen.findByRole('alert');
  expect(screen.getByDisplayValue(LINK)).toBeTruthy();
});
