// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Away } from '../../components/options/Away.tsx';
import { Calendar } from '../../components/options/Calendar.tsx';
import type { SidelineDb } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { row } from '../helpers/rows.ts';
import { meOf } from '../helpers/view.ts';
import { background, named, newDb, Refusal, show } from './harness.tsx';

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
});
const type = (label: RegExp | string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const submit = (name: string) =>
  fireEvent.submit(screen.getByRole('button', { name }).closest('form') as HTMLElement);
const choose = (name: string, text: string) => {
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  fireEvent.change(input, { target: { files: [new File([text], name)] } });
};

describe('days away', () => {
  const enter = async (from: string, to: string) => {
    await screen.findByText(/No days away yet/);
    type(/First day/, from);
    type(/Last day/, to);
    submit('Add days away');
  };
  it('are sent as the first and the last day', async () => {
    const sent = background(db);
    show(<Away />, db);
    await enter('2026-12-21', '2026-12-31');
    await waitFor(() =>
      expect(named(sent, 'calendar.away')).toEqual([
        { away: { ranges: { '2026-12-21': '2026-12-31' } }, from: { ranges: {} } },
      ]),
    );
  });
  it.each([
    ['2026-12-31', '2026-12-21', /isn’t before the first/],
    ['2026-01-01', '2027-06-01', /Enter 366 days at most/],
  ])('from %s to %s are refused with the reason', async (from, to, reason) => {
    const sent = background(db);
    show(<Away />, db);
    await enter(from, to);
    expect((await screen.findByRole('alert')).textContent).toMatch(reason);
    expect(named(sent, 'calendar.away')).toEqual([]);
  });
  it('stay in the fields when they could not be saved', async () => {
    background(db, {
      'calendar.away': () => {
        throw new Refusal('full');
      },
    });
    show(<Away />, db);
    await enter('2026-12-21', '2026-12-31');
    await screen.findByText(/Your device is out of space/);
    expect((screen.getByLabelText(/First day/) as HTMLInputElement).value).toBe('2026-12-21');
  });
});

describe('the calendar of the company', () => {
  it.each(['dana', 'tomas'] as const)('is not for people without that role (%s)', async (user) => {
    const me = meOf(user);
    await putMeta(db, 'me', { ...me, user: { ...me.user, role: 'manager' } });
    background(db);
    show(
      <>
        <Calendar />
        <Away />
      </>,
      db,
    );
    await screen.findByText(/No days away yet/);
    expect(screen.queryByText('Working days')).toBeNull();
  });
  it('sends a change of the working days', async () => {
    const sent = background(db);
    show(<Calendar />, db);
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Friday' }));
    await waitFor(() =>
      expect(named(sent, 'calendar.org')).toMatchObject([{ calendar: { workdays: [1, 2, 3, 4] } }]),
    );
  });
  it('keeps at least one working day', async () => {
    const fields = { refKey: '', workdays: [1], holidays: {}, author: 'local', at: 1 };
    await db.rows.put(row('orgCalendar', 'c', 'u:local', fields));
    const sent = background(db);
    show(<Calendar />, db);
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Monday' }));
    await screen.findByText('Keep at least one working day.');
    expect(named(sent, 'calendar.org')).toEqual([]);
  });
  it('takes holidays from a file after a look, and gives them back', async () => {
    const sent = background(db);
    show(<Calendar />, db);
    await screen.findByText(/No holidays yet/);
    choose('a.ics', 'BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Xmas\nEND:VEVENT');
    await screen.findByText(/Xmas/);
    expect(named(sent, 'calendar.org'), 'nothing is stored before').toEqual([]);
    press('Add 1 holiday');
    await screen.findByText(/1 holiday added/);
    press('Undo');
    await screen.findByText('The import was undone.');
    const [added, undone] = named(sent, 'calendar.org');
    expect(added).toMatchObject({ calendar: { holidays: { '2026-12-25': 'Xmas' } } });
    expect(undone).toEqual({ calendar: added?.from, from: added?.calendar });
  });
  it.each([
    ['another file', 'no calendar', /found no events/],
    ['a file that is too large', 'x'.repeat(2_000_001), /The maximum is/],
  ])('says what is wrong with %s', async (_, text, reason) => {
    background(db);
    show(<Calendar />, db);
    await screen.findByText(/No holidays yet/);
    choose('b.ics', text);
    expect((await screen.findByRole('alert')).textContent).toMatch(reason);
  });
});
