import { describe, expect, it } from 'vitest';
import { putMeta } from '../../lib/store/write.ts';
import { type Device, openDevice, people, type User } from './device.ts';
import { calendar } from './samples.ts';

const only = async (device: Device, collection: string) => {
  const rows = await device.rows(collection);
  expect(rows).toHaveLength(1);
  return rows[0];
};
const asAdmin = async (user: Exclude<User, 'local'>) => {
  const device = await openDevice(user);
  const me = people[user as keyof typeof people];
  await putMeta(device.db, 'me', { ...me, user: { ...me.user, role: 'admin' } });
  return device;
};

describe('the calendar of an organisation', () => {
  it('is changed by administrators for everyone, and by nobody else', async () => {
    const admin = await asAdmin('dana');
    await admin.run('calendar.org', { calendar, from: null });
    expect((await only(admin, 'orgCalendar'))?.scope).toBe('o:acme');
    for (const user of ['dana', 'tomas'] as const) {
      const device = await openDevice(user);
      await expect(device.run('calendar.org', { calendar, from: null })).rejects.toMatchObject({
        code: 'notAllowed',
      });
      expect(await device.rows('orgCalendar')).toEqual([]);
    }
  });
  it('is the person’s own while signed out', async () => {
    const device = await openDevice('local');
    await device.run('calendar.org', { calendar, from: null });
    expect((await only(device, 'orgCalendar'))?.scope).toBe('u:local');
  });
  it('keeps what another editor added, and gives back what an import added', async () => {
    const device = await openDevice('local');
    await device.run('calendar.org', { calendar, from: null });
    const imported = { '2026-12-25': 'Christmas', '2027-01-01': 'New Year’s Day' };
    const after = { ...calendar, holidays: imported };
    await device.run('calendar.org', { calendar: after, from: calendar });
    const other = { ...calendar.holidays, '2026-12-28': 'Boxing Day' };
    await device.run('calendar.org', {
      calendar: { workdays: [7, 1, 2, 3, 4], holidays: other },
      from: calendar,
    });
    // The undo: from what the import made to what was there before.
    await device.run('calendar.org', { calendar, from: after });
    const row = await only(device, 'orgCalendar');
    expect(row?.fields.holidays).toEqual({
      '2026-12-25': 'Christmas Day',
      '2026-12-28': 'Boxing Day',
    });
    expect(new Set(row?.fields.workdays as number[])).toEqual(new Set([1, 2, 3, 4, 7]));
  });
});

describe('days away', () => {
  const ranges = { '2026-12-21': '2026-12-31' };
  it('go to the person and the manager, and have no reason', async () => {
    const device = await openDevice('tomas');
    await device.run('calendar.away', { away: { ranges }, from: { ranges: {} } });
    const row = await only(device, 'away');
    expect(row?.scope).toBe('p:dana:tomas');
    expect(Object.keys(row?.fields ?? {}).sort()).toEqual([
      'at',
      'author',
      'member',
      'ranges',
      'refKey',
    ]);
  });
  it('are private without a manager', async () => {
    const scopes = [];
    for (const user of ['dana', 'local'] as const) {
      const device = await openDevice(user);
      const me = { ...people.dana, teams: [] };
      if (user === 'dana') await putMeta(device.db, 'me', me);
      await device.run('calendar.away', { away: { ranges }, from: { ranges: {} } });
      scopes.push((await only(device, 'away'))?.scope);
    }
    expect(scopes).toEqual(['u:dana', 'u:local']);
  });
  it('of a manager go to the team too, and are removed there too', async () => {
    const device = await openDevice('dana');
    await device.run('calendar.away', { away: { ranges }, from: { ranges: {} } });
    const inOrder = async () =>
      (await device.rows('away'))
        .map(({ scope, fields }) => [scope, fields.ranges])
        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    expect(await inOrder()).toEqual([
      ['t:north', ranges],
      ['u:dana', ranges],
    ]);
    await device.run('calendar.away', { away: { ranges: {} }, from: { ranges } });
    expect(await inOrder()).toEqual([
      ['t:north', {}],
      ['u:dana', {}],
    ]);
  });
  it('can be removed again', async () => {
    const device = await openDevice('tomas');
    await device.run('calendar.away', { away: { ranges }, from: { ranges: {} } });
    await device.run('calendar.away', { away: { ranges: {} }, from: { ranges } });
    expect((await only(device, 'away'))?.fields.ranges).toEqual({});
  });
  it.each([
    ['that end before they begin', { '2026-12-31': '2026-12-21' }],
    ['of more than a year', { '2026-01-01': '2027-01-02' }],
    ['that no calendar has', { '2026-02-30': '2026-03-01' }],
  ])('%s are refused', async (_, wrong) => {
    const device = await openDevice('tomas');
    await expect(
      device.run('calendar.away', { away: { ranges: wrong }, from: null }),
    ).rejects.toThrow();
    expect(await device.rows('away')).toEqual([]);
  });
});
