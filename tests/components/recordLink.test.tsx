// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useAddresses } from '../../components/data/addresses.ts';
import { RecordLink } from '../../components/ui/RecordLink.tsx';
import { refKey as keyOf } from '../../lib/model/index.ts';
import { keepRecord } from '../../lib/store/write.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { background, named, newDb, Refusal, show } from './harness.tsx';

const record = deal();
const refKey = keyOf(record.ref);
const ADDRESS = 'https://crm.acme.test/#Opportunity/view/1';

function Name() {
  const addresses = useAddresses([refKey]);
  return (
    <RecordLink refKey={refKey} addresses={addresses}>
      Marlow Foods
    </RecordLink>
  );
}

it('a record’s name opens its page through the background', async () => {
  const db = newDb();
  await keepRecord(db, record, NOON, null, ADDRESS);
  const sent = background(db, {
    'record.open': () => {
      throw new Refusal('missing');
    },
  });
  show(<Name />, db);
  const link = await screen.findByRole('link', { name: 'Marlow Foods' });
  expect(link.getAttribute('href')).toBe(ADDRESS);
  fireEvent.click(link);
  await waitFor(() => expect(named(sent, 'record.open')).toEqual([{ refKey }]));
  expect((await screen.findByRole('alert')).textContent).toBe('This no longer exists.');
});

it('without an address it is text, with the reason', async () => {
  const db = newDb();
  await keepRecord(db, record, NOON, null, 'javascript:alert(1)');
  background(db);
  show(<Name />, db);
  await screen.findByTitle('Open it in your CRM once, then its name becomes a link here.');
  expect(screen.queryByRole('link')).toBeNull();
});
