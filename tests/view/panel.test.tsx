// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useRecord } from '../../components/data/record.ts';
import { StoreProvider } from '../../components/data/store.ts';
import { recordView } from '../../entrypoints/background/view.ts';
import type { Side } from '../../lib/coaching/index.ts';
import { known, refKey } from '../../lib/model/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { keepRecord, putMeta } from '../../lib/store/write.ts';
import { badgeOf } from '../../lib/view/badge.ts';
import { summaryOf } from '../../lib/view/summary.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';
import { prompt } from '../helpers/prompts.ts';
import { row } from '../helpers/rows.ts';
import { answer, linkOf, meOf, profileOf, type SampleUser, selfView } from '../helpers/view.ts';
import '../helpers/patience.ts';

const record = deal({
  closeDate: '2026-11-01',
  owner: { id: 'crm-tomas', name: 'Tomas Lindqvist' },
});
const key = refKey(record.ref);
const DAY_MS = 86_400_000;
let db: SidelineDb;
let made = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  db = new SidelineDb(`panel-${made++}`);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  db.close();
});

interface Setting {
  who: SampleUser | null;
  linked?: boolean;
  answered?: SampleUser;
}

async function fill({ who, linked = false, answered }: Setting): Promise<void> {
  if (who) await putMeta(db, 'me', meOf(who));
  await keepRecord(db, record, NOON);
  await db.selfViews.put(selfView(who ?? 'local'));
  await db.rows.bulkPut([
    row('profile', 'tomas', 'p:dana:tomas', { ...profileOf('tomas'), agreedBy: 'dana' }),
    row('profile', 'local', 'u:local', profileOf('local')),
    row('profile', 'dana', 'p:x:dana', profileOf('dana')),
    row('prompt', 'w1', 'o:o', prompt({ name: 'Pilot', when: 'deal.amount > 1000' })),
    row(
      'note',
      'n1',
      'p:dana:tomas',
      note('somebody', 'Unread', { refKey: key, ref: record.ref, createdAt: NOON }),
    ),
    ...(linked ? [row('crmIdentity', 'l', 'o:o', linkOf('tomas'))] : []),
    ...(answered ? [row('typedFact', 'a', `u:${who}`, answer(key, who ?? 'local', answered))] : []),
  ]);
}

/** The record as the panel's own hook returns it. */
async function panelShows(side: Side | null = null) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StoreProvider value={db}>{children}</StoreProvider>
  );
  const { result } = renderHook(() => useRecord(record.ref, true, side), { wrapper });
  await waitFor(() => expect(result.current?.coached).toBeTruthy(), { timeout: 20_000 });
  if (!result.current) throw new Error('no record');
  return result.current;
}

const settings: [
  string,
  Setting,
  { rep: string | null; focus: string | null; share: string | null },
][] = [
  [
    'a manager who named the rep',
    { who: 'dana', answered: 'tomas' },
    { rep: 'tomas', focus: 'closing', share: null },
  ],
  [
    'a manager, the rep linked',
    { who: 'dana', linked: true },
    { rep: 'tomas', focus: 'closing', share: 'tomas' },
  ],
  ['a manager, nobody known', { who: 'dana' }, { rep: null, focus: null, share: null }],
  [
    'the rep, linked',
    { who: 'tomas', linked: true },
    { rep: 'tomas', focus: 'closing', share: 'tomas' },
  ],
  ['the rep, nobody known', { who: 'tomas' }, { rep: null, focus: null, share: null }],
  [
    'a link against an answer',
    { who: 'dana', linked: true, answered: 'dana' },
    { rep: 'tomas', focus: 'closing', share: 'tomas' },
  ],
  ['a reader', { who: 'mika', linked: true }, { rep: 'tomas', focus: 'closing', share: 'tomas' }],
  ['nobody signed in', { who: null }, { rep: 'local', focus: 'negotiation', share: null }],
];

it('a reading that names the owner removes nothing from the screen', async () => {
  await fill({ who: 'dana' });
  await keepRecord(db, deal({ closeDate: '2026-11-01', owner: null }), NOON);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StoreProvider value={db}>{children}</StoreProvider>
  );
  const seen: unknown[] = [];
  const { result } = renderHook(
    () => {
      const model = useRecord(record.ref, true);
      seen.push(model);
      return model;
    },
    { wrapper },
  );
  await waitFor(() => expect(result.current?.coached).toBeTruthy(), { timeout: 20_000 });
  seen.length = 0;
  await keepRecord(db, record, NOON);
  await waitFor(() => expect(result.current?.record?.fields.owner.state).toBe('seen'));
  expect(seen).not.toContain(undefined);
});

it('what was logged after the last tick of the panel’s clock counts at once', async () => {
  await fill({ who: 'dana' });
  const before = await panelShows();
  const at = NOON + 50_000;
  const [, ...rest] = known(record.fields.activities) ?? [];
  const logged = { ...rest[0], id: 'new', state: 'done', at, kind: 'call', subject: 'Just now' };
  const next = deal({ activities: [...rest, logged], owner: { id: 'crm-tomas', name: 'Tomas' } });
  await keepRecord(db, { ...next, reading: { ...next.reading, at: at + 1000 } }, NOON);
  expect(known(before.facts?.lastActivity)).toBeLessThan(NOON);
  const after = await panelShows();
  expect(known(after.facts?.lastActivity)).toBe(at);
  expect(after.now.ms).toBe(at + 1000);
});

describe('a person with both roles', () => {
  it('has the count of the side that they chose in the tab, on panel and button', async () => {
    await fill({ who: 'dana', answered: 'dana' });
    const weak = { nextStep: null, contacts: [], activities: [], stageSince: NOON - 90 * DAY_MS };
    await keepRecord(db, deal({ ...weak, owner: { id: 'crm-tomas', name: 'Tomas' } }), NOON);
    const both = [];
    for (const side of [null, 'rep', 'manager'] as const) {
      const [panel, background] = [
        await panelShows(side),
        await recordView(db, record.ref, { side }),
      ];
      expect(panel.role.roles).toEqual(['rep', 'manager']);
      expect(background.coaching?.prompts).toEqual(panel.coaching?.prompts);
      expect(badgeOf(background)).toEqual(badgeOf(panel));
      both.push(background.coaching?.prompts);
    }
    const [before, rep, manager] = both;
    expect(before).toEqual(rep);
    expect(manager).not.toEqual(rep);
  });
});

describe('panel and background see one record alike', () => {
  it.each(settings)('%s', async (_, setting, want) => {
    await fill(setting);
    const panel = await panelShows();
    const background = await recordView(db, record.ref);
    expect(background.role).toEqual(panel.role);
    expect(background.shareWith).toBe(panel.shareWith);
    expect(background.coached).toEqual(panel.coached);
    expect(background.coaching?.prompts.map(({ item }) => item.signal)).toEqual(
      panel.coaching?.prompts.map(({ item }) => item.signal),
    );
    expect(badgeOf(background)).toEqual(badgeOf(panel));
    expect(summaryOf(background)).toEqual(summaryOf(panel));
    expect(panel.role.rep).toBe(want.rep);
    expect(panel.shareWith).toBe(want.share);
    expect(background.coached?.person.focus?.skill ?? null).toBe(want.focus);
    expect(badgeOf(background).dot).toBe(true);
    expect(background.coaching?.triggered.map((item) => item.signal)).toContain('written:w1');
    // A reader gets no questions, so that only the note counts.
    if (setting.who === 'mika') expect(badgeOf(background).count).toBe(1);
    else expect(badgeOf(background).count).toBeGreaterThan(1);
  });
});
