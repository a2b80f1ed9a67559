// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import Person from '../../components/workspace/person/Person.tsx';
import { now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { meOf } from '../helpers/view.ts';
import { violationsInPage } from './axe.ts';
import { background, newDb, org, show } from './harness.tsx';

const PAIR = 'p:dana:tomas';

it.each(['dana', 'tomas'] as const)('axe finds nothing in the page as %s sees it', async (user) => {
  const db = newDb();
  background(db);
  const put = (collection: string, id: string, fields: object, scope = PAIR) => {
    const all = { ...sampleFields[collection]?.(1), refKey: 'person/tomas', ...fields };
    return db.rows.put(row(collection, id, scope, all));
  };
  await put('goal', 'g', { goal: 'g1', vision: 'Be asked for', author: 'tomas' });
  const owned = { owner: 'tomas', author: 'tomas' };
  await put('commitment', 'c1', { ...owned, text: 'Ask Ruth' });
  await put('commitment', 'c2', { ...owned, text: 'Call Imke', was: '2026-11-20' });
  await put('commitment', 'c3', { ...owned, text: 'Write', state: 'kept', settledAt: 5 });
  await put('commitment', 'c4', { ...owned, text: 'Before the team' }, 't:north');
  await put('rampStep', 'r', { text: 'Hears calls' });
  await put('checkIn', 'i', { text: 'Tired' });
  const names = new Map([
    ['tomas', 'Tomas'],
    ['dana', 'Dana'],
  ]);
  const who = {
    ...{ me: meOf(user), user, localRole: 'rep' as const, names, teamOf: new Map() },
  };
  show(<Person who={who} org={org} now={now} member="tomas" />, db);
  const text = await screen.findByText('Ask Ruth');
  const chips = text.closest('li')?.querySelectorAll('input[type=radio]');
  expect(chips?.length).toBe(3);
  expect(document.body.textContent).not.toMatch(/missed|overdue|failed/i);
  const violations = await violationsInPage();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
