// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useRecord } from '../../components/data/record.ts';
import { StoreProvider } from '../../components/data/store.ts';
import { recordView } from '../../entrypoints/background/view.ts';
import { textsOf } from '../../lib/commands/texts.ts';
import { refKey } from '../../lib/model/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { keepRecord, putMeta, saysBeside } from '../../lib/store/write.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';
import { row } from '../helpers/rows.ts';
import { meOf } from '../helpers/view.ts';
import '../helpers/patience.ts';

const record = deal({ nextStep: null, nextStepDate: null });
const { ref } = record;
const key = refKey(ref);
let db: SidelineDb;
let made = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  db = new SidelineDb(`texts-${made++}`);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  db.close();
});

/** A note with bad news, a typed next step that only waits, and a reading. */
async function fill(): Promise<void> {
  await putMeta(db, 'me', meOf('tomas'));
  await keepRecord(db, record, NOON);
  const text = 'They told me about a hiring freeze and layoffs.';
  const typed = { ref, refKey: key, field: 'nextStep', value: 'Await feedback', author: 'tomas' };
  await db.rows.bulkPut([
    row('note', 'n1', 'u:tomas', note('tomas', text, { refKey: key, ref, createdAt: NOON - 1000 })),
    row('typedFact', 't1', 'u:tomas', { ...typed, at: NOON - 1000 }),
  ]);
}

/** The questions of every state that the panel's hook returns, until `done`. */
async function shown(): Promise<string[][]> {
  const seen: string[][] = [];
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StoreProvider value={db}>{children}</StoreProvider>
  );
  const { result } = renderHook(
    () => {
      const model = useRecord(ref, true);
      if (model) seen.push(model.coaching?.triggered.map(({ signal }) => signal).sort() ?? []);
      return model;
    },
    { wrapper },
  );
  await waitFor(() => expect(result.current?.coached).toBeTruthy(), { timeout: 20_000 });
  // Whatever would still come has come: the queries of the page have run again.
  await db.meta.put({ key: 'audience', value: 'private' });
  await db.rows.update('n1', { rev: 2 });
  await waitFor(() => expect(result.current?.rows.notes[0]?.rev).toBe(2), { timeout: 20_000 });
  return seen;
}

describe.each([
  ['read by the background', true],
  ['of an older build', false],
])('texts %s', (_, isRead) => {
  it('give their questions with the first set, the same as the number on the tab', async () => {
    if (isRead) db.use(saysBeside(textsOf));
    await fill();
    expect((await db.rows.get('n1'))?.says !== undefined).toBe(isRead);
    const background = (await recordView(db, ref)).coaching?.triggered.map(({ signal }) => signal);
    const states = await shown();
    expect(states[0]).toContain('badNews');
    for (const state of states) expect(state).toEqual(background?.sort());
  });
});
