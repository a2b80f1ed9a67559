// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { useUi } from '../../components/data/ui.ts';
import BarMenu from '../../components/panel/BarMenu.tsx';
import { AddedCalls } from '../../components/panel/moments/AddedCalls.tsx';
import type { SidelineDb } from '../../lib/store/index.ts';
import { facts, NOON } from '../helpers/deals.ts';
import { background, model, named, newDb, show } from './harness.tsx';

const HOUR = 3_600_000;
const unseen = { activities: undefined };
const own = {
  ...{ refKey: 'k', call: 'own', start: NOON + 22 * HOUR, withWhom: 'Ruth' },
  ...{ author: 'local', editedBy: null, at: NOON },
};
const withOwn = () => model(unseen, { facts: { ...facts(unseen), plannedCalls: [own] } });
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByLabelText(name), { target: { value } });

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
  useUi.getState().reset('');
  useUi.getState().reset('k');
});
function panel(record = model(unseen)) {
  const sent = background(db, {
    'call.plan': () => null,
    'call.remove': () => null,
    'frame.side': () => null,
  });
  const bar = (
    <BarMenu tabId={7} model={record} onAgain={null} onKeys={() => {}}>
      <button type="button">More</button>
    </BarMenu>
  );
  show(
    <>
      {bar}
      <AddedCalls model={record} />
    </>,
    db,
  );
  return sent;
}

it('a rep adds the next call where the CRM shows none', async () => {
  const sent = panel();
  expect(screen.queryByRole('region', { name: 'Calls you added' })).toBeNull();
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Add a call' }));
  await screen.findByRole('heading', { name: 'Your next call' });
  const save = () => screen.getByRole('button', { name: 'Save call' }) as HTMLButtonElement;
  expect(save().disabled).toBe(true);
  type('Date', '2026-11-22');
  type('Time', '11:30');
  // The time has passed: it is noon.
  expect(screen.getByText('This time has passed. Choose a later one.')).toBeTruthy();
  expect(save().disabled).toBe(true);
  type('Date', '2026-11-23');
  type('With whom', ' Ruth and Piotr ');
  fireEvent.click(save());
  await waitFor(() =>
    expect(named(sent, 'call.plan')).toEqual([
      {
        ...{ refKey: 'k', call: expect.any(String), withWhom: 'Ruth and Piotr' },
        start: NOON + 23.5 * HOUR,
      },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Save call' })).toBeNull());
});

it('a rep who is the manager too sees the side with the form', async () => {
  const both = model(unseen, { role: { roles: ['rep', 'manager'], rep: 'local', known: true } });
  const sent = panel(both);
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Add a call' }));
  await waitFor(() =>
    expect(named(sent, 'frame.side')).toEqual([{ tabId: 7, refKey: both.key, side: 'rep' }]),
  );
});

it('an added call is changed with its own time, and removed', async () => {
  const sent = panel(withOwn());
  await screen.findByText('tomorrow, 10:00 · Ruth', { exact: false });
  fireEvent.click(screen.getByRole('button', { name: /^Edit call: / }));
  await screen.findByRole('heading', { name: 'Your next call' });
  expect((screen.getByLabelText('Time') as HTMLInputElement).value).toBe('10:00');
  type('Time', '10:30');
  fireEvent.click(screen.getByRole('button', { name: 'Save call' }));
  await waitFor(() =>
    expect(named(sent, 'call.plan')).toMatchObject([{ call: 'own', start: own.start + HOUR / 2 }]),
  );
  fireEvent.click(screen.getByRole('button', { name: /^Remove call: / }));
  await waitFor(() => expect(named(sent, 'call.remove')).toEqual([{ refKey: 'k', call: 'own' }]));
});

it.each([
  ['the CRM shows one', model({ activities: [meeting()] })],
  ['the deal is the rep’s of a manager', model(unseen, { role: managers() })],
  ['nobody knows the system', model(unseen, { ref: { ...model().ref, tenant: '' } })],
])('no call can be added where %s', async (_, record) => {
  panel(record);
  await screen.findByRole('menuitem', { name: /Keyboard/ });
  expect(screen.queryByRole('menuitem', { name: 'Add a call' })).toBeNull();
});

function meeting() {
  return {
    ...{ id: 'm', kind: 'meeting' as const, subject: 'Marlow', state: 'open' as const, at: null },
    ...{ due: null, contactId: null, starts: NOON + HOUR, ends: NOON + 2 * HOUR },
  };
}
function managers() {
  return { roles: ['manager' as const], rep: 'tomas', known: true };
}
