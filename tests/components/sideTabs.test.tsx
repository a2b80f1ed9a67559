// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import SideTabs from '../../components/panel/SideTabs.tsx';
import { background, named, newDb, Refusal, show } from './harness.tsx';

const tabs = <SideTabs view={{ tabId: 7, refKey: 'odoo/t/deal/1' }} side="rep" />;
const press = () => fireEvent.click(screen.getByRole('tab', { name: 'For the manager' }));

it('the chosen side is stored for the browser’s tab', async () => {
  const db = newDb();
  const sent = background(db, { 'frame.side': () => null });
  show(tabs, db);
  press();
  await waitFor(() =>
    expect(named(sent, 'frame.side')).toEqual([
      { tabId: 7, refKey: 'odoo/t/deal/1', side: 'manager' },
    ]),
  );
});

it('a choice that was not stored says so', async () => {
  const db = newDb();
  background(db, {
    'frame.side': () => {
      throw new Refusal('unexpected');
    },
  });
  show(tabs, db);
  press();
  await screen.findByRole('alert');
});
