// @vitest-environment jsdom
// The settings in their tabs: which there are, how the address and the keyboard choose one, and
// that what is typed stays.

import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import Settings from '../../components/options/Settings.tsx';
import { type SettingsTab, settingsTabs, tabNamed } from '../../components/options/tabs.ts';
import type { SessionState } from '../../lib/messages/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { meOf, people } from '../helpers/view.ts';
import { violationsInPage } from './axe.ts';
import { background, named, newDb, Refusal, show } from './harness.tsx';

const signedOut = { server: 'https://s.example', me: null, expired: false, localNotes: 0 };
const admin: SessionState = { ...signedOut, me: meOf('ada') };

beforeEach(() => {
  Object.assign(fakeBrowser, { permissions: { getAll: async () => ({ origins: [] }) } });
  Object.defineProperty(navigator, 'storage', {
    configurable: true,
    value: { estimate: async () => ({ usage: 1, quota: 100 }), persisted: async () => true },
  });
});

function Page({ first, chosen }: { first: SettingsTab | null; chosen: SettingsTab[] }) {
  const [tab, setTab] = useState(first);
  return (
    <Settings
      tab={tab}
      onTab={(next) => {
        chosen.push(next);
        setTab(next);
      }}
    />
  );
}

async function open(session: SessionState, first: SettingsTab | null = null) {
  const db = newDb();
  if (session.me) await putMeta(db, 'me', session.me);
  background(db, {
    'session.get': () => session,
    'session.members': () => ({ members: Object.values(people) }),
    'session.invitations': () => ({ invitations: [] }),
    'session.list': () => ({ sessions: [] }),
    'session.server': () => ({ mail: false, providers: [] }),
    'account.notices': () => ({ notices: [] }),
    'account.signIns': () => ({ hasPassword: true, signIns: [] }),
    'sites.known': () => [],
  });
  const chosen: SettingsTab[] = [];
  show(<Page first={first} chosen={chosen} />, db);
  await screen.findByRole('tablist', { name: 'Settings' });
  return chosen;
}

const names = () => screen.getAllByRole('tab').map(({ textContent }) => textContent);
const selected = () => screen.getByRole('tab', { selected: true }).textContent;

describe('the tabs of the settings', () => {
  it('are all there for an administrator, with the account first', async () => {
    await open(admin);
    expect(names()).toEqual([
      ...['Account', 'CRM sites', 'People', 'Days off', 'Your data', 'Appearance'],
    ]);
    expect(selected()).toBe('Account');
    const panel = screen.getByRole('tabpanel', { name: 'Account' });
    expect(panel.tabIndex).toBe(0);
    expect(screen.getAllByRole('tabpanel')).toHaveLength(1);
  });
  it.each([
    ['somebody else', { ...signedOut, me: meOf('tomas') }, 5],
    ['somebody signed out', signedOut, 5],
  ])('have no people for %s, even where the address names them', async (_, session, count) => {
    await open(session, 'people');
    expect(names()).toHaveLength(count);
    expect(selected()).toBe('Account');
    expect(screen.queryByRole('tab', { name: 'People' })).toBeNull();
  });
  it('show nothing of the account while its session has ended', async () => {
    await open({ ...admin, expired: true }, 'data');
    expect(names()).toEqual(['Account', 'CRM sites', 'Appearance']);
    screen.getByRole('button', { name: 'Sign in' });
  });
  it('say why the account is not there, and leave what needs none', async () => {
    const db = newDb();
    const sent = background(db, {
      'session.get': () => {
        throw new Refusal('unexpected');
      },
      'sites.known': () => [],
    });
    show(<Page first={null} chosen={[]} />, db);
    await screen.findByRole('alert');
    expect(names()).toEqual(['Account', 'CRM sites', 'Appearance']);
    // Asking again would not change the answer, and the person waits.
    expect(named(sent, 'session.get')).toHaveLength(1);
  });
  it.each(settingsTabs)('an address opens one: %s', async (tab) => {
    await open(admin, tab);
    const controls = screen.getByRole('tab', { selected: true }).getAttribute('aria-controls');
    expect(screen.getByRole('tabpanel').id).toBe(controls);
    expect(tabNamed(tab)).toBe(tab);
  });
  it('an address with another word opens none', () =>
    expect([tabNamed('<script>'), tabNamed(''), tabNamed(null)]).toEqual([null, null, null]));

  it('follow the arrow keys, and one of them is in the order of Tab', async () => {
    const chosen = await open(admin);
    const first = screen.getByRole('tab', { name: 'Account' });
    first.focus();
    fireEvent.keyDown(first, { key: 'ArrowRight', code: 'ArrowRight' });
    await waitFor(() => expect(selected()).toBe('CRM sites'));
    const second = screen.getByRole('tab', { name: 'CRM sites' });
    expect(document.activeElement).toBe(second);
    fireEvent.keyDown(second, { key: 'End', code: 'End' });
    expect(document.activeElement?.textContent).toBe('Appearance');
    fireEvent.click(screen.getByRole('tab', { name: 'Appearance' }));
    await waitFor(() => expect(selected()).toBe('Appearance'));
    expect(chosen).toEqual(['sites', 'appearance']);
    expect(screen.getAllByRole('tab').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  });
  it('keep what is typed while another one is open', async () => {
    await open(admin, 'people');
    const type = () => screen.getByRole('textbox', { name: /Email/ }) as HTMLInputElement;
    await screen.findByRole('textbox', { name: /Email/ });
    fireEvent.change(type(), { target: { value: 'mika@larch.example' } });
    fireEvent.click(screen.getByRole('tab', { name: 'Your data' }));
    await waitFor(() => expect(selected()).toBe('Your data'));
    expect(screen.queryByRole('textbox', { name: /Email/ })).toBeNull();
    fireEvent.click(screen.getByRole('tab', { name: 'People' }));
    await waitFor(() => expect(type().value).toBe('mika@larch.example'));
  });
  it('axe finds nothing in any of them', async () => {
    await open(admin);
    for (const tab of screen.getAllByRole('tab')) {
      fireEvent.click(tab);
      await waitFor(() => expect(selected()).toBe(tab.textContent));
      const found = await violationsInPage();
      expect(found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });
});
