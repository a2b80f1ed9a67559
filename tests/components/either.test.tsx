// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Formats } from '../../components/options/Formats.tsx';
import { Either } from '../../components/panel/Either.tsx';
import FactEditor from '../../components/panel/FactEditor.tsx';
import WhichCurrency from '../../components/panel/WhichCurrency.tsx';
import { money } from '../../components/ui/format.ts';
import { row } from '../helpers/rows.ts';
import { background, model, newDb, show } from './harness.tsx';

const readings = [
  { order: 'dmy' as const, value: '2026-12-03' },
  { order: 'mdy' as const, value: '2026-03-12' },
];
const page = model();
const { crm, tenant } = page.ref;

it('an unsure date is both dates, and the answer is stored for this CRM', async () => {
  const db = newDb();
  const sent = background(db, { 'crm.format': () => null });
  show(<Either unsure={{ source: 'dom', at: 1, readings }} model={page} />, db);
  expect(screen.getByText(/3 Dec.* or 12 Mar/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /3 Dec/ }));
  await waitFor(() => expect(sent).toHaveLength(1));
  const input = { crm, tenant, dateOrder: 'dmy', shared: false };
  expect(sent[0]).toMatchObject({ name: 'crm.format', input });
});

it('a date whose year is not certain is both dates, without a question', () => {
  const years = readings.map(({ value }) => ({ order: null, value }));
  show(<Either unsure={{ source: 'dom', at: 1, readings: years }} model={page} />, newDb());
  expect(screen.getByText(/3 Dec.* or 12 Mar/)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

it('a sign of several currencies is asked about once', async () => {
  const db = newDb();
  const sent = background(db, { 'crm.format': () => null });
  show(<WhichCurrency sign="$" model={page} />, db);
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'AUD' } });
  await waitFor(() => expect(sent).toHaveLength(1));
  const input = { crm, tenant, currency: 'AUD', shared: false };
  expect(sent[0]).toMatchObject({ name: 'crm.format', input });
});

it('a typed date that can be two is asked about, and stored as ISO', async () => {
  const db = newDb();
  const sent = background(db, { 'fact.type': () => null });
  show(
    <FactEditor model={page} field="closeDate" label="Close date" value="" onDone={() => {}} />,
    db,
  );
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '03/04/2027' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  fireEvent.click(await screen.findByRole('button', { name: /4 Mar/ }));
  const types = () => sent.filter(({ name }) => name === 'fact.type');
  await waitFor(() => expect(types()).toHaveLength(1));
  expect(types()[0]?.input).toMatchObject({ field: 'closeDate', value: '2027-03-04' });
});

it('the settings list the answers, and forget them', async () => {
  const db = newDb();
  const fields = { refKey: '', crm: 'espocrm', tenant: 't', author: 'local', editedBy: null };
  await db.rows.put(
    row('crmFormat', 'f', 'u:local', { ...fields, dateOrder: 'dmy', currency: 'AUD', at: 1 }),
  );
  const sent = background(db, { 'crm.format': () => null });
  show(<Formats />, db);
  await screen.findByText('Day first · AUD');
  fireEvent.click(screen.getByRole('button', { name: 'Ask again: EspoCRM · t' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.input).toEqual({
    ...{ crm: 'espocrm', tenant: 't', shared: false },
    ...{ dateOrder: null, currency: null },
  });
});

it('dollars differ on screen, and a bare one is American only in America', () => {
  const speak = (language: string) =>
    vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockImplementation(() => language);
  const shown = (currency: string | null, sign?: string) =>
    money({ amount: 84_000, currency, ...(sign ? { sign } : {}) });
  speak('en-US');
  const american = ['USD', 'CAD', 'AUD', 'MXN'].map((currency) => shown(currency));
  expect(american).toEqual(['$84,000', 'CA$84,000', 'A$84,000', 'MX$84,000']);
  speak('en-AU');
  expect(shown('USD')).toMatch(/^US(?:\$|D\s)84,000$/);
  expect(shown('AUD')).toBe('$84,000');
  expect(shown(null, '$')).toBe('$84,000');
  speak('de');
  expect(shown('USD')).not.toBe(shown('AUD'));
});
