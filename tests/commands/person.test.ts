// Goals, work on a focus, first weeks and commitments about a person: where each row goes.

import { describe, expect, it } from 'vitest';
import { dayOf } from '../../lib/coaching/index.ts';
import { openDevice } from './device.ts';
import { goal, noProfile, objective, profile, rampStep, sure } from './samples.ts';

describe('a goal', () => {
  it('is private until it is shared, and is changed where it is', async () => {
    const device = await openDevice('tomas');
    await device.run('goal.write', goal);
    expect(await device.rows('goal')).toMatchObject([{ scope: 'u:tomas' }]);
    await device.run('goal.audience', { goal: 'g1', audience: 'pair' });
    device.now += 1;
    await device.run('goal.write', { ...goal, vision: 'Lead a team' });
    await device.run('goal.mark', { goal: 'g1', day: '2026-11-20', value: 30 });
    const rows = (await device.rows('goal')).filter((row) => !row.deleted);
    expect(rows).toMatchObject([
      { scope: 'p:dana:tomas', fields: { vision: 'Lead a team', marks: { '2026-11-20': 30 } } },
    ]);
    await device.run('goal.audience', { goal: 'g1', audience: 'private' });
    const back = (await device.rows('goal')).filter((row) => !row.deleted);
    expect(back).toMatchObject([{ scope: 'u:tomas', fields: { vision: 'Lead a team' } }]);
  });
  it('of the pair with a former manager becomes private when it is changed', async () => {
    const device = await openDevice('tomas');
    await device.run('goal.write', goal);
    await device.run('goal.audience', { goal: 'g1', audience: 'pair' });
    const [shared] = (await device.rows('goal')).filter((row) => !row.deleted);
    // As it is on the device after Dana has left the team.
    const former = { ...shared, id: 'former', scope: 'p:erin:tomas' };
    await device.db.rows.delete(shared?.id ?? '');
    await device.db.rows.put(former as never);
    device.now += 1;
    await device.run('goal.mark', { goal: 'g1', day: '2026-11-20', value: 30 });
    const rows = (await device.rows('goal')).filter((row) => !row.deleted);
    expect(rows).toMatchObject([
      { scope: 'u:tomas', fields: { vision: goal.vision, marks: { '2026-11-20': 30 } } },
    ]);
  });
  it('keeps the day on which it began, and the one on which it was reached', async () => {
    const device = await openDevice('tomas');
    const DAY = 86_400_000;
    const days = async () => {
      const [row] = (await device.rows('goal')).filter(({ deleted }) => !deleted);
      return [row?.fields.since, row?.fields.endedOn];
    };
    await device.run('goal.write', goal);
    const first = dayOf(device.now, 'UTC');
    device.now += 30 * DAY;
    await device.run('goal.mark', { goal: 'g1', day: '2026-11-20', value: 30 });
    await device.run('goal.write', { ...goal, vision: 'Lead a team' });
    expect(await days()).toEqual([first, null]);
    await device.run('goal.write', { ...goal, state: 'reached' });
    const reached = dayOf(device.now, 'UTC');
    device.now += 30 * DAY;
    await device.run('goal.write', { ...goal, state: 'reached', vision: 'Led a team' });
    await device.run('goal.audience', { goal: 'g1', audience: 'pair' });
    expect(await days()).toEqual([first, reached]);
    await device.run('goal.write', { ...goal, state: 'open' });
    expect(await days()).toEqual([first, null]);
  });
  it('loses a value that is deleted, and no other', async () => {
    const device = await openDevice('tomas');
    await device.run('goal.write', goal);
    const mark = (day: string, value: number | null) =>
      device.run('goal.mark', { goal: 'g1', day, value });
    await mark('2026-11-20', 30);
    await mark('2026-11-13', 20);
    await mark('2026-11-20', null);
    expect((await device.rows('goal'))[0]?.fields.marks).toEqual({ '2026-11-13': 20 });
  });
  it('cannot be shared without a manager, nor marked before it is there', async () => {
    const device = await openDevice('local');
    await expect(
      device.run('goal.mark', { goal: 'g1', day: '2026-11-20', value: 1 }),
    ).rejects.toMatchObject({ code: 'missing' });
    await device.run('goal.write', goal);
    await expect(
      device.run('goal.audience', { goal: 'g1', audience: 'pair' }),
    ).rejects.toMatchObject({ code: 'notAllowed' });
  });
});

describe('a focus', () => {
  it('has the day of each key, and none for what was not turned', async () => {
    const device = await openDevice('tomas');
    await device.run('profile.save', { profile, from: noProfile });
    await device.run('profile.save', {
      profile: { ...profile, gaps: { value: 1 } },
      from: profile,
    });
    expect(await device.rows('focusEntry')).toMatchObject([
      { scope: 'p:dana:tomas', fields: { event: 'picked', focus: 'closing', day: '2026-11-22' } },
    ]);
    await device.run('profile.save', { profile: noProfile, from: profile });
    expect(await device.rows('focusEntry')).toHaveLength(1);
  });
  it('is agreed by the manager, on a day of its own', async () => {
    const device = await openDevice('dana');
    await device.run('profile.save', { profile, from: null });
    // The manager’s device wrote the focus of somebody else: no key of theirs was turned.
    expect(await device.rows('focusEntry')).toEqual([]);
    await device.run('profile.save', { profile: { ...profile, agreedBy: 'dana' }, from: profile });
    expect(await device.rows('focusEntry')).toMatchObject([
      { scope: 'p:dana:tomas', fields: { event: 'agreed', focus: 'closing', author: 'dana' } },
    ]);
  });
  it('what was tried stays with the person; how sure they are is for the pair', async () => {
    const device = await openDevice('tomas');
    await device.run('focus.entry', sure);
    await device.run('focus.entry', { ...sure, event: 'trial', level: null, text: 'Wait first' });
    const scopes = (await device.rows('focusEntry')).map((row) => [row.fields.event, row.scope]);
    expect(scopes.toSorted()).toEqual([
      ['sure', 'p:dana:tomas'],
      ['trial', 'u:tomas'],
    ]);
  });
});

describe('a commitment about no deal', () => {
  const about = { id: 'c1', text: 'Ask Ruth', due: '2026-12-01', owner: 'tomas' };
  it.each([
    ['tomas', 'person/tomas', 'p:dana:tomas'],
    ['dana', 'person/tomas', 'p:dana:tomas'],
    ['dana', 'person/mika', 'u:dana'],
    ['local', 'person/local', 'u:local'],
  ] as const)('of %s on %s is in %s', async (user, refKey, scope) => {
    const device = await openDevice(user);
    await device.run('commitment.make', { ...about, refKey });
    expect(await device.rows('commitment')).toMatchObject([{ scope, refKey }]);
  });
});

describe('first weeks and objectives', () => {
  it('a milestone is one row for both, also signed out', async () => {
    for (const [user, member, scope] of [
      ['tomas', 'tomas', 'p:dana:tomas'],
      ['dana', 'tomas', 'p:dana:tomas'],
      ['local', 'local', 'u:local'],
    ] as const) {
      const device = await openDevice(user);
      await device.run('ramp.step', { ...rampStep, member });
      expect(await device.rows('rampStep')).toMatchObject([{ scope }]);
    }
  });
  it('an objective of a rep is nobody else’s', async () => {
    const device = await openDevice('tomas');
    await device.run('objective.write', objective);
    expect(await device.rows('objective')).toMatchObject([{ scope: 'u:tomas' }]);
  });
});

describe('a milestone of the first weeks', () => {
  it('keeps the day on which it was done, also where its words change', async () => {
    const device = await openDevice('dana');
    const doneOn = async () => (await device.rows('rampStep'))[0]?.fields.doneOn;
    await device.run('ramp.step', { ...rampStep, done: true });
    const first = dayOf(device.now, 'UTC');
    device.now += 30 * 86_400_000;
    await device.run('ramp.step', { ...rampStep, done: true, text: 'Hears three calls' });
    expect(await doneOn()).toBe(first);
    await device.run('ramp.step', { ...rampStep, done: false });
    expect(await doneOn()).toBeNull();
  });
});
