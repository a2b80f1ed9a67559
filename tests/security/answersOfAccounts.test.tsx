// @vitest-environment happy-dom
// F67: what the server answered to one account, on a page that another account has now.

import 'fake-indexeddb/auto';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { storeNamed } from '../../components/data/store.ts';
import { WorkspaceApp } from '../../components/workspace/WorkspaceApp.tsx';
import { setSetting } from '../../lib/settings/index.ts';
import { freshSync } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { background } from '../components/harness.tsx';
import { meOf, type SampleUser } from '../helpers/view.ts';
import '../helpers/patience.ts';

const storeOf = (user: SampleUser) => `sideline:s.test:o:${user}`;

/** The database of an account, which the page has open. */
async function accountOf(user: SampleUser) {
  const db = storeNamed(storeOf(user));
  await putMeta(db, 'sync', freshSync);
  await putMeta(db, 'me', meOf(user));
  return db;
}

it('the settings show nothing that was answered to the account before', async () => {
  Object.assign(fakeBrowser, { permissions: { getAll: async () => ({ origins: [] }) } });
  const db = await accountOf('ada');
  await accountOf('tomas');
  await setSetting('store', storeOf('ada'));
  history.replaceState(null, '', '#settings/people');
  const answer = Promise.withResolvers<never>();
  let user: SampleUser | null = 'ada';
  background(db, {
    'session.get': () =>
      user
        ? { server: 'https://s.test', me: meOf(user), expired: false, localNotes: 0 }
        : answer.promise,
    'session.members': () => ({ members: [meOf('mika').user] }) as never,
  });
  render(<WorkspaceApp />);
  await screen.findByText(/mika@example.test/);
  user = null;
  await setSetting('store', storeOf('tomas'));
  await expect.poll(() => screen.queryByText(/mika@example.test/)).toBeNull();
});
