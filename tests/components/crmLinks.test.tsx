// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { CrmLinks } from '../../components/options/CrmLinks.tsx';
import { SidelineDb } from '../../lib/store/index.ts';
import { row } from '../helpers/rows.ts';
import { people } from '../helpers/view.ts';
import { background, show } from './harness.tsx';

const link = (crmUserId: string, crmName: string, userId: string) => {
  const fields = { crm: 'espocrm', tenant: 't', crmUserId, crmName, userId, at: 1 };
  return row('crmIdentity', `link ${crmUserId}`, 'o:o', fields);
};

it('shows only links of these people, and a second press removes one', async () => {
  const db = new SidelineDb('links');
  await db.rows.bulkPut([
    link('1', 'Tomas L', 'tomas'),
    link('2', 'Dana', 'dana'),
    link('3', 'Mika', 'mika'),
  ]);
  const sent = background(db, { 'identity.unlink': () => null });
  show(<CrmLinks people={[people.dana, people.tomas]} self="dana" />, db);
  fireEvent.click(await screen.findByRole('button', { name: 'Unlink from EspoCRM: Tomas L' }));
  await screen.findByText(/which deals in EspoCRM are handled by tomas until/);
  expect(screen.queryByText('Mika')).toBeNull();
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Unlink now' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    name: 'identity.unlink',
    input: { crm: 'espocrm', tenant: 't', crmUserId: '1' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Unlink from EspoCRM: Dana' }));
  await screen.findByText(/which deals in EspoCRM are yours until you confirm/);
});
