// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Facts, Head } from '../../components/panel/Facts.tsx';
import { dealLines } from '../../components/panel/factLines.ts';
import { day, facts, ms } from '../helpers/deals.ts';
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

it('a call is on the day of its times, and a role has the name that the CRM shows', async () => {
  const call = {
    ...{ id: 'a1', kind: 'call', subject: 'Call Ruth', state: 'open', at: ms(1, 2) },
    // The CRM shows the evening before, in another zone.
    ...{ due: day(0), starts: ms(1, 2), ends: ms(1, 3), contactId: null },
  };
  const task = { ...call, id: 'a2', kind: 'task', subject: 'Send it' };
  const ruth = { id: 'c1', name: 'Ruth', role: 'Decision Maker', title: null };
  const values = {
    activities: [call, { ...task, starts: undefined, ends: undefined }],
    contacts: [
      { ...ruth, roleShown: 'Entscheider' },
      { ...ruth, name: 'Otto' },
    ],
  };
  const page = { ...model(values), facts: facts(values) };
  const { rest } = dealLines(page.facts.fields, page.facts.lastActivity, page);
  const line = (id: string) => rest.find((item) => item.id === id);
  expect(line('openActivities')?.small).toBe('Call Ruth (due 23 Nov), Send it (due 22 Nov)');
  expect(line('contacts')?.value).toBe('Ruth (Entscheider), Otto (Decision Maker)');
});

it('texts of the CRM run in the direction of their own script', () => {
  const values = { name: 'עסקה גדולה (2026)', nextStep: 'לשלוח הצעה, then call' };
  const page = { ...model(values), facts: facts(values) };
  show(<Facts model={page} view={{ state: 'ready' } as never} />, newDb());
  expect(screen.getByText(values.nextStep).getAttribute('dir')).toBe('auto');
  show(<Head model={page} />, newDb());
  expect(screen.getByRole('heading', { level: 1 }).getAttribute('dir')).toBe('auto');
});

it('a last activity is not shown where a later one may be missing', () => {
  const values = {
    activities: [{ id: 'a', kind: 'call', subject: 'Call', state: 'done', at: ms(-40) }],
  };
  const page = { ...model(values), facts: facts(values) };
  const lineOf = (confidence: number) => {
    const { fields, lastActivity } = page.facts;
    const { first } = dealLines(fields, { ...lastActivity, confidence } as never, page);
    return first.find(({ id }) => id === 'lastActivity');
  };
  expect(lineOf(1)).toMatchObject({ value: '13 Oct', field: { state: 'seen' } });
  expect(lineOf(0.5)).toMatchObject({ value: '', field: { state: 'unseen', why: 'notVisible' } });
});
