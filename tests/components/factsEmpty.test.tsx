// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Facts } from '../../components/panel/Facts.tsx';
import { facts } from '../helpers/deals.ts';
import { model } from '../helpers/panel.ts';
import { newDb, show } from './harness.tsx';

it('a deal without activities has none; a deal without a close date has it not set', async () => {
  const values = { activities: [], closeDate: null };
  const page = { ...model(values), facts: facts(values) };
  show(<Facts model={page} view={{ state: 'ready' } as never} />, newDb());
  const value = (label: string) =>
    screen.getByText(label).closest('div')?.querySelector('dd')?.textContent;
  expect(value('Last activity')).toBe('none');
  expect(value('Close date')).toBe('not set');
});
