// Profiles: an agreement is about one focus, also if two people change the profile at once.

import { describe, expect, it } from 'vitest';
import { keyedId } from '../../lib/model/index.ts';
import { currentOf, type Row } from '../../lib/store/index.ts';
import { type Device, openDevice } from './device.ts';
import { profile, pulledKeyed } from './keyedRows.ts';

describe('a new focus', () => {
  it('is sent with `agreedBy`: the previous agreement was for another focus', async () => {
    const device = await openDevice('tomas');
    const mine = { ...profile, member: 'tomas', focus: 'closing' as const, agreedBy: null };
    await device.run('profile.save', { profile: mine, from: null });
    device.now += 1;
    await device.run('profile.save', { profile: { ...mine, focus: 'planning' }, from: mine });
    const sent = (await device.db.outbox.toArray()).filter((one) => one.collection === 'profile');
    expect(sent.at(-1)?.patch).toMatchObject({
      focus: 'planning',
      agreedBy: null,
    });
  });
});

describe('a profile that lies in another pair', () => {
  it('is copied into the pair of the person who saves, without the agreement', async () => {
    const device = await openDevice('tomas');
    const former = {
      ...profile,
      agreedBy: 'nora',
      gaps: { value: 1 },
      strengths: ['planning' as const],
    };
    const id = keyedId('acme', 'p:nora:tomas', 'profile', ['tomas']);
    const fields = { ...former, refKey: '', author: 'tomas', editedBy: null, at: 1 };
    await device.db.rows.put({
      id,
      collection: 'profile',
      scope: 'p:nora:tomas',
      deleted: false,
      fields,
      refKey: '',
      rev: 1,
      version: 4,
      pending: 0,
      serverCopy: null,
    });
    await device.run('profile.save', { profile: { ...former, gaps: { value: 2 } }, from: former });
    const row = currentOf(await device.rows('profile'));
    expect(row).toMatchObject({
      scope: 'p:dana:tomas',
      fields: { focus: 'closing', agreedBy: null, gaps: { value: 2 }, strengths: ['planning'] },
    });
  });
});

describe('concurrent changes of agreement and focus', () => {
  const mine = { ...profile, member: 'tomas', focus: 'closing' as const, agreedBy: null };
  /** The other person's change, between display and click. */
  const meanwhile = async (device: Device, fields: Row['fields']) => {
    const row = currentOf(await device.rows('profile'));
    if (!row) throw new Error('nothing was saved');
    await pulledKeyed(device, row, { ...row.fields, ...fields }, 7);
  };

  it('a new focus is not agreed, even if the previous one was agreed just before', async () => {
    const device = await openDevice('tomas');
    await device.run('profile.save', { profile: mine, from: null });
    await meanwhile(device, { agreedBy: 'dana' });
    await device.run('profile.save', { profile: { ...mine, focus: 'planning' }, from: mine });
    expect(currentOf(await device.rows('profile'))?.fields).toMatchObject({
      focus: 'planning',
      agreedBy: null,
    });
  });

  it('agreeing to a focus that was changed since it was shown fails with “changed”', async () => {
    const device = await openDevice('dana');
    await device.run('profile.save', { profile: mine, from: null });
    await meanwhile(device, { focus: 'planning' });
    const agree = { profile: { ...mine, agreedBy: 'dana' }, from: mine };
    await expect(device.run('profile.save', agree)).rejects.toMatchObject({ code: 'changed' });
    const shown = { ...mine, focus: 'planning' as const };
    await device.run('profile.save', { profile: { ...shown, agreedBy: 'dana' }, from: shown });
    expect(currentOf(await device.rows('profile'))?.fields.agreedBy).toBe('dana');
  });

  it('another gap changes what is on screen, and brings no older focus back', async () => {
    const device = await openDevice('tomas');
    await device.run('profile.save', { profile: mine, from: null });
    await meanwhile(device, { agreedBy: 'dana' });
    // Written later, with a former manager: it is the current row, which the page shows.
    const counts = { ...mine, focus: 'value' as const, agreedBy: 'nora', gaps: { value: 1 } };
    const fields = { ...counts, refKey: '', author: 'tomas', editedBy: null, at: 1 };
    const id = keyedId('acme', 'p:nora:tomas', 'profile', ['tomas']);
    await device.db.rows.put({
      ...{ id, collection: 'profile', scope: 'p:nora:tomas', deleted: false, fields },
      ...{ refKey: '', rev: 1, version: 9, pending: 0, serverCopy: null },
    });
    await device.run('profile.save', {
      profile: { ...counts, gaps: { value: 2 } },
      from: counts,
    });
    expect(currentOf(await device.rows('profile'))).toMatchObject({
      scope: 'p:dana:tomas',
      fields: { focus: 'value', agreedBy: null, gaps: { value: 2 } },
    });
  });
});
