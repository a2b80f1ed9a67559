// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { Account } from '../../components/options/Account.tsx';
import { Footer } from '../../components/panel/Footer.tsx';
import { freshSync, SidelineDb, type SyncState } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { note } from '../helpers/note.ts';
import { meOf } from '../helpers/view.ts';
import { background, show } from './harness.tsx';

const me = meOf('tomas');
const SENTENCES = {
  older: 'This extension needs an update to sync. Your notes are safe.',
  newer: 'Your server needs an update to sync. Your notes are safe.',
  full: 'Your device needs free space to sync. Your notes are safe.',
  implausible: 'Your server sends contradictory data, so syncing has paused. Your notes are safe.',
};

let db: SidelineDb;
let databases = 0;
beforeEach(async () => {
  db = new SidelineDb(`versions-${databases++}`);
  await putMeta(db, 'me', me);
});

async function setProblem(problem: SyncState['problem']): Promise<void> {
  await putMeta(db, 'sync', { ...freshSync, problem });
}

it.each(['older', 'newer', 'full', 'implausible'] as const)(
  'the panel shows what a person has to do (%s), and how many changes wait',
  async (problem) => {
    await setProblem(problem);
    const change = {
      op: 'create',
      collection: 'note',
      rowId: 'n',
      base: 0,
      patch: note('tomas', 'Waits'),
      at: 1,
    } as const;
    await db.outbox.add({ seq: 1, id: 'm', ...change });
    show(<Footer />, db);
    await screen.findByText(`${SENTENCES[problem]} · 1 change not sent yet`);
  },
);

it('the panel shows that the server takes changes in parts', async () => {
  await setProblem('slowDown');
  const change = { op: 'create', collection: 'note', rowId: 'n', base: 0, at: 1 } as const;
  await db.outbox.add({ seq: 1, id: 'm', ...change, patch: note('tomas', 'Waits') });
  show(<Footer />, db);
  await screen.findByText('Sending in parts, 1 waiting');
});

it.each(['older', 'newer', 'full', 'implausible'] as const)(
  'the settings show it beside the account (%s)',
  async (problem) => {
    await setProblem(problem);
    background(db, { 'session.list': () => ({ sessions: [] }) as never });
    show(
      <Account
        session={{ server: 'https://sideline.example', me, expired: false, localNotes: 0 }}
      />,
      db,
    );
    expect((await screen.findByText(SENTENCES[problem])).getAttribute('role')).toBe('alert');
  },
);

it('the settings show nothing while there is no problem', async () => {
  await setProblem(null);
  background(db, { 'session.list': () => ({ sessions: [] }) as never });
  show(
    <Account session={{ server: 'https://sideline.example', me, expired: false, localNotes: 0 }} />,
    db,
  );
  await screen.findByText('Server: https://sideline.example');
  expect(screen.queryByText(SENTENCES.older)).toBeNull();
});
