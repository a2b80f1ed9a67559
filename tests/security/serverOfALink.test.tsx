// @vitest-environment happy-dom
// F23: a password goes to a server that nobody looked at, or in plain text over the internet.

import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SignedOut } from '../../components/options/SignIn.tsx';
import { serverAddress } from '../../entrypoints/background/session.ts';
import { isSafeServer } from '../../lib/model/index.ts';
import { background, named, newDb, show } from '../components/harness.tsx';
import '../helpers/patience.ts';

const session = { server: 'https://ours.example', me: null, expired: false, localNotes: 0 };
const LINK = 'https://evil.example/sideline/join#secret';

describe('a password', () => {
  it.each([
    ['https://sideline.example', true],
    ['http://localhost:8787', true],
    ['http://sideline.localhost', true],
    ['http://127.0.0.1:8787', true],
    ['http://127.1:8787', true],
    ['http://[::1]:8787', true],
    ['http://10.1.2.3', true],
    ['http://172.16.0.1', true],
    ['http://172.31.255.1', true],
    ['http://192.168.1.2:80/sideline', true],
    ['http://100.64.0.1', true],
    ['http://[fd12::1]', true],
    ['http://crm.internal', true],
    ['http://nas.local', true],
    ['http://sideline.example', false],
    ['http://172.32.0.1', false],
    ['http://172.15.0.1', false],
    ['http://100.128.0.1', false],
    ['http://8.8.8.8', false],
    ['http://10.example.com', false],
    ['http://127.0.0.1.evil.example', false],
    ['http://localhost.evil.example', false],
    ['http://evillocal', false],
    ['http://[2001:db8::1]', false],
    ['http://[fd12::1].evil.example', false],
    ['ftp://127.0.0.1', false],
  ])('may go to %s: %s', (server, isSafe) => expect(isSafeServer(server)).toBe(isSafe));

  it('never goes to a public server over http, also where a link names it', async () => {
    await expect(serverAddress('http://sideline.example/join#s')).rejects.toMatchObject({
      code: 'plainHttp',
    });
    expect(await serverAddress('sideline.example')).toBe('https://sideline.example');
  });
});

describe('the server of a link', () => {
  beforeEach(() => {
    const db = newDb();
    background(db, {
      'session.server': () => ({ mail: false, providers: [] }) as never,
    });
    show(<SignedOut session={session} />, db);
  });
  const paste = (label: RegExp) =>
    fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value: LINK } });

  it('of an invitation is shown above the fields, and its address takes the place of ours', () => {
    fireEvent.click(screen.getByRole('button', { name: /invitation/ }));
    const form = screen.getByRole('textbox', { name: /Invitation/ }).closest('form');
    const first = within(form as HTMLElement).getAllByRole('textbox')[0];
    expect(first?.getAttribute('name')).toBe('token');
    paste(/Invitation/);
    expect(screen.getByText(/belongs to https:\/\/evil\.example\/sideline/)).toBeTruthy();
    expect(screen.queryByDisplayValue('https://ours.example')).toBeNull();
  });

  it('of a new password is shown above the password', () => {
    fireEvent.click(screen.getByRole('button', { name: /password\?|Forgot/ }));
    paste(/link/i);
    expect(screen.getByText(/belongs to https:\/\/evil\.example\/sideline/)).toBeTruthy();
  });
});

describe('a server that the company has set by policy', () => {
  it('is the only one', async () => {
    await fakeBrowser.storage.managed.set({ server: 'sideline.larch.example/' });
    expect(await serverAddress('https://sideline.larch.example')).toBe(
      'https://sideline.larch.example',
    );
    await expect(serverAddress('https://evil.example')).rejects.toMatchObject({ code: 'pinned' });
    await fakeBrowser.storage.managed.set({ server: 'a b' });
    await expect(serverAddress('https://evil.example')).rejects.toThrow('policy');
  });
  it('is shown and cannot be changed', () => {
    const db = newDb();
    const sent = background(db);
    show(<SignedOut session={{ ...session, isPinned: true }} />, db);
    expect(screen.getByDisplayValue('https://ours.example')).toHaveProperty('readOnly', true);
    screen.getByText('Set by your company');
    expect(named(sent, 'session.signIn')).toEqual([]);
  });
});
