// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Notices } from '../../components/options/Notices.tsx';
import { Password } from '../../components/options/Password.tsx';
import { SignIns } from '../../components/options/SignIns.tsx';
import type { Notices as NoticeList, SignIns as SignInList } from '../../lib/model/index.ts';
import { background, named, newDb, Refusal, show } from './harness.tsx';

type Handlers = NonNullable<Parameters<typeof background>[1]>;
let notices: NoticeList['notices'];
let signIns: SignInList;
let handlers: Handlers;
const notice = (id: string, more: Partial<NoticeList['notices'][number]>) => ({
  id,
  kind: 'resetLink' as const,
  by: 'Dana Whitfield',
  at: Date.UTC(2026, 10, 27),
  seen: false,
  ...more,
});

beforeEach(() => {
  notices = [];
  signIns = { hasPassword: true, signIns: [] };
  handlers = {
    'account.notices': () => ({ notices }),
    'account.signIns': () => signIns,
    'session.server': () => ({
      mail: false,
      providers: [{ id: 'oidc', name: 'Larch sign-in' }],
    }),
  };
});

function page(content: React.ReactNode) {
  const db = newDb();
  const sent = background(db, handlers);
  show(content, db);
  return sent;
}

describe('what was done to an account', () => {
  it('is shown with the name, and under earlier changes once the person has seen it', async () => {
    notices = [notice('a', {}), notice('b', { kind: 'role' })];
    handlers['account.seen'] = ({ id }) => {
      notices = notices.map((item) => (item.id === id ? { ...item, seen: true } : item));
    };
    page(<Notices />);
    await screen.findByText(/Dana Whitfield created a link that sets a new password/);
    fireEvent.click(
      screen.getByRole('button', { name: 'Got it: Dana Whitfield changed your role.' }),
    );
    await screen.findByText('1 earlier change');
    expect(screen.getAllByRole('button', { name: /Got it/ })).toHaveLength(1);
  });
  it('names no administrator who was erased', async () => {
    notices = [notice('a', { kind: 'signedOut', by: null })];
    page(<Notices />);
    await screen.findByText(/An administrator signed you out on all devices/);
  });
  it('is nothing on a server that has no notices', async () => {
    handlers['account.notices'] = () => {
      throw new Refusal('notFound');
    };
    const sent = page(<Notices />);
    await waitFor(() => expect(named(sent, 'account.notices')).toHaveLength(1));
    expect(screen.queryByText('Changes to your account')).toBeNull();
  });
});

describe('the password', () => {
  const change = async () => {
    fireEvent.click(await screen.findByRole('button', { name: 'Change password' }));
    const type = (label: RegExp, value: string) =>
      fireEvent.change(screen.getByLabelText(label, { selector: 'input' }), { target: { value } });
    type(/Current password/, 'the old password');
    type(/New password/, 'the new password');
    const submit = screen.getByRole('button', { name: 'Change password' });
    fireEvent.submit(submit.closest('form') as HTMLFormElement);
  };
  it('is changed with the current one', async () => {
    const sent = page(<Password email="t@larch.example" />);
    await change();
    await screen.findByText(/Your password is changed/);
    expect(named(sent, 'account.password')).toEqual([
      { current: 'the old password', next: 'the new password' },
    ]);
    expect(screen.queryByLabelText(/Current password/)).toBeNull();
  });
  it('stays in its fields when the current one is wrong', async () => {
    handlers['account.password'] = () => {
      throw new Refusal('wrongPassword');
    };
    page(<Password email="t@larch.example" />);
    await change();
    await screen.findByText('That’s not your current password.');
    expect(screen.getByLabelText(/New password/, { selector: 'input' })).toHaveProperty(
      'value',
      'the new password',
    );
  });
  it('of an account without one is set by a link', async () => {
    signIns = { hasPassword: false, signIns: [] };
    page(<Password email="t@larch.example" />);
    await screen.findByText(/choose “Forgot your password\?”/);
    expect(screen.queryByRole('button', { name: 'Change password' })).toBeNull();
  });
});

describe('linked sign-ins', () => {
  const linked = { id: 'x', name: 'Larch sign-in', linkedAt: '2026-11-27T10:00:00.000Z' };
  it('are added from here, and a provider that is linked is not offered again', async () => {
    handlers['account.link'] = () => {
      signIns = { ...signIns, signIns: [linked] };
    };
    const sent = page(<SignIns server="https://s.test" />);
    fireEvent.click(await screen.findByRole('button', { name: 'Add sign-in with Larch sign-in' }));
    const list = await screen.findByRole('list');
    expect(within(list).getByText('Larch sign-in')).toBeTruthy();
    expect(named(sent, 'account.link')).toEqual([{ provider: 'oidc' }]);
    expect(screen.queryByRole('button', { name: /Add sign-in/ })).toBeNull();
  });
  it('are added with the password where the server asks for it', async () => {
    handlers['account.link'] = ({ password }) => {
      if (password === undefined) throw new Refusal('confirm');
      signIns = { ...signIns, signIns: [linked] };
    };
    const sent = page(<SignIns server="https://s.test" />);
    const add = { name: 'Add sign-in with Larch sign-in' };
    fireEvent.click(await screen.findByRole('button', add));
    const field = await screen.findByLabelText(/Your password/, { selector: 'input' });
    expect(screen.getByRole('alert').textContent).toMatch(/^Enter your password/);
    fireEvent.change(field, { target: { value: 'the old password' } });
    fireEvent.submit(field.closest('form') as HTMLFormElement);
    await screen.findByRole('button', { name: 'Remove the sign-in with Larch sign-in' });
    expect(named(sent, 'account.link')).toEqual([
      { provider: 'oidc' },
      { provider: 'oidc', password: 'the old password' },
    ]);
  });
  it('are not added after all, and the form goes away', async () => {
    handlers['account.link'] = () => {
      throw new Refusal('confirm');
    };
    page(<SignIns server="https://s.test" />);
    fireEvent.click(await screen.findByRole('button', { name: /Add sign-in/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByRole('button', { name: /Add sign-in/ })).toBeTruthy();
  });
  it('are removed with the password where the server asks for it', async () => {
    signIns = { hasPassword: true, signIns: [linked] };
    handlers['account.unlink'] = ({ password }) => {
      if (password === undefined) throw new Refusal('confirm');
      signIns = { hasPassword: true, signIns: [] };
    };
    const sent = page(<SignIns server="https://s.test" />);
    fireEvent.click(await screen.findByRole('button', { name: /Remove the sign-in/ }));
    const remove = screen.getByRole('button', { name: 'Remove sign-in' });
    fireEvent.submit(remove.closest('form') as HTMLFormElement);
    const field = await screen.findByLabelText(/Your password/, { selector: 'input' });
    fireEvent.change(field, { target: { value: 'the old password' } });
    fireEvent.submit(field.closest('form') as HTMLFormElement);
    await screen.findByRole('button', { name: /Add sign-in/ });
    expect(named(sent, 'account.unlink')).toEqual([
      { id: 'x' },
      { id: 'x', password: 'the old password' },
    ]);
  });
  it('are removed after a second press; the last way to sign in is not', async () => {
    signIns = { hasPassword: false, signIns: [linked] };
    handlers['account.unlink'] = () => {
      throw new Refusal('lastSignIn');
    };
    const sent = page(<SignIns server="https://s.test" />);
    fireEvent.click(
      await screen.findByRole('button', { name: 'Remove the sign-in with Larch sign-in' }),
    );
    expect(named(sent, 'account.unlink')).toEqual([]);
    const sure = screen.getByRole('button', { name: 'Remove sign-in' });
    fireEvent.submit(sure.closest('form') as HTMLFormElement);
    await screen.findByText(/This is your only way to sign in/);
    expect(named(sent, 'account.unlink')).toEqual([{ id: 'x' }]);
  });
});
