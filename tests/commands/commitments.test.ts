import { describe, expect, it } from 'vitest';
import { openDevice } from './device.ts';
import { cases } from './inputs.ts';

describe('commitments', () => {
  it('asked for again with another date: it is the new one', async () => {
    const device = await openDevice('dana');
    const commitment = cases['commitment.make'].input;
    await device.run('commitment.make', commitment);
    await device.run('commitment.make', { ...commitment, due: '2026-12-02' });
    const [row] = await device.rows('commitment');
    expect(row).toMatchObject({ scope: 'p:dana:tomas', fields: { due: '2026-12-02' } });
    const other = await openDevice('tomas');
    await other.db.rows.bulkPut(await device.rows());
    await expect(other.run('commitment.make', commitment)).rejects.toMatchObject({
      code: 'notAllowed',
    });
    await other.run('commitment.setState', { id: 'c1', state: 'kept' });
    await other.run('commitment.setState', { id: 'c1', state: 'open' });
    expect((await other.rows('commitment'))[0]?.fields.settledAt).toBeNull();
  });
  it('keeps how one will see it when a form without that field changes the rest', async () => {
    const device = await openDevice('dana');
    const commitment = cases['commitment.make'].input;
    const seenBy = 'Finance has a date in the calendar';
    await device.run('commitment.make', { ...commitment, seenBy });
    await device.run('commitment.make', { ...commitment, due: '2026-12-02' });
    const [row] = await device.rows('commitment');
    expect(row?.fields).toMatchObject({ due: '2026-12-02', seenBy });
  });
  it('after a private answer is its author’s alone', async () => {
    const device = await openDevice('dana');
    await device.run('commitment.make', { ...cases['commitment.make'].input, onlyMe: true });
    const [row] = await device.rows('commitment');
    expect(row?.scope).toBe('u:dana');
    expect(row?.fields).not.toHaveProperty('onlyMe');
  });
});
