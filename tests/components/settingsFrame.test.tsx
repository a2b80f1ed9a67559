// @vitest-environment happy-dom
// The settings in the frame of the workspace, also while the session has ended.

import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Locked } from '../../components/ui/Locked.tsx';
import { openSettings } from '../../components/ui/openSettings.ts';
import { Workspace } from '../../components/workspace/Workspace.tsx';
import { freshSync, type SidelineDb } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { meOf } from '../helpers/view.ts';
import { background, newDb, show } from './harness.tsx';

let db: SidelineDb;
const go = (path: string) =>
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    `https://id.example${path}`,
  );
beforeEach(async () => {
  db = newDb();
  Object.assign(fakeBrowser, { permissions: { getAll: async () => ({ origins: [] }) } });
  await putMeta(db, 'me', meOf('dana'));
});

/** As the two pages of the extension show it, in a session that has ended or has not. */
function frame(expired: boolean) {
  background(db, {
    'session.get': () => ({ ...{ me: meOf('dana'), server: '', localNotes: 0 }, expired }),
    'session.list': () => ({ sessions: [] }),
    'account.notices': () => ({ notices: [] }),
    'account.signIns': () => ({ hasPassword: true, signIns: [] }),
    'sites.known': () => [],
  });
  show(
    <Locked isOpen>
      <Workspace />
    </Locked>,
    db,
  );
}
const links = () => screen.getAllByRole('link').map((link) => link.getAttribute('href'));

describe('the settings in the frame of the workspace', () => {
  it('are the current page of its navigation', async () => {
    go('/workspace.html#settings/sites');
    frame(false);
    const link = await screen.findByRole('link', { name: 'Settings' });
    expect(link.getAttribute('aria-current')).toBe('page');
    await screen.findByRole('heading', { level: 1, name: 'Settings' });
    await screen.findByRole('tab', { name: 'CRM sites', selected: true });
    await screen.findByRole('link', { name: 'My team' });
    fireEvent.click(screen.getByRole('tab', { name: 'Days off' }));
    expect(location.hash).toBe('#settings/daysOff');
  });
  it('are all that the options page has; other pages are in the workspace', async () => {
    go('/options.html');
    frame(false);
    await screen.findByRole('tab', { name: 'Account', selected: true });
    expect(links()).toContain('/workspace.html#deals');
    expect(links()).toContain('/options.html#settings');
  });
  it('show nothing of an ended session: no team, nothing that waits for attention', async () => {
    await putMeta(db, 'sync', { ...freshSync, problem: 'signedOut' });
    go('/workspace.html#settings');
    frame(true);
    await screen.findByRole('button', { name: 'Sign in' });
    await waitFor(() => expect(screen.queryByRole('contentinfo')).toBeNull());
    expect(screen.queryByRole('link', { name: 'My team' })).toBeNull();
  });
});

describe('opening the settings', () => {
  const open = vi.fn(async () => {});
  beforeEach(() => {
    open.mockClear();
    Object.assign(fakeBrowser.runtime, { openOptionsPage: open });
  });
  it.each(['/workspace.html#deals', '/options.html'])('stays in %s', (path) => {
    go(path);
    openSettings();
    expect([location.hash, open.mock.calls.length]).toEqual(['#settings', 0]);
  });
  it('of the panel asks the browser for its tab', () => {
    go('/panel.html');
    openSettings();
    expect([location.hash, open.mock.calls.length]).toEqual(['', 1]);
  });
});
