import { describe, expect, it } from 'vitest';
import { KEY, openDevice } from './device.ts';
import { cases } from './inputs.ts';

describe('the owner of a deal', () => {
  it('is stored in the person’s private scope, for any named rep', async () => {
    const device = await openDevice('dana');
    await device.run('identity.owner', { refKey: KEY, rep: 'tomas' });
    const [row] = await device.rows('typedFact');
    expect(row).toMatchObject({ scope: 'u:dana', fields: { field: 'member', value: 'tomas' } });
  });
  it('a CRM user is linked once, to the first person who linked it', async () => {
    const [dana, tomas] = [await openDevice('dana'), await openDevice('tomas')];
    const { input } = cases['identity.link'];
    await dana.run('identity.link', input);
    await dana.run('identity.link', input);
    await tomas.db.rows.bulkPut(await dana.rows());
    await expect(tomas.run('identity.link', input)).rejects.toMatchObject({ code: 'linked' });
    expect((await tomas.rows('crmIdentity')).map(({ fields }) => fields.userId)).toEqual(['dana']);
    const local = await openDevice('local');
    await local.run('identity.link', cases['identity.link'].input);
    expect((await local.rows())[0]?.scope).toBe('u:local');
  });
});
