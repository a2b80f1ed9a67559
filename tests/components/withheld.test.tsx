// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { screen, waitFor } from '@testing-library/react';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Head } from '../../components/panel/Facts.tsx';
import NoRecord from '../../components/panel/NoRecord.tsx';
import { Panel } from '../../components/panel/Panel.tsx';
import WhoIs from '../../components/panel/WhoIs.tsx';
import { failReading } from '../../lib/commands/records.ts';
import { type ReadFailure, refKey, unseen } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { keepRecord, putMeta } from '../../lib/store/write.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';
import { view } from '../helpers/panel.ts';
import { row } from '../helpers/rows.ts';
import { linkOf, meOf } from '../helpers/view.ts';
import { model, newDb, show, who } from './harness.tsx';

let db: SidelineDb;
// What the panel loads after its questions is there: these tests are not about its time.
beforeAll(() => import('../../components/panel/Notes.tsx'));
beforeEach(() => {
  db = newDb();
});

const record = deal({
  name: 'Marlow Foods: cold-chain monitoring',
  closeDate: '2026-11-01',
  owner: { id: 'crm-tomas', name: 'Tomas Lindqvist' },
});
const { ref } = record;
const key = refKey(ref);

/** A deal that Tomas's browser has read, with his note and one of somebody else. */
async function known(failure: ReadFailure | null): Promise<void> {
  await putMeta(db, 'me', meOf('tomas'));
  await keepRecord(db, record, NOON);
  const noted = (author: string, text: string) =>
    note(author, text, { refKey: key, ref, createdAt: NOON });
  await db.rows.bulkPut([
    row('crmIdentity', 'l', 'o:o', linkOf('tomas')),
    row('note', 'n1', 'p:dana:tomas', noted('tomas', 'Mine about the sensors')),
    row('note', 'n2', 'p:dana:tomas', noted('dana', 'Theirs about the budget')),
  ]);
  await db.views.put({ ...view, ref, refKey: key, state: 'reading' });
  if (failure) await failReading(db, { tabId: 1, navigation: view.navigation, ref }, failure, NOON);
}
const text = () => document.body.textContent ?? '';

describe('a record that the CRM does not give to this person', () => {
  it.each(['forbidden', 'missing'] as const)('%s: only own notes are shown', async (failure) => {
    await known(failure);
    show(<Panel tabId={1} aside />, db);
    await screen.findByText('Mine about the sensors');
    for (const hidden of ['Marlow', 'Theirs', '£', 'Lindqvist', 'Whose deal', 'Questions'])
      expect(text()).not.toContain(hidden);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('A deal you can’t open');
    expect(await db.records.get(key), 'the reading is deleted').toBeUndefined();
  });
  it('an unreachable CRM hides nothing', async () => {
    await known('unreachable');
    show(<Panel tabId={1} aside />, db);
    await screen.findByText('Theirs about the budget');
    expect(text()).toContain('Marlow');
    expect(await db.records.get(key)).toBeDefined();
  });
});

describe('no raw id', () => {
  it('is a heading, with any state of the tab', () => {
    const unread = model({}, { record: null, facts: null, coaching: null });
    show(<Head model={unread} />, db);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Deal');
  });
  it('is in the list of recent records', async () => {
    const name = unseen<string>('forbidden');
    await keepRecord(db, { ...record, fields: { ...record.fields, name } }, NOON);
    show(<NoRecord />, db);
    await waitFor(() => expect(document.querySelector('.recent b')?.textContent).toBe('Deal'));
  });
});

describe('questions about people', () => {
  const me = { ...who, me: meOf('tomas'), user: 'tomas' };
  const asks = (readAs: Partial<typeof record.reading>, state: 'reading' | 'ready') => {
    const reading = { ...record.reading, ...readAs };
    const shown = model(
      {},
      {
        record: { ...record, reading },
        role: { roles: [], rep: null, known: false },
      },
    );
    show(<WhoIs model={shown} view={{ ...view, state }} who={me} />, db);
    return screen.queryByText('Whose deal is this?') !== null;
  };
  it.each([
    ['while the record is read', {}, 'reading'],
    ['while the page loads', { filling: true }, 'ready'],
    ['before the page says who is signed in', { viewerLoading: true }, 'ready'],
  ] as const)('are not asked %s', (_, reading, state) => expect(asks(reading, state)).toBe(false));
  it('are asked once all of that is known', () => expect(asks({}, 'ready')).toBe(true));
});
