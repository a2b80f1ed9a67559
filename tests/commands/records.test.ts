import { expect, it } from 'vitest';
import {
  arrive,
  failReading,
  finishReading,
  leave,
  setBlocked,
} from '../../lib/commands/records.ts';
import type { Located } from '../../lib/crm/adapter.ts';
import { type Navigation, type RecordRef, refKey } from '../../lib/model/index.ts';
import { row } from '../helpers/rows.ts';
import { newDb, TAB } from '../helpers/tabs.ts';

const nav = (number: number, document = 'one'): Navigation => ({ document, number });
const ref = (id: string, more: Partial<RecordRef> = {}): RecordRef => ({
  crm: 'odoo',
  tenant: 'host',
  object: 'deal',
  id,
  ...more,
});
const HREF = 'https://erp.acme.test/odoo/crm/1';
const come = (db: ReturnType<typeof newDb>, navigation: Navigation, located: Located | null) =>
  arrive(db, { tabId: TAB, navigation, href: HREF, located, isLatest: () => true }, 1);
const asked = (navigation: Navigation, of: RecordRef) => ({ tabId: TAB, navigation, ref: of });

it('a report that is out of date changes nothing', async () => {
  const db = newDb();
  await come(db, nav(2), { ref: ref('1') });
  expect(await come(db, nav(1), { ref: ref('2') })).toBeNull();
  expect(
    await arrive(
      db,
      { tabId: TAB, navigation: nav(3), href: HREF, located: null, isLatest: () => false },
      1,
    ),
  ).toBeNull();
  expect((await db.views.get(TAB))?.ref).toEqual(ref('1'));
});

it('a record that a reader made more exact stays while the address is the same', async () => {
  const db = newDb();
  const exact = ref('1', { tenant: 'database' });
  await come(db, nav(1), { ref: ref('1') });
  expect(await finishReading(db, asked(nav(1), ref('1')), exact, 2)).toBe(true);
  expect(await come(db, nav(2), { ref: ref('1') })).toMatchObject({ ref: exact, state: 'ready' });
  expect(await come(db, nav(3), { ref: ref('2') })).toMatchObject({
    ref: ref('2'),
    state: 'reading',
  });
});

it('an inconclusive address means the same record only within one navigation', async () => {
  const db = newDb();
  const located: Located = { ref: ref('7'), isUnconfirmed: true };
  const exact = ref('7', { tenant: 'database' });
  await come(db, nav(1), located);
  await finishReading(db, asked(nav(1), ref('7')), exact, 2);
  expect(await come(db, nav(1), located)).toMatchObject({ ref: exact, state: 'ready' });
  // /odoo/action-5/7 and /odoo/action-9/7 are records of two models.
  expect(await come(db, nav(2), located)).toMatchObject({ ref: ref('7'), state: 'reading' });
});

it('what an action opens is certain once a reading confirmed it, in that document', async () => {
  const db = newDb();
  const at = (id: string, action: string): Located => ({
    ref: ref(id),
    isUnconfirmed: true,
    action,
  });
  const contact = (id: string) => ref(id, { object: 'contact' });
  await come(db, nav(1), at('1', 'action-5'));
  expect(await come(db, nav(2), at('2', 'action-5'))).toMatchObject({ unsure: true });
  await finishReading(db, asked(nav(2), ref('2')), contact('2'), 2);
  expect(await come(db, nav(3), at('3', 'action-5'))).toMatchObject({
    ref: contact('3'),
    state: 'reading',
    unsure: false,
  });
  // Also after a list, and where the reading of one record fails.
  await failReading(db, asked(nav(3), contact('3')), 'unreachable', 3);
  expect((await db.views.get(TAB))?.ref).toEqual(contact('3'));
  await come(db, nav(4), null);
  expect(await come(db, nav(5), at('4', 'action-5'))).toMatchObject({ ref: contact('4') });
  const elsewhere = await come(db, nav(6), at('4', 'action-9'));
  expect(elsewhere).toMatchObject({ ref: ref('4'), unsure: true });
  expect(await come(db, nav(7), at('4', 'action-5'))).toMatchObject({ unsure: false });
  expect(await come(db, nav(1, 'two'), at('4', 'action-5'))).toMatchObject({ unsure: true });
});

it('a late answer changes nothing, for any content', async () => {
  const db = newDb();
  await come(db, nav(2), { ref: ref('1') });
  const before = await db.views.get(TAB);
  for (const late of [
    asked(nav(1), ref('1')),
    asked(nav(2), ref('2')),
    asked(nav(2, 'two'), ref('1')),
  ]) {
    expect(await finishReading(db, late, ref('1'), 9)).toBe(false);
    expect(await failReading(db, late, 'missing', 9)).toBe(false);
  }
  expect(await db.views.get(TAB)).toEqual(before);
});

it.each([
  ['notARecord', false, 'ready', null],
  ['missing', false, 'reading', null],
  ['missing', false, 'ready', '1'],
  ['unreachable', false, 'reading', '1'],
  ['unreachable', true, 'reading', null],
  ['notPermitted', false, 'reading', '1'],
] as const)(
  '%s on an address that is unsure (%s) and %s leaves %s',
  async (failure, unsure, state, id) => {
    const db = newDb();
    await come(db, nav(1), unsure ? { ref: ref('1'), isUnconfirmed: unsure } : { ref: ref('1') });
    if (state === 'ready') await finishReading(db, asked(nav(1), ref('1')), ref('1'), 2);
    expect(await failReading(db, asked(nav(1), ref('1')), failure, 3)).toBe(true);
    const view = await db.views.get(TAB);
    expect(view).toMatchObject({ state: 'failed', failure });
    expect(view?.ref?.id ?? null).toBe(id);
    expect(view?.refKey).toBe(id === null ? null : refKey(ref(id)));
  },
);

it('a record that is gone keeps its page for its notes, and not for deleted ones', async () => {
  const about = refKey(ref('1'));
  for (const deleted of [false, true]) {
    const db = newDb();
    await db.rows.put({ ...row('note', 'n1', 'u:local', { refKey: about }), deleted });
    await come(db, nav(1), { ref: ref('1') });
    await failReading(db, asked(nav(1), ref('1')), 'missing', 3);
    expect((await db.views.get(TAB))?.refKey).toBe(deleted ? null : about);
  }
});

it.each(['forbidden', 'missing'] as const)(
  'a record that is %s is so in every tab that has read it',
  async (failure) => {
    const db = newDb();
    const other = (tabId: number, located: Located) =>
      arrive(db, { tabId, navigation: nav(1), href: HREF, located, isLatest: () => true }, 1);
    const finish = (tabId: number, id: string) =>
      finishReading(db, { tabId, navigation: nav(1), ref: ref(id) }, ref(id), 2);
    await come(db, nav(1), { ref: ref('1') });
    await finish(TAB, '1');
    for (const tabId of [TAB + 1, TAB + 2, TAB + 3]) await other(tabId, { ref: ref('1') });
    await finish(TAB + 1, '1');
    await finish(TAB + 2, '1');
    await failReading(db, { ...asked(nav(1), ref('1')), tabId: TAB + 2 }, 'signedOut', 3);
    await other(TAB + 4, { ref: ref('2') });
    await finish(TAB + 4, '2');
    await failReading(db, asked(nav(1), ref('1')), failure, 4);
    const shown = async (tabId: number) => {
      const view = await db.views.get(tabId);
      return [view?.ref?.id, view?.state, view?.failure];
    };
    for (const tabId of [TAB, TAB + 1, TAB + 2])
      expect(await shown(tabId)).toEqual(['1', 'failed', failure]);
    // Its own reading decides.
    expect(await shown(TAB + 3)).toEqual(['1', 'reading', null]);
    expect(await shown(TAB + 4)).toEqual(['2', 'ready', null]);
    // What is no decision about the record stays in its tab.
    await failReading(db, { ...asked(nav(1), ref('2')), tabId: TAB + 4 }, 'unreachable', 5);
    expect((await db.views.get(TAB))?.failure).toBe(failure);
  },
);

it('a document can only withdraw what it showed itself', async () => {
  const db = newDb();
  expect(await leave(db, TAB, nav(2), 1)).toBe(false);
  await come(db, nav(3), { ref: ref('1') });
  expect(await leave(db, TAB, nav(2), 1)).toBe(false);
  expect(await leave(db, TAB, nav(4, 'two'), 1)).toBe(false);
  expect(await leave(db, TAB, nav(4), 1)).toBe(true);
  expect(await db.views.get(TAB)).toMatchObject({ ref: null, navigation: nav(4) });
});

it('what forbids the frame is a document', async () => {
  const db = newDb();
  await come(db, nav(1), { ref: ref('1') });
  await setBlocked(db, TAB, { blocked: true, document: 'two' });
  expect((await db.views.get(TAB))?.blocked).toBe(false);
  await setBlocked(db, TAB, { blocked: true, document: 'one' });
  await come(db, nav(2), { ref: ref('2') });
  expect((await db.views.get(TAB))?.blocked).toBe(true);
  await come(db, nav(1, 'two'), { ref: ref('2') });
  expect((await db.views.get(TAB))?.blocked).toBe(false);
});
