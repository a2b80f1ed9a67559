import { describe, expect, it } from 'vitest';
import { KEY, openDevice } from './device.ts';
import { commitment, moment, planStep } from './samples.ts';

const HOUR = 3_600_000;
const which = { refKey: KEY, moment: 'debrief', about: 'meeting-1' } as const;

describe('what is written at a moment', () => {
  it('is private, also for a deal whose pair is known', async () => {
    const device = await openDevice('tomas');
    await device.run('moment.write', moment);
    expect(await device.rows('moment')).toMatchObject([
      { scope: 'u:tomas', fields: { words: moment.words, next: null, author: 'tomas' } },
    ]);
  });
  it('is stored with its commitment in one transaction, or not at all', async () => {
    const device = await openDevice('tomas');
    const own = { ...commitment, owner: 'tomas', onlyMe: true };
    const restore = device.fillDisk();
    await expect(device.run('moment.write', { ...moment, commitment: own })).rejects.toThrow();
    restore();
    expect(await device.rows('commitment')).toEqual([]);
    expect(await device.rows('moment')).toEqual([]);
    await device.run('moment.write', { ...moment, commitment: own });
    expect(await device.rows('commitment')).toMatchObject([{ id: own.id, scope: 'u:tomas' }]);
    expect((await device.rows('moment'))[0]?.fields.next).toBe(own.id);
  });
  it('is readable for the manager while its author shares it', async () => {
    const device = await openDevice('tomas');
    await device.run('moment.write', moment);
    await device.run('moment.audience', { ...which, audience: 'pair' });
    const shown = async () =>
      (await device.rows('moment')).filter(({ deleted }) => !deleted).map(({ scope }) => scope);
    expect(await shown()).toEqual(['p:dana:tomas']);
    // A later change stays where the moment is.
    await device.run('moment.write', { ...moment, words: { said: 'Yes' } });
    expect(await shown()).toEqual(['p:dana:tomas']);
    await device.run('moment.audience', { ...which, audience: 'private' });
    expect(await shown()).toEqual(['u:tomas']);
    const [row] = (await device.rows('moment')).filter(({ deleted }) => !deleted);
    expect(row?.fields.words).toMatchObject({ said: 'Yes' });
  });
  it('about the focus is never shared', async () => {
    const device = await openDevice('tomas');
    await device.run('moment.write', { ...moment, moment: 'focus', words: {}, tried: 'yes' });
    await expect(
      device.run('moment.audience', { ...which, moment: 'focus', audience: 'pair' }),
    ).rejects.toMatchObject({ code: 'notAllowed' });
  });
  it('by somebody else is theirs: nobody shares it for them', async () => {
    const device = await openDevice('tomas');
    await device.run('moment.write', moment);
    const dana = await openDevice('dana');
    await dana.db.rows.bulkPut(await device.rows());
    await expect(dana.run('moment.audience', { ...which, audience: 'team' })).rejects.toMatchObject(
      { code: 'missing' },
    );
  });
});

describe('a call that a person added', () => {
  const call = { refKey: KEY, call: 'call1', start: 0, withWhom: 'Ruth' };
  it('is their own row, changed in place and removed for good', async () => {
    const device = await openDevice('tomas');
    const start = device.now + HOUR;
    await device.run('call.plan', { ...call, start });
    await device.run('call.plan', { ...call, start: start + HOUR });
    const rows = await device.rows('plannedCall');
    expect(rows).toMatchObject([
      { scope: 'u:tomas', deleted: false, fields: { start: start + HOUR, author: 'tomas' } },
    ]);
    await device.run('call.remove', { refKey: KEY, call: 'call1' });
    expect((await device.rows('plannedCall')).filter(({ deleted }) => !deleted)).toEqual([]);
  });
  it('goes a week after it, when the next one is added', async () => {
    const device = await openDevice('tomas');
    await device.run('call.plan', { ...call, start: device.now - 8 * 24 * HOUR });
    await device.run('call.plan', { ...call, call: 'call2', start: device.now - 6 * 24 * HOUR });
    await device.run('call.plan', { ...call, call: 'call3', start: device.now + HOUR });
    const left = (await device.rows('plannedCall')).filter(({ deleted }) => !deleted);
    expect(left.map(({ fields }) => fields.call).sort()).toEqual(['call2', 'call3']);
  });
});

describe('the last look at a deal', () => {
  it('remembers the visit before this one', async () => {
    const device = await openDevice('tomas');
    const look = async (hours: number) => {
      device.now += hours * HOUR;
      await device.run('deal.looked', { refKey: KEY });
      return (await device.rows('dealLook'))[0]?.fields;
    };
    const start = device.now;
    expect(await look(0)).toMatchObject({ last: start, before: null });
    // A short time later nothing is written, and within a visit the visit before stays.
    expect(await look(0.1)).toMatchObject({ last: start });
    expect(await look(1)).toMatchObject({ last: device.now, before: null });
    const ended = device.now;
    expect(await look(20)).toMatchObject({ last: device.now, before: ended });
    expect(await look(1)).toMatchObject({ before: ended });
  });
  it('goes on after a visit with a clock that was a year ahead', async () => {
    const device = await openDevice('tomas');
    const { now } = device;
    device.now += 365 * 24 * HOUR;
    await device.run('deal.looked', { refKey: KEY });
    device.now = now;
    await device.run('deal.looked', { refKey: KEY });
    expect((await device.rows('dealLook'))[0]?.fields.last).toBe(now);
  });
});

describe('a step of the mutual action plan', () => {
  it('belongs to the pair, and both change it', async () => {
    const device = await openDevice('tomas');
    await device.run('plan.step', planStep);
    const dana = await openDevice('dana');
    await dana.db.rows.bulkPut(await device.rows());
    await dana.run('plan.step', { ...planStep, state: 'done' });
    expect(await dana.rows('planStep')).toMatchObject([
      { scope: 'p:dana:tomas', fields: { state: 'done', text: planStep.text, author: 'tomas' } },
    ]);
  });
});
