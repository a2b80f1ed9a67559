import { describe, expect, it } from 'vitest';
import { openDevice } from './device.ts';
import { cases } from './inputs.ts';

const { input } = cases['stage.answer'];

describe('the answer about a stage', () => {
  it('is the organisation’s when a manager gives it, else the person’s own', async () => {
    const scopes = await Promise.all(
      (['dana', 'tomas', 'local'] as const).map(async (user) => {
        const device = await openDevice(user);
        await device.run('stage.answer', input);
        const [row] = await device.rows('stageStatus');
        return row?.scope.slice(0, 2);
      }),
    );
    expect(scopes).toEqual(['o:', 'u:', 'u:']);
  });
  it('is one row that is changed and withdrawn', async () => {
    const device = await openDevice('tomas');
    await device.run('stage.answer', input);
    await device.run('stage.answer', { ...input, status: 'lost' });
    await device.run('stage.answer', { ...input, pipeline: 'other' });
    await device.run('stage.answer', { ...input, status: null });
    const rows = await device.rows('stageStatus');
    expect(rows.map(({ fields }) => [fields.pipeline, fields.status]).sort()).toEqual([
      ['', null],
      ['other', 'won'],
    ]);
  });
});
