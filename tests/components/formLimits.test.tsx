// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { People } from '../../components/options/People.tsx';
import { SignedOut } from '../../components/options/SignIn.tsx';
import type { SidelineDb } from '../../lib/store/index.ts';
import { people } from '../helpers/view.ts';
import { background, named, newDb, show } from './harness.tsx';

const me = { user: people.dana, org: { id: 'o', name: 'Larch' }, teams: [] };
const session = { server: 'https://s.example', me: null, expired: false, localNotes: 0 };
const signedOut = (db: SidelineDb) => show(<SignedOut session={session} />, db);
const invited = (db: SidelineDb) => {
  signedOut(db);
  fireEvent.click(screen.getByRole('button', { name: 'I have an invitation' }));
};
const forgotten = (db: SidelineDb) => {
  signedOut(db);
  fireEvent.click(screen.getByRole('button', { name: 'Forgot your password?' }));
};
const administered = (db: SidelineDb) => show(<People me={me as never} />, db);

const answers = {
  'session.server': () => ({ mail: true, providers: [] }) as never,
  'session.members': () => ({ members: [], former: [] }) as never,
  'session.invitations': () => ({ invitations: [] }),
  'session.addTeam': () => ({ id: 't1' }),
};

it.each<[string, (db: SidelineDb) => void, [RegExp, number][]]>([
  ['a sign-in', signedOut, [[/^Email/, 254]]],
  [
    'accepting an invitation',
    invited,
    [
      [/^Your name/, 120],
      [/^Email/, 254],
      [/^Company/, 120],
    ],
  ],
  ['a forgotten password', forgotten, [[/^Email/, 254]]],
  [
    'people',
    administered,
    [
      [/^New team name/, 120],
      [/^Email/, 254],
    ],
  ],
])('the fields of %s say their limit and cut nothing', async (_, draw, fields) => {
  const db = newDb();
  background(db, answers);
  draw(db);
  for (const [label, most] of fields) {
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: label });
    const type = (value: string) => fireEvent.change(field, { target: { value } });
    type('n'.repeat(most));
    screen.getByText(`${most} characters at most; this text has ${most}.`);
    expect(field.validity.customError).toBe(false);
    type('n'.repeat(most + 1));
    screen.getByText(`${most} characters at most; this text has ${most + 1}.`);
    expect([field.value.length, field.validity.customError]).toEqual([most + 1, true]);
    type('Larch');
    expect(screen.queryByText(/characters at most/)).toBeNull();
    expect(field.validity.customError).toBe(false);
  }
});

it('the name of a team is empty again after it was added', async () => {
  const db = newDb();
  const sent = background(db, answers);
  administered(db);
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: /^New team name/ });
  fireEvent.change(field, { target: { value: 'Northern Europe' } });
  fireEvent.submit(field.closest('form') as HTMLFormElement);
  await waitFor(() => expect(field.value).toBe(''));
  expect(named(sent, 'session.addTeam')).toEqual([{ name: 'Northern Europe', manager: null }]);
});

it.each<[string, (db: SidelineDb) => void, RegExp[]]>([
  ['accepting an invitation', invited, [/^Your name/, /^Company/]],
  ['people', administered, [/^New team name/]],
])('the names of %s are readable, or say why they cannot be saved', async (_, draw, labels) => {
  const db = newDb();
  background(db, answers);
  draw(db);
  for (const label of labels) {
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: label });
    const type = (value: string) => fireEvent.change(field, { target: { value } });
    const sentence = 'Use letters or numbers, and only characters people can see.';
    for (const name of ['Dana\u200b', '\u2060', '…']) {
      type(name);
      screen.getByText(sentence);
      expect(field.validity.customError).toBe(true);
    }
    type('Dana');
    expect(screen.queryByText(sentence)).toBeNull();
    expect(field.validity.customError).toBe(false);
  }
});
