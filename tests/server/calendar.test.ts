import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setMember } from '../../server/people/people.ts';
import type { Client } from '../helpers/client.ts';
import { KeyedFixture, rejected } from '../helpers/keyed.ts';
import { context, storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('rights to days off, on %s', (kind) => {
  let fixture: KeyedFixture;
  let devices: { r: Client; b: Client; c: Client };
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    devices = fixture.next();
  });
  afterAll(() => fixture.server.close());

  it('the calendar of the organisation is set and deleted by administrators alone', async () => {
    const { r, b, c } = devices;
    const { acme, server, org, colleague, stored } = fixture;
    const admin = await context(server.people, acme.boss);
    await setMember(server.people, admin, colleague, { role: 'manager' });
    const calendar = { refKey: '' };
    const more = { maps: { holidays: { set: { '2026-12-25': 'Christmas Day' }, remove: [] } } };
    for (const device of [r, c])
      expect((await device.put('orgCalendar', org, calendar, more)).result).toEqual(
        rejected('notAllowed'),
      );
    const { id, result } = await b.put('orgCalendar', org, calendar, more);
    expect(result?.kind).toBe('ok');
    expect((await c.put('orgCalendar', org, calendar)).result).toEqual(rejected('notAllowed'));
    const del = { op: 'delete', collection: 'orgCalendar', rowId: id } as const;
    expect((await c.one(del)).result).toEqual(rejected('notAllowed'));
    expect((await stored(id))?.fields).toMatchObject({
      workdays: [1, 2, 3, 4, 5],
      holidays: { '2026-12-25': 'Christmas Day' },
    });
    expect((await b.one(del)).result?.kind).toBe('ok');
  });
  it('days away of a manager reach the team, and nobody else writes them there', async () => {
    const { r, b, c } = devices;
    const { acme, rep } = fixture;
    const team = `t:${acme.team}`;
    const more = { maps: { ranges: { set: { '2026-12-21': '2026-12-31' }, remove: [] } } };
    const ofBoss = { refKey: '', member: acme.boss };
    expect((await b.put('away', team, ofBoss, more)).result?.kind).toBe('ok');
    for (const device of [r, c]) {
      expect((await device.put('away', team, ofBoss, more)).result).toEqual(rejected('notAllowed'));
      expect(JSON.stringify(await device.pull())).toContain('2026-12-31');
    }
    const ofRep = { refKey: '', member: rep };
    // Nor does a manager write those of somebody else.
    for (const device of [r, b])
      expect((await device.put('away', team, ofRep, more)).result).toEqual(rejected('notAllowed'));
  });
  it('days away are written by the person and read by the manager', async () => {
    const { r, b, c } = devices;
    const { pair, rep, stored } = fixture;
    const more = { maps: { ranges: { set: { '2026-12-21': '2026-12-31' }, remove: [] } } };
    const forRep = { refKey: '', member: rep };
    for (const device of [b, c])
      expect((await device.put('away', pair, forRep, more)).result).toEqual(rejected('notAllowed'));
    const { id, result } = await r.put('away', pair, forRep, more);
    expect(result?.kind).toBe('ok');
    const del = { op: 'delete', collection: 'away', rowId: id } as const;
    for (const device of [b, c]) {
      expect((await device.put('away', pair, forRep)).result).toEqual(rejected('notAllowed'));
      expect((await device.one(del)).result?.kind).toBe('rejected');
    }
    const wrong = { maps: { ranges: { set: { '2026-12-31': '2026-12-21' }, remove: [] } } };
    expect((await r.put('away', pair, forRep, wrong)).result).toEqual(rejected('invalid'));
    expect((await stored(id))?.fields).toMatchObject({
      member: rep,
      ranges: { '2026-12-21': '2026-12-31' },
    });
  });
});
