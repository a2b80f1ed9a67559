import { describe, expect, it } from 'vitest';
import { openDevice } from './device.ts';
import { cases } from './inputs.ts';

describe('profile and limits', () => {
  it('what two tabs change is all there', async () => {
    const device = await openDevice('dana');
    const { profile } = cases['profile.save'].input;
    await device.run('profile.save', { profile, from: null });
    const gaps = { ...profile, gaps: { closing: 2 } };
    await device.run('profile.save', { profile: gaps, from: profile });
    const agreed = { ...profile, agreedBy: 'dana' };
    await device.run('profile.save', { profile: agreed, from: profile });
    const rows = await device.rows('profile');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      scope: 'p:dana:tomas',
      fields: { gaps: { closing: 2 }, agreedBy: 'dana' },
    });

    const { settings } = cases['settings.coaching'].input;
    await device.run('settings.coaching', { settings, from: null });
    device.now += 1;
    const quiet = { ...settings, limits: { quiet: 9 } };
    await device.run('settings.coaching', { settings: quiet, from: settings });
    device.now += 1;
    const rival = { ...settings, competitors: ['Acme', 'Borealis'] };
    await device.run('settings.coaching', { settings: rival, from: settings });
    const [limits] = await device.rows('coachingSettings');
    expect(limits?.fields).toMatchObject({
      limits: { quiet: 9 },
      competitors: ['Acme', 'Borealis'],
    });
  });
});
