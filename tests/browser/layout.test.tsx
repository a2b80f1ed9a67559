import { NativeSelect, NumberInput, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { Appearance } from '../../components/options/Appearance.tsx';
import { People } from '../../components/options/People.tsx';
import { Facts } from '../../components/panel/Facts.tsx';
import Attention from '../../components/panel/NeedsAttention.tsx';
import Timeline from '../../components/panel/Timeline.tsx';
import { Mantine } from '../../components/ui/Mantine.tsx';
import { Workspace } from '../../components/workspace/Workspace.tsx';
import { refKey } from '../../lib/model/index.ts';
import { keepRecord, putMeta } from '../../lib/store/write.ts';
import { background } from '../helpers/background.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { model, view } from '../helpers/panel.ts';
import { meOf } from '../helpers/view.ts';
import { expectFits, newDb, show } from './harness.tsx';
import { speak } from './setup.ts';
import '../../components/options/options.css';
import '../../components/options/people.css';

const find = (css: string) => [...document.querySelectorAll<HTMLElement>(css)];

beforeEach(() => page.viewport(320, 720));

it('the German thresholds fit at 320 px, with every CRM and workspace page', async () => {
  speak('de');
  const db = newDb();
  background(db);
  await putMeta(db, 'me', meOf('dana'));
  location.hash = '#limits';
  await show(
    <Mantine>
      <Workspace />
    </Mantine>,
    db,
  );
  await expect.element(page.getByRole('link', { name: 'Einstellungen' })).toBeVisible();
  const change = page.getByRole('button', { name: /^Ändern/ });
  await expect.element(change.first()).toBeVisible();
  // A link that has a line to itself begins where the line above does.
  const indented = find('.threshold').filter((line) => {
    const [sentence, link] = [...line.children].map((part) => part.getClientRects());
    const [last, start] = [sentence?.[sentence.length - 1], link?.[0]];
    return last && start && start.top >= last.bottom - 4 && start.left > last.left;
  });
  expect(indented.map(({ textContent }) => textContent)).toEqual([]);
  await change.first().click();
  await page.getByRole('button', { name: /CRM/ }).first().click();
  expectFits();
  const items = find('nav[aria-label="Arbeitsbereich"] :is(a, button)');
  expect(items.length).toBe(8);
  const cut = find('nav :is(a, button)').filter(
    (item) =>
      item.scrollWidth > item.clientWidth ||
      item.scrollHeight > item.clientHeight ||
      item.getBoundingClientRect().bottom > window.innerHeight,
  );
  expect(cut.map((item) => item.textContent)).toEqual([]);
  // All of them are in sight, in two lines: nothing is to be scrolled to.
  expect(new Set(items.map((item) => item.getBoundingClientRect().top)).size).toBe(2);
  const isSeen = (item: Element | undefined) => {
    const { left = -1, right = 0 } = item?.getBoundingClientRect() ?? {};
    return left >= 0 && right <= window.innerWidth;
  };
  expect(items.map(isSeen)).toEqual(Array(8).fill(true));
  // Two lines are not much higher than one with icons.
  expect(items[0]?.closest('nav')?.getBoundingClientRect().height).toBeLessThanOrEqual(90);
  // Nothing of the page is under the bar.
  const [pageArea] = find('main');
  const barTop = items[0]?.parentElement?.closest('nav')?.getBoundingClientRect().top ?? 0;
  expect(pageArea?.getBoundingClientRect().bottom).toBeLessThanOrEqual(barTop);
});

it('the German condition of a question fits at 320 px', async () => {
  speak('de');
  const db = newDb();
  background(db);
  location.hash = '#questions/q1';
  await show(
    <Mantine>
      <Workspace />
    </Mantine>,
    db,
  );
  const add = page.getByRole('button', { name: 'Bedingung hinzufügen' });
  await add.click();
  await add.click();
  await page.getByLabelText('Feld').last().selectOptions('contactRoles');
  await expect.element(page.getByLabelText('Fragen, wenn')).toBeVisible();
  await page.getByText('Mehr', { exact: true }).click();
  expectFits();
});

it('a switch and a result have their distance from the paragraph above', async () => {
  const db = newDb();
  background(db, { 'usefulness.get': () => ({ least: 5, prompts: [], silent: 1 }) });
  await putMeta(db, 'me', meOf('dana'));
  location.hash = '#insights';
  await show(
    <Mantine>
      <Workspace />
    </Mantine>,
    db,
  );
  await expect.element(page.getByText('Questions with too few ratings to show: 1')).toBeVisible();
  const gaps = find('.lead').map(
    (lead) =>
      (lead.nextElementSibling?.getBoundingClientRect().top ?? 0) -
      lead.getBoundingClientRect().bottom,
  );
  expect(gaps).toEqual([12, 12]);
});

it('every field has an edge that can be seen', async () => {
  const db = newDb();
  background(db);
  const fields = (
    <Mantine>
      <TextInput label="Name" />
      <NumberInput label="Number" />
      <PasswordInput label="Password" />
      <NativeSelect label="Topic" data={['None']} />
      <Textarea label="Text" description="One per line" />
    </Mantine>
  );
  await show(fields, db);
  await expect.element(page.getByLabelText('Text')).toBeVisible();
  const edges = find('.mantine-Input-input').map((item) => getComputedStyle(item).borderColor);
  // The colour `--ctl`: 3.1:1 on every ground.
  expect(edges).toEqual(Array(5).fill('rgb(130, 141, 136)'));
  const [description] = find('.mantine-InputWrapper-description');
  expect(description && getComputedStyle(description).fontSize).toBe('12px');
});

it('a field that may not be changed can be read', async () => {
  const db = newDb();
  background(db);
  const fields = (
    <Mantine>
      <fieldset disabled>
        <TextInput label="Name" defaultValue="SPIN" />
        <NativeSelect label="Topic" data={['None']} />
        <textarea defaultValue="Northwind" />
      </fieldset>
    </Mantine>
  );
  await show(fields, db);
  await expect.element(page.getByLabelText('Topic')).toBeDisabled();
  const looks = find('fieldset :is(input, select, textarea)').map((element) => {
    const { opacity, color } = getComputedStyle(element);
    return `${color} ${opacity}`;
  });
  // The colour `--text-2`, which is readable on every ground.
  expect(looks).toEqual(Array(3).fill('rgb(70, 82, 77) 1'));
});

const long = (id: string, name: string) => ({
  ...{ id, name, email: `${id}.with.a.rather.long.address@subsidiary.larch.example` },
  ...{ role: 'admin' as const, team: 'north' },
});

it('the German settings fit at 320 px, with long names of people', async () => {
  speak('de');
  const db = newDb();
  const members = [
    long('ada', 'Ada'),
    long('tomas', 'Tomas Ferdinand von Lindqvist-Hohenschwangau'),
    long('x', 'Donaudampfschifffahrtsgesellschaftskapitän'),
  ];
  const invitations = [
    {
      ...{ id: 'i', email: `${'x'.repeat(60)}@larch.example`, role: 'rep', team: 'north' },
      ...{ expiresAt: NOON, invitedBy: 'Donaudampfschifffahrtsgesellschaftskapitän' },
    },
  ];
  background(db, {
    'session.members': () => ({ members }),
    'session.invitations': () => ({ invitations }),
    'member.pairs': () => ({ manager: null, pairs: [] }),
  });
  const settings = (
    <div className="options">
      <Appearance />
      <People me={meOf('ada')} />
    </div>
  );
  await show(<Mantine>{settings}</Mantine>, db);
  await page.getByRole('button', { name: /^Mehr Optionen für Tomas/ }).click();
  await page.getByRole('menuitem', { name: 'Rolle und Team ändern' }).click();
  await expect.element(page.getByRole('combobox', { name: /^Rolle: Tomas/ })).toBeVisible();
  expectFits();
  const cards = find('.options section');
  const outside = cards.flatMap((card) => {
    const right = card.getBoundingClientRect().right - 10;
    return [...card.querySelectorAll('button, [role=radiogroup]')]
      .filter((element) => element.getBoundingClientRect().right > right)
      .map((element) => element.textContent);
  });
  expect(outside).toEqual([]);
});

it('the facts wrap instead of ending in an ellipsis', async () => {
  const db = newDb();
  background(db);
  const contacts = ['Ruth Ellery', 'Piotr Zieliński', 'Benedikta Hohenfels'].map((name) => ({
    id: name,
    name,
    role: 'Evaluator',
  }));
  const record = model({ stage: 'Waiting for the committee', contacts: contacts as never });
  await show(<Facts model={record} view={view} />, db);
  await page.getByRole('button', { name: 'Show all details' }).click();
  await expect.element(page.getByText('Benedikta Hohenfels', { exact: false })).toBeVisible();
  expectFits();
});

it('what the server refused fits at 320 px, with every action', async () => {
  speak('de');
  const db = newDb();
  background(db);
  const record = deal();
  await keepRecord(db, record, NOON);
  await putMeta(db, 'me', meOf('tomas'));
  const mutation = { seq: 1, op: 'put' as const, rowId: 'x', base: 0, scope: 'p:former:tomas' };
  const evidence = `Ruth: https://example.com/${'x'.repeat(80)} shows that the board wants it.`;
  const patch = { refKey: refKey(record.ref), field: 'nextStep', evidence, value: 'Call Ruth' };
  for (const [id, collection] of Object.entries({ a: 'checkItem', b: 'typedFact' }))
    await db.refused.put({
      id,
      code: 'notAllowed',
      at: 1,
      mutation: { ...mutation, id, collection, patch },
    });
  await show(<Attention />, db);
  const save = page.getByRole('button', { name: /^Erneut speichern/ });
  await expect.element(save.first()).toBeVisible();
  await page.getByRole('button', { name: 'Verwerfen' }).first().click();
  await expect.element(page.getByRole('button', { name: 'Endgültig verwerfen' })).toBeVisible();
  expectFits();
});

const activities = ['Call with Ruth', 'Quote, version 2', 'Visit of the plant in Leeds'].map(
  (subject, index) => ({
    id: subject,
    type: 'call',
    subject,
    at: Date.UTC(2026, 10, 3 + index),
    state: 'done',
    direction: null,
  }),
);

it('the chart of the timeline is not scaled in a wide panel', async () => {
  const db = newDb();
  background(db);
  const { facts, rows } = model({ activities: activities as never });
  await page.viewport(1280, 720);
  if (facts) await show(<Timeline facts={facts} rows={rows} names={new Map()} me="local" />, db);
  await expect.element(page.getByText('Visit of the plant', { exact: false })).toBeVisible();
  const [chart] = find('.timeline-chart');
  expect(chart?.getBoundingClientRect().width).toBeLessThanOrEqual(560);
  expect(chart?.getBoundingClientRect().height).toBeLessThan(120);
});

it('the source of an entry stays on the line of its last word', async () => {
  const db = newDb();
  background(db);
  const { facts, rows } = model({ activities: activities as never });
  if (facts) await show(<Timeline facts={facts} rows={rows} names={new Map()} me="local" />, db);
  await expect.element(page.getByText('Visit of the plant', { exact: false })).toBeVisible();
  const alone = new Set<string>();
  for (let width = 160; width <= 300; width += 2) {
    for (const item of find('.timeline li:has(.provenance)')) {
      item.style.width = `${width}px`;
      const source = item.querySelector('.provenance');
      const word = source?.previousSibling ?? source?.parentElement;
      const range = document.createRange();
      if (word) range.selectNodeContents(word);
      const line = [...range.getClientRects()].at(-1);
      const at = source?.getBoundingClientRect();
      if (!line || !at || at.top > line.bottom) alone.add(`${width}: ${item.textContent}`);
    }
  }
  expect([...alone]).toEqual([]);
});
