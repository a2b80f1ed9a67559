import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { Bar } from '../../components/panel/Bar.tsx';
import Notes from '../../components/panel/Notes.tsx';
import { background } from '../helpers/background.ts';
import { item, model, noteFields, who } from '../helpers/panel.ts';
import { expectFits, newDb, show } from './harness.tsx';
import { speak } from './setup.ts';

it('a long word in a note is broken', async () => {
  const word = 'https://example.com/'.padEnd(400, 'x');
  const db = newDb();
  background(db);
  const record = model();
  record.rows.notes.push(item('n1', noteFields(`See ${word} for the plan.`)));
  await show(<Notes model={record} who={who} />, db);
  await expect.element(page.getByText(word, { exact: false })).toBeVisible();
  expectFits();
});

it.each([
  ['well', {}],
  ['in trouble', { closeDate: '2026-11-01', nextStep: null, amount: null }],
  ['lost', { status: 'lost', stage: 'Lost' }],
])('the German bar of a deal that is %s fits', async (_, values) => {
  speak('de');
  const db = newDb();
  background(db);
  const bar = (
    <Bar
      tabId={1}
      model={model(values)}
      aside={false}
      onKeys={() => {}}
      reasons={false}
      onReasons={() => {}}
    />
  );
  await show(null, db, bar);
  await expect
    .element(page.getByRole('button', { name: 'Zu einem Reiter einklappen' }))
    .toBeVisible();
  expectFits();
});
