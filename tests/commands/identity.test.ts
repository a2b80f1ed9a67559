import { expect, it } from 'vitest';
import { LINK, openDevice, ref } from './device.ts';

const crm = { crm: 'odoo', tenant: ref.tenant } as const;
/** The CRM user who is linked to Tomas from the start. */
const OWNER = { ...crm, crmUserId: 'u1' };

const links = async (device: Awaited<ReturnType<typeof openDevice>>) =>
  (await device.db.rows.where('collection').equals('crmIdentity').toArray())
    .filter((row) => !row.deleted)
    .map((row) => [row.fields.crmUserId, row.fields.userId]);

it('a person can remove their own CRM link and create it again', async () => {
  const device = await openDevice('tomas');
  await device.run('identity.unlink', OWNER);
  expect(await links(device)).toEqual([]);
  await device.run('identity.link', { ...OWNER, crmName: 'Tomas' });
  expect(await links(device)).toEqual([['u1', 'tomas']]);
});

it('a manager can remove the wrong CRM link of another person; a rep cannot', async () => {
  const [dana, tomas] = [await openDevice('dana'), await openDevice('tomas')];
  await dana.run('identity.unlink', OWNER);
  expect(await links(dana)).toEqual([]);
  expect((await dana.db.outbox.toArray()).map(({ op, rowId }) => [op, rowId])).toEqual([
    ['delete', LINK],
  ]);
  await tomas.db.rows.where('id').equals(LINK).modify({ 'fields.userId': 'mika' });
  await expect(tomas.run('identity.unlink', OWNER)).rejects.toMatchObject({ code: 'notAllowed' });
  expect(await links(tomas)).toEqual([['u1', 'mika']]);
});

it('removing a CRM link removes no other link', async () => {
  const device = await openDevice('tomas');
  await device.run('identity.unlink', { ...OWNER, tenant: 'other.acme.test' });
  await device.run('identity.unlink', { ...OWNER, crmUserId: 'u2' });
  expect(await links(device)).toEqual([['u1', 'tomas']]);
});
